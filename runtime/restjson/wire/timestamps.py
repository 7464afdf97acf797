"""Timestamps: points in time, which services write in three forms and read in the one they model.

All of this loads `datetime`, so only emitted code that has timestamps imports it.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ..times import parse_moment
from .kinds import Scalar
from .problems import mismatch
from .scalars import json_to_float

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_UTC = timezone.utc
_EPOCH = datetime(1970, 1, 1, tzinfo=_UTC)


def timestamp_problems(value: object, path: str) -> list[str]:
    """Return the problem of a value as a timestamp, unless `moment` can read it."""
    if moment(value) is not None:
        return []
    if isinstance(value, bool) or not isinstance(value, (datetime, int, float, str)):
        return [mismatch(path, "datetime, seconds since the epoch or ISO 8601 text", value)]
    return [f"{path}: expected a time of the years 1 to 9999, such as 2030-01-31T12:00:00Z"]


def moment(value: object) -> datetime | None:
    """Return the time that `value` means, in UTC, or None if it means none.

    Args:
        value: a `datetime`, in UTC unless it has a zone; seconds since the epoch, also as text;
            or a text as `restjson.times` reads it.
    """
    try:
        if isinstance(value, datetime):
            return _plain(value)
        seconds = json_to_float(value)
        if isinstance(seconds, float):
            return _EPOCH + timedelta(seconds=seconds)
        found = parse_moment(value) if isinstance(value, str) else None
        return None if found is None else _plain(found)
    except (ValueError, OverflowError):
        return None  # before the year 1, after 9999, or not finite


def json_to_timestamp(value: object) -> object:
    """Return the time in UTC that `value` stands for, or `value` itself if it stands for none.

    Some services write milliseconds where their model has seconds. As seconds, those of any time
    since 1978 are after the year 9999, so they are told apart.
    """
    found = moment(value) or _of_milliseconds(value)
    return value if found is None else found


def epoch_seconds(value: object) -> int | float:
    """Return the seconds since the epoch of a valid timestamp, a float if they are not whole."""
    since = _valid(value) - _EPOCH
    whole = since.days * 86_400 + since.seconds
    # So the float is rounded once.
    return (whole * 10**6 + since.microseconds) / 10**6 if since.microseconds else whole


def iso_8601(value: object) -> str:
    """Return a valid timestamp as RFC 3339 has it, with six digits of a second or none."""
    return f"{_valid(value).replace(tzinfo=None).isoformat()}Z"


def http_date(value: object) -> str:
    """Return a valid timestamp as headers have it, in whole seconds (RFC 9110 section 5.6.7)."""
    from email.utils import format_datetime  # few services have such

    return format_datetime(_valid(value), usegmt=True)


def _of_milliseconds(value: object) -> datetime | None:
    seconds = json_to_float(value)
    return moment(seconds / 1000) if isinstance(seconds, float) and seconds > 0 else None


def _plain(value: datetime) -> datetime:
    """Return a time in UTC, as a `datetime` and nothing derived from it, such as pandas has."""
    of_utc = value.replace(tzinfo=_UTC) if value.tzinfo is None else value.astimezone(_UTC)
    if type(of_utc) is datetime:
        return of_utc
    return datetime(*of_utc.timetuple()[:6], of_utc.microsecond, _UTC)


def _valid(value: object) -> datetime:
    found = moment(value)
    if found is None:
        raise ValueError("no timestamp")
    return found


def _codec(write: Callable[[object], Any]) -> Scalar:
    expected = "a timestamp of the years 1 to 9999"
    return Scalar(datetime, json_to_timestamp, write=write, expected=expected)


# All three are read by each: services do not always write what they model.
EPOCH_SECONDS = _codec(epoch_seconds)
ISO_8601 = _codec(iso_8601)
HTTP_DATE = _codec(http_date)
