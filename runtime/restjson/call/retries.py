"""Retries: AWS's standard mode, in the revision that the SDKs call 2.1.

A call is tried up to `max_attempts` times. Between attempts it waits for a random part of a
span that doubles, and it stops early when the client's bucket of tokens is empty: a service that
is down is not hammered by every thread of every caller.
"""

from __future__ import annotations

from ..errors import ClientError, DeadlineError, TransportError
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

_HINT = "x-amz-retry-after"


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


def wait_before(attempt: int, kind: str, chance: float, headers: Mapping[str, str]) -> float:
    """Return the seconds to wait before an attempt.

    Args:
        attempt: the number of the attempt to come, the first retry being 2.
        kind: `TRANSIENT` or `THROTTLING`.
        chance: a random number from 0 to 1.
        headers: those of the last response, their names in lower case; the service
            may ask for more time.
    """
    span: float = min(_BASE[kind] * 2.0 ** min(attempt - 2, _MOST_DOUBLINGS), _LONGEST_WAIT)
    wait = chance * span
    hint = _hint(headers)
    return wait if hint is None else max(wait, min(hint, wait + _LONGEST_HINT))


def _hint(headers: Mapping[str, str]) -> float | None:
    """Return the seconds for which the service asks, None where it says nothing of sense."""
    text = headers.get(_HINT, "").strip()
    # A float, since `int` refuses very many digits; it is infinite then, and bounded later.
    return float(text) / 1000 if text.isascii() and text.isdigit() else None
