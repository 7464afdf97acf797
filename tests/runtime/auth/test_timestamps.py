"""Times as programs and people write them."""

from datetime import datetime, timedelta, timezone

import botocore.credentials
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restjson.auth.timestamps import parse_time


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
    assert parse_time(text) == 1_896_091_200
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
    assert parse_time(text) is None


@given(
    st.datetimes(min_value=datetime(1971, 1, 1)),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_what_python_writes_is_read(moment: datetime, zone: timezone) -> None:
    aware = moment.replace(tzinfo=zone)
    assert parse_time(aware.isoformat()) == aware.replace(microsecond=0).timestamp()


@given(st.text(alphabet="0123456789-:.TZ+ ", max_size=30) | st.text(max_size=30))
@example("Thu, 31 Jan 99999 12:00:00 GMT")
@example("1 Jan 0 0:0:0 +9999")
def test_no_text_breaks_the_reader_of_times(text: str) -> None:
    found = parse_time(text)
    assert found is None or found >= 0


def test_the_beginning_of_time_is_long_ago() -> None:
    assert parse_time("0001-01-01T00:00:00Z") == 0
