"""Times as the cache files have them."""

from __future__ import annotations

_LAST = 253402300799  # the last second of the year 9999

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime


def parse_time(text: object) -> float | None:
    """Return the seconds since the epoch that a file's time means, None if it is not a time.

    AWS's tools wrote, over the years, ``2030-01-31T12:00:00Z``, ``...UTC``, fractions of a second,
    and offsets; a time without any zone is UTC.
    """
    from datetime import datetime, timezone

    if not isinstance(text, str):
        return None
    plain = text.strip().upper().replace("UTC", "Z").replace("Z", "+00:00").replace(" +", "+")
    head, dot, tail = plain.partition(".")
    digits = len(tail) - len(tail.lstrip("0123456789"))
    try:
        # Before Python 3.11, fromisoformat reads no fraction but of 3 or 6 digits.
        moment = datetime.fromisoformat(head + tail[digits:] if dot else plain)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)
        return max(0.0, moment.timestamp())
    except (ValueError, OverflowError):
        return None


def format_time(seconds: float) -> str:
    """Return a time as AWS's tools write it; a fraction of a second is left out."""
    return as_datetime(seconds).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_datetime(seconds: float) -> datetime:
    """Return a time as a datetime in UTC; one that no calendar has is the last that it has."""
    from datetime import datetime, timezone

    return datetime.fromtimestamp(int(min(max(0, seconds), _LAST)), timezone.utc)
