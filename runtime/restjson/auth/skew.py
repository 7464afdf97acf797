"""Clock skew: what the Date of an answer says of our clock (RFC 9110 section 6.6.1).

A signature holds for some minutes before and after its time. A service refuses one of another
time, and its answer tells what time it is there.
"""

from __future__ import annotations

from datetime import timezone
from email.utils import parsedate_to_datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..errors import ClientError

# As AWS's SDKs have them: the first always mean the time; the others may.
_WRONG_TIME = frozenset({"RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"})
_WRONG_SIGNATURE = frozenset({"AuthFailure", "InvalidSignatureException", "SignatureDoesNotMatch"})
CODES_OF_SIGNATURES = _WRONG_TIME | _WRONG_SIGNATURE

_TOLERATED = 4 * 60.0  # seconds; services grant five minutes
_LAST_YEAR = 9998  # a signature writes four digits, for as long as the client lives


def skew(date: str, came: float) -> float | None:
    """Return by how many seconds the clock of a service is ahead.

    Args:
        date: the Date header of an answer.
        came: when the answer came by our clock, in seconds since the epoch.

    Returns:
        The seconds, negative if our clock is ahead; None if `date` is no date.
    """
    try:
        moment = parsedate_to_datetime(date)
        if moment.tzinfo is None:  # written as -0000: UTC, without a place
            moment = moment.replace(tzinfo=timezone.utc)
        seconds = moment.timestamp()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None
    return seconds - came if seconds >= 0 and moment.year <= _LAST_YEAR else None


def is_wrong_time(refusal: ClientError, difference: float) -> bool:
    """Tell whether a service refused a signature for its time.

    Args:
        refusal: what it answered.
        difference: the seconds from the time that was signed to the service's.
    """
    if refusal.code in _WRONG_TIME:
        return True
    return refusal.code in _WRONG_SIGNATURE and abs(difference) > _TOLERATED
