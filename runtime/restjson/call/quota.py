"""The quota of retries: how many a client may make while a service is down."""

from __future__ import annotations

from _thread import RLock

# Why a call is tried again.
TRANSIENT = "transient"
THROTTLING = "throttling"

# In tokens.
_CAPACITY = 500
_COST = {TRANSIENT: 14, THROTTLING: 5}
_REFUND_FOR_FIRST_SUCCESS = 1


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
