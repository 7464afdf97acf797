"""Retries: AWS's standard mode, in the revision that the SDKs call 2.1.

A call is tried up to `max_attempts` times. Between attempts it waits for a random part of a
span that doubles, and it stops early when the client's bucket of tokens is empty: a service that
is down is not hammered by every thread of every caller.
"""

from __future__ import annotations

from ..errors import ClientError, DeadlineError, TransportError
from ..times import parse_seconds
from ..wire.codes import THROTTLING_CODES, TRANSIENT_CODES
from .quota import THROTTLING, TRANSIENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..errors import Error


_TRANSIENT_STATUSES = frozenset({500, 502, 503, 504})
_TOO_MANY_REQUESTS = 429  # counts only where the model does not know the error

# In seconds.
_BASE = {TRANSIENT: 0.05, THROTTLING: 1.0}
_LONGEST_WAIT = 20.0
_MOST_DOUBLINGS = 10  # enough for the longest wait, whatever the base
_LONGEST_HINT = 5.0
_LONGEST_RETRY_AFTER = 20.0

_HINT = "x-amz-retry-after"
_SAYS_WHEN = frozenset({429, 503})  # RFC 6585 section 4, RFC 9110 section 15.6.4


def classify(error: Error) -> str | None:
    """Return why `error` may go away by itself: transient or throttling, or None if it may not."""
    if isinstance(error, TransportError):
        return None if isinstance(error, DeadlineError) else TRANSIENT
    if not isinstance(error, ClientError):
        return None
    if error.code in THROTTLING_CODES:
        return THROTTLING
    if error._retry_class:
        return error._retry_class
    if error.http_status == _TOO_MANY_REQUESTS and type(error) is ClientError:
        return THROTTLING
    is_transient = error.http_status in _TRANSIENT_STATUSES or error.code in TRANSIENT_CODES
    return TRANSIENT if is_transient else None


def wait_before(
    attempt: int,
    kind: str,
    chance: float,
    headers: Mapping[str, str],
    status: int | None = None,
    now: float = 0.0,
) -> float:
    """Return the seconds to wait before an attempt.

    A service may ask for more time: up to 5 s more by `x-amz-retry-after` (milliseconds), as AWS's
    SDKs grant it, or else up to 20 s in all by the `Retry-After` of a 429 or 503.

    Args:
        attempt: the number of the attempt to come, the first retry being 2.
        kind: `TRANSIENT` or `THROTTLING`.
        chance: a random number from 0 to 1.
        headers: those of the last response, their names in lower case.
        status: its HTTP status, None if no response came.
        now: the time in seconds since the epoch, for a `Retry-After` that is a date in a
            response without a `Date`.
    """
    span: float = min(_BASE[kind] * 2.0 ** min(attempt - 2, _MOST_DOUBLINGS), _LONGEST_WAIT)
    wait = chance * span
    hint = _whole_number(headers.get(_HINT, ""))
    if hint is not None:
        return max(wait, min(hint / 1000, wait + _LONGEST_HINT))
    seconds = _retry_after(headers, now) if status in _SAYS_WHEN else None
    return wait if seconds is None else max(wait, min(seconds, _LONGEST_RETRY_AFTER))


def _retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that `Retry-After` asks for (RFC 9110 section 10.2.3), None if none."""
    text = headers.get("retry-after", "")
    seconds = _whole_number(text)
    if seconds is not None:
        return seconds
    moment = parse_seconds(text)
    if moment is None:
        return None
    sent = parse_seconds(headers.get("date", ""))  # the service's clock may differ from ours
    return moment - (now if sent is None else sent)


def _whole_number(text: str) -> float | None:
    """Return the number that `text` is, None if it is not a number."""
    text = text.strip()
    # A float, since `int` refuses very many digits; it is infinite then, and bounded later.
    return float(text) if text.isascii() and text.isdigit() else None
