"""Timestamps: what means a time, and how it is written."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import botocore.utils
import pytest
from botocore.serialize import create_serializer
from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.codecs import List, Structure
from restjson.wire.timestamps import (
    EPOCH_SECONDS,
    HTTP_DATE,
    ISO_8601,
    epoch_seconds,
    http_date,
    iso_8601,
    json_to_timestamp,
    moment,
    timestamp_problems,
)

UTC = timezone.utc
LATE = datetime(2019, 12, 16, 23, 48, 18, tzinfo=UTC)
SERIALIZER = create_serializer("rest-json", include_validation=False)

ZONES: st.SearchStrategy[Any] = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
MOMENTS = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=ZONES | st.none())
SECONDS = st.integers(-30_000_000_000, 250_000_000_000) | st.floats(-3e10, 2.5e11)


@given(MOMENTS | SECONDS | MOMENTS.map(datetime.isoformat) | SECONDS.map(str))
@pytest.mark.parametrize(
    ("write", "form"),
    [(epoch_seconds, "unixTimestamp"), (iso_8601, "iso8601"), (http_date, "rfc822")],
)
def test_a_time_is_written_as_botocore_writes_it(
    write: Callable[[object], object], form: str, value: object
) -> None:
    assert write(value) == SERIALIZER._convert_timestamp_to_str(value, form)


@given(MOMENTS | SECONDS | MOMENTS.map(datetime.isoformat) | SECONDS.map(str))
def test_a_time_is_read_as_botocore_reads_it_and_always_in_utc(value: object) -> None:
    found = moment(value)
    assert found == botocore.utils.parse_to_aware_datetime(value)
    assert found is not None
    assert found.tzinfo is UTC


def test_a_year_of_few_digits_is_written_with_four() -> None:
    assert iso_8601(datetime(987, 1, 2)) == "0987-01-02T00:00:00Z"
    assert http_date(datetime(987, 1, 2)) == "Tue, 02 Jan 0987 00:00:00 GMT"


def test_whole_seconds_are_an_integer_and_others_a_float() -> None:
    written = [epoch_seconds(LATE), epoch_seconds(LATE.replace(microsecond=1)), epoch_seconds(1.0)]
    assert json.dumps(written) == "[1576540098, 1576540098.000001, 1]"


def test_a_time_is_a_plain_one_whatever_class_it_is_of() -> None:
    class Moment(datetime):
        def isoformat(self, *_: Any) -> str:
            return "odd"

    odd = Moment(2019, 12, 17, 0, 48, 18, tzinfo=timezone(timedelta(hours=1)))
    assert iso_8601(odd) == "2019-12-16T23:48:18Z"
    assert type(moment(odd)) is datetime


NO_JSON_TIMES: list[Any] = [
    *(True, [], {}, 1e300, 10**400, -62_135_596_801, "", "soon"),
    *("999999999999999", "9" * 5000, "1e300", "NaN", "Infinity", "0000-01-01T00:00:00Z"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-01:00", "Mon, 99 Dec 2019 23:48:18 GMT"),
]
NO_TIMES: list[Any] = [
    *NO_JSON_TIMES,
    *(253_402_300_800, "9999999999999"),  # in seconds
    *(None, b"2019-12-16", LATE.date(), math.nan, math.inf, -math.inf),
    datetime.min.replace(tzinfo=timezone(timedelta(hours=1))),
    datetime.max.replace(tzinfo=timezone(-timedelta(hours=1))),
]


def shown(value: object) -> str:
    return str(value)[:20]


@pytest.mark.parametrize("value", NO_TIMES, ids=shown)
def test_what_is_no_time_of_the_calendar_is_refused(value: object) -> None:
    [problem] = timestamp_problems(value, "at")
    if type(value) in (datetime, int, float, str):
        assert problem.startswith("at: expected a time of the years 1 to 9999, such as 2030-")
    else:
        assert problem.startswith("at: expected datetime, seconds since the epoch or ISO 8601 text")
    with pytest.raises(ValueError, match="no timestamp"):
        iso_8601(value)


@pytest.mark.parametrize("value", [1_576_540_098_250, 1_576_540_098_250.0, "1576540098250"])
def test_milliseconds_that_a_service_writes_for_seconds_are_read(value: object) -> None:
    assert json_to_timestamp(value) == LATE.replace(microsecond=250_000)


def test_the_ends_of_the_calendar_are_times() -> None:
    assert moment(253_402_300_799) == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert moment("-6.21355968E10") == datetime(1, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("codec", [EPOCH_SECONDS, ISO_8601, HTTP_DATE])
@pytest.mark.parametrize(
    "received",
    [
        *(1576540098, 1576540098.0, "1576540098", "1.576540098E9", "2019-12-16T23:48:18Z"),
        *("2019-12-16T23:48:18", "2019-12-17T00:48:18+01:00", "Mon, 16 Dec 2019 23:48:18 GMT"),
    ],
)
def test_all_forms_are_read_wherever_they_come(codec: Any, received: object) -> None:
    problems: list[str] = []
    result = Structure(("at", codec)).read({"at": received}, None, problems)
    assert (result, problems) == ({"at": LATE}, [])
    assert result["at"].tzinfo is UTC


@pytest.mark.parametrize("value", NO_JSON_TIMES, ids=shown)
def test_what_is_no_time_in_a_response_is_a_problem(value: Any) -> None:
    problems: list[str] = []
    structure = Structure(("all", List(EPOCH_SECONDS)))
    assert structure.read({"all": [value, 0]}, None, problems)["all"] == [moment(0)]
    found = f"got {type(value).__name__}"
    assert problems == [f"all[0]: expected a timestamp of the years 1 to 9999, {found}"]
