"""Clock skew: what the Date of a response says of our clock (RFC 9110 section 6.6.1).

A signature holds for some minutes before and after its time. A service refuses one of another
time, and its response tells what time it is there.
"""

from __future__ import annotations

from datetime import timezone

from ..times import parse_moment
from ..wire.codes import WRONG_SIGNATURE_CODES, WRONG_TIME_CODES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..errors import ClientError

_TOLERATED = 4 * 60.0  # seconds; services grant five minutes
_LAST_YEAR = 9998  # a signature writes four digits, for as long as the client lives


def skew(date: str, came: float) -> float | None:
    """Return by how many seconds the clock of a service is ahead.

    Args:
        date: the Date header of a response.
        came: when the response came by our clock, in seconds since the epoch.

    Returns:
        The seconds, negative if our clock is ahead; None if `date` is not a date.
    """
    moment = parse_moment(date)
    if moment is None:
        return None
    if moment.tzinfo is None:  # written as -0000: UTC, without a place
        moment = moment.replace(tzinfo=timezone.utc)
    seconds = moment.timestamp()
    return seconds - came if seconds >= 0 and moment.year <= _LAST_YEAR else None


def is_wrong_time(refusal: ClientError, difference: float) -> bool:
    """Tell whether a service refused a signature for its time.

    Args:
        refusal: its response.
        difference: the seconds from the time that was signed to the service's.
    """
    if refusal.code in WRONG_TIME_CODES:
        return True
    return refusal.code in WRONG_SIGNATURE_CODES and abs(difference) > _TOLERATED
