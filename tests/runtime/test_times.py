"""Points in time in all their spellings."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import botocore.credentials
import botocore.utils
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restjson.times import parse_moment, parse_seconds

UTC = timezone.utc
LATE = datetime(2019, 12, 16, 23, 48, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-12-16T23:48:18Z", LATE),
        ("2019-12-16t23:48:18z", LATE),
        ("2019-12-16T22:48:18-01:00", LATE),
        ("2019-12-17T00:48:18+0100", LATE),
        ("2019-12-16 23:48:18 UTC", LATE),
        ("20191216T234818Z", LATE),
        ("2019-12-16T23:48Z", LATE.replace(second=0)),
        ("2019-12-16T23:48:18.5Z", LATE.replace(microsecond=500_000)),
        ("2019-12-16T23:48:18.123456789Z", LATE.replace(microsecond=123_456)),
        ("Mon, 16 Dec 2019 23:48:18 GMT", LATE),
        ("Mon, 16 Dec 2019 23:48:18.456 GMT", LATE.replace(microsecond=456_000)),
        ("Mon, 16 Dec 2019 22:48:18 -0100", LATE),
        ("Monday, 16-Dec-19 23:48:18 GMT", LATE),
        ("Mon Dec 16 23:48:18 UTC 2019", LATE),
    ],
)
def test_a_time_is_read_as_botocore_reads_it(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment == botocore.utils.parse_timestamp(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-12-16", datetime(2019, 12, 16)),
        ("2019-12-16T23:48:18", datetime(2019, 12, 16, 23, 48, 18)),
        ("2019-12-16 23:48:18.25", datetime(2019, 12, 16, 23, 48, 18, 250_000)),
    ],
)
def test_a_time_without_a_zone_is_naive(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment == botocore.utils.parse_timestamp(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "2019", "2019-12", "2019-02-30", "2019-12-16T25:00:00Z"),
        *("0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2019-12-16T23:48:18+99:00"),
        *("٢٠١٩-12-16", "2019-12-16T23:48:18Z\0", "Mon, 32 Dec 2019 23:48:18 GMT"),
        *("2019-12-16T23:48:18.Z", f"{'9' * 5000}-01-01", f"2019-12-16T23:48:18.{'9' * 5000}Z"),
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_moment(text) is None


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(), ZONES | st.none())
def test_what_python_writes_is_read(moment: datetime, zone: timezone | None) -> None:
    moment = moment.replace(tzinfo=zone)
    found = parse_moment(moment.isoformat())
    assert found is not None
    assert (found, found.tzinfo is None) == (moment, zone is None)


@given(st.text(alphabet="0123456789-:.TZ+, GMTJan", max_size=40) | st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    parse_moment(text)


@pytest.mark.parametrize(
    "text",
    [
        "2030-01-31T12:00:00Z",
        "2030-01-31t12:00:00z",
        "2030-01-31 12:00:00+00:00",
        "2030-01-31T12:00Z",
        "2030-01-31T12:00:00.999Z",
        "2030-01-31T12:00:00.123456789Z",
        "2030-01-31T14:00:00+02:00",
        "2030-01-31T14:00:00+0200",
        "2030-01-31T08:30:00-03:30",
        "2030-01-31T13:00:00+01",
        "20300131T120000Z",
        "2030-01-31T12:00:00UTC",
        "2030-01-31 12:00:00 UTC",
        "2030-01-31T12:00:00 +00:00",
        "2030-01-31T12:00:00GMT",
        " 2030-01-31T12:00:00Z\n",
        "Thu, 31 Jan 2030 12:00:00 GMT",
        "Thu, 31 Jan 2030 12:00:00 UTC",
        "Thu, 31 Jan 2030 14:00:00 +0200",
        "31 Jan 2030 12:00:00 GMT ",
        "Thu Jan 31 12:00:00 UTC 2030",  # as the command `date` prints it
    ],
)
def test_a_time_may_be_written_in_many_ways(text: str) -> None:
    assert parse_seconds(text) == 1_896_091_200
    # Botocore reads the same, but for a fraction and a letter of two.
    assert int(botocore.credentials.parse(text).timestamp()) == 1_896_091_200


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "1896091200", "2030-01-31", "2030-01-31T12:00:00"),
        *("2030-02-30T12:00:00Z", "2030-01-31T25:00:00Z", "٢٠٣٠-01-31"),
        *("Thu, 31 Jan 2030 12:00:00", "Thu, 32 Jan 2030 12:00:00 GMT", "31 Jan 2030"),
    ],
)
def test_what_is_no_time_with_its_zone_is_none(text: str) -> None:
    assert parse_seconds(text) is None


@given(
    st.datetimes(min_value=datetime(1971, 1, 1)),
    ZONES,
)
def test_seconds_of_what_python_writes_are_read(moment: datetime, zone: timezone) -> None:
    aware = moment.replace(tzinfo=zone)
    assert parse_seconds(aware.isoformat()) == aware.replace(microsecond=0).timestamp()


@given(st.text(alphabet="0123456789-:.TZ+ ", max_size=30) | st.text(max_size=30))
@example("Thu, 31 Jan 99999 12:00:00 GMT")
@example("1 Jan 0 0:0:0 +9999")
def test_no_text_breaks_the_reader_of_seconds(text: str) -> None:
    found = parse_seconds(text)
    assert found is None or found >= 0


def test_the_beginning_of_time_is_long_ago() -> None:
    assert parse_seconds("0001-01-01T00:00:00Z") == 0
