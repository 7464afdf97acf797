"""Points in time as programs, servers, variables and files write them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_ISO_8601 = (
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)? ?(?:(Z|UTC|GMT)|([+-]\d\d)(?::?(\d\d))?)?)?"
)

# Mail has no fractions of a second, but some servers write them.
_FRACTION = r"(:\d\d)[.](\d+)\b"

# No time takes as many characters.
_LONGEST = 100

# What problems say of a text that `parse_seconds` cannot read.
EXPECTED = "expected a time such as 2030-01-31T12:00:00Z"


def parse_moment(text: str) -> datetime | None:
    """Return the time that a text means, or None; it is naive where the text has no zone.

    Args:
        text: a date or time of ISO 8601, or a time as mail and HTTP write it (RFC 5322 section
            3.3, RFC 9110 section 5.6.7); blanks around it do not count. What is smaller than a
            microsecond is left out.
    """
    if len(text) > _LONGEST:
        return None
    text = text.strip()
    return _iso_8601(text) or _mail_date(text)


def parse_seconds(text: str) -> float | None:
    """Return the seconds since the epoch that a time with its zone means, or None.

    A fraction of a second is left out: what ends then ends no later so.

    Args:
        text: as `parse_moment` reads it.
    """
    moment = parse_moment(text)
    if moment is None or moment.tzinfo is None:
        return None
    return max(0.0, moment.replace(microsecond=0).timestamp())


def _iso_8601(text: str) -> datetime | None:
    found = re.fullmatch(_ISO_8601, text, re.ASCII | re.IGNORECASE)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, is_utc, hours, minutes = found.groups()
    offset = "+00:00" if is_utc else f"{hours}:{minutes or '00'}" if hours else ""
    # Before Python 3.11, fromisoformat reads one spelling alone.
    spelled = (
        f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}"
        f".{(fraction or '')[:6]:0<6}{offset}"
    )
    try:
        return datetime.fromisoformat(spelled)
    except ValueError:
        return None


def _mail_date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # not before such a text comes

    fraction = re.search(_FRACTION, text, re.ASCII)
    if fraction:
        text = text[: fraction.end(1)] + text[fraction.end() :]
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment + timedelta(microseconds=int(f"{fraction[2][:6]:0<6}")) if fraction else moment
