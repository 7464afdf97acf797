"""Points in time as programs, variables and files write them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

EXPECTED = "expected a time such as 2030-01-31T12:00:00Z"

# A fraction of a second is left out: what ends then ends no later so.
_ISO_8601 = (
    r"(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)? ?"
    r"(?:Z|UTC|GMT|([+-]\d\d)(?::?(\d\d))?)"
)


def parse_time(text: str) -> float | None:
    """Return the seconds since the epoch that a time with its zone means, or None.

    Args:
        text: a time of ISO 8601, or as mail and HTTP write it (RFC 5322 section 3.3, RFC 9110
            section 5.6.7); blanks around it do not count.
    """
    moment = _iso_8601(text.strip()) or _mail_date(text)
    return None if moment is None else max(0.0, moment.timestamp())


def _iso_8601(text: str) -> datetime | None:
    import re
    from datetime import datetime

    found = re.fullmatch(_ISO_8601, text, re.ASCII | re.IGNORECASE)
    if found is None:
        return None
    year, month, day, hour, minute, second, hours, minutes = found.groups()
    # Before Python 3.11, fromisoformat reads one spelling alone.
    offset = f"{hours or '+00'}:{minutes or '00'}"
    try:
        return datetime.fromisoformat(
            f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}"
        )
    except ValueError:
        return None


def _mail_date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None
