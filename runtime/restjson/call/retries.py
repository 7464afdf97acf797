"""Retries: AWS's standard mode, in the revision that the SDKs call 2.1.

A call is tried up to `max_attempts` times. Between attempts it waits for a random part of a
span that doubles, and it stops early when the client's bucket of tokens is empty: a service that
is down is not hammered by every thread of every caller.
"""

from __future__ import annotations

from _thread import RLock

from ..errors import ClientError, DeadlineError, TransportError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    from ..errors import Error

    class Clock(Protocol):
        """What tells time and chance: the modules `time` and `random`, or a test's own."""

        def time(self) -> float: ...

        def monotonic(self) -> float: ...

        def sleep(self, seconds: float, /) -> None: ...

        def random(self) -> float: ...


_TRANSIENT_STATUSES = frozenset({500, 502, 503, 504})
_TOO_MANY_REQUESTS = 429  # counts only where the model does not know the error
_TRANSIENT_CODES = frozenset(
    {"PriorRequestNotComplete", "RequestTimeout", "RequestTimeoutException"}
)
_THROTTLING_CODES = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)

RETRIED_CODES = _TRANSIENT_CODES | _THROTTLING_CODES

TRANSIENT = "transient"
THROTTLING = "throttling"

# In seconds.
_BASE = {TRANSIENT: 0.05, THROTTLING: 1.0}
_LONGEST_WAIT = 20.0
_MOST_DOUBLINGS = 10  # enough for the longest wait, whatever the base
_LONGEST_HINT = 5.0

# In tokens.
_CAPACITY = 500
_COST = {TRANSIENT: 14, THROTTLING: 5}
_REFUND_FOR_FIRST_SUCCESS = 1

_HINT = "x-amz-retry-after"


def classify(error: Error) -> str | None:
    """Return why `error` may go away by itself: transient or throttling, or None if it may not."""
    if isinstance(error, TransportError):
        return None if isinstance(error, DeadlineError) else TRANSIENT
    if not isinstance(error, ClientError):
        return None
    if error.code in _THROTTLING_CODES:
        return THROTTLING
    if error._retry_class:
        return error._retry_class
    if error.http_status == _TOO_MANY_REQUESTS and type(error) is ClientError:
        return THROTTLING
    is_transient = error.http_status in _TRANSIENT_STATUSES or error.code in _TRANSIENT_CODES
    return TRANSIENT if is_transient else None


def wait_before(attempt: int, kind: str, chance: float, headers: Mapping[str, str]) -> float:
    """Return the seconds to wait before an attempt.

    Args:
        attempt: the number of the attempt to come, the first retry being 2.
        kind: `TRANSIENT` or `THROTTLING`.
        chance: a random number from 0 to 1.
        headers: those of the answer to the last attempt, their names in lower case; the service
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


class SystemClock:
    """Time and chance as they are. The modules load when first asked."""

    def time(self) -> float:
        """Return the seconds since the epoch."""
        from time import time

        return time()

    def monotonic(self) -> float:
        """Return seconds from a point that does not move."""
        from time import monotonic

        return monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        from time import sleep

        sleep(seconds)

    def random(self) -> float:
        """Return a number from 0 to 1."""
        from random import random

        return random()  # noqa: S311 - spreads retries, keeps no secret


class RetryQuota:
    """The tokens of a client: retries cost, successes refund. Safe for threads.

    `with` and the lock are one step to an interrupt, so that it leaves none held; and a signal
    handler gets the lock that its own thread has.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._tokens = _CAPACITY

    def acquire(self, kind: str) -> int:
        """Take the cost of a retry; 0 if there is not enough left."""
        with self._lock:
            if self._tokens < _COST[kind]:
                return 0
            self._tokens -= _COST[kind]
            return _COST[kind]

    def refund(self, cost: int) -> None:
        """Give back after a success: the cost of its last retry, or a little for none."""
        with self._lock:
            self._tokens = min(self._tokens + (cost or _REFUND_FOR_FIRST_SUCCESS), _CAPACITY)
