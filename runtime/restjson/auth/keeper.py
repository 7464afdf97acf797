"""Keeping credentials fresh: fetched when first needed, and again before they end."""

from __future__ import annotations

from _thread import TIMEOUT_MAX, RLock, get_ident

from ..errors import ConfigError, DeadlineError
from .credentials import as_credentials

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..call.retries import Clock
    from .credentials import Credentials

# Seconds before the end, as botocore has them: from the first on, one thread fetches new
# credentials while the others go on with the old ones; from the second on, all wait for them.
ADVISORY = 15 * 60
MANDATORY = 10 * 60

# The same as parts of a short life: what lasts for minutes must not be fetched for every call.
_ADVISORY_PART = 1 / 2
_MANDATORY_PART = 1 / 4

_CIRCLE = (
    "credentials: the function that fetches them, or a signal handler that came in between, makes "
    "a signed call by the client that waits for them: give it a client of its own"
)


class CredentialKeeper:
    """The credentials of a client. Safe for threads.

    Args:
        fetch: returns credentials, see `as_credentials`. It is called by one thread at a time,
            first when credentials are first needed, then only before those at hand end.
        clock: what tells the time.
    """

    def __init__(self, fetch: Callable[[], Any], clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._kept: Any = None
        self._advisory: float = ADVISORY
        self._mandatory: float = MANDATORY
        self.start_process()

    def start_process(self) -> None:
        """Begin anew what processes cannot share: a parent's thread may have held the lock."""
        self._lock = RLock()  # which a signal handler gets, though its own thread has it
        self._fetching_thread: int | None = None

    def get(self, seconds: float | None = None) -> Credentials:
        """Return what to sign with at this moment.

        Args:
            seconds: how long to wait for another thread that fetches them; None sets no bound.

        Raises:
            DeadlineError: it took longer.
            ConfigError: there are none, or they have ended, or they are asked for by the thread
                that is just fetching them.
            Exception: whatever the function raised that was given to the client.
        """
        kept, lock = self._kept, self._lock
        credentials = None if kept is None else as_credentials(kept)
        left = self._seconds_left(credentials)
        if credentials is not None and left >= self._advisory:
            return credentials
        usable = credentials if left >= self._mandatory else None
        if self._fetching_thread == get_ident():
            if usable is None:
                raise ConfigError(_CIRCLE)
            return usable
        try:
            if lock.acquire(usable is None, _wait(seconds) if usable is None else -1):
                return self._renewed(kept, credentials, left)
        finally:
            # An interrupt may come when `acquire` has the lock and has not said so. It may come
            # after any call, so that none is made here before `release`.
            try:  # noqa: SIM105 - `suppress` is a call
                lock.release()
            except RuntimeError:
                pass  # this thread does not have it
        if usable is None:
            raise DeadlineError("the deadline passed while another thread fetched AWS credentials")
        return usable  # another thread fetches new ones

    def _renewed(self, kept: Any, old: Credentials | None, left: float) -> Credentials:
        """Return new credentials, or the old ones if these still do and no others can be had."""
        if self._kept is not kept:
            return as_credentials(self._kept)  # another thread has fetched them meanwhile
        try:
            self._fetching_thread = get_ident()
            fetched = self._fetch()
            new = as_credentials(fetched)
            self._refuse_ended(new)
        except Exception as error:
            if old is None or left < self._mandatory:
                raise
            _warn(error, left)
            return old
        finally:
            self._fetching_thread = None
        lifetime = self._seconds_left(new)
        self._advisory = min(ADVISORY, lifetime * _ADVISORY_PART)
        self._mandatory = min(MANDATORY, lifetime * _MANDATORY_PART)
        self._kept = fetched
        return new

    def _seconds_left(self, credentials: Credentials | None) -> float:
        if credentials is None:
            return float("-inf")
        expires_at = credentials.expires_at
        return float("inf") if expires_at is None else expires_at - self._clock.time()

    def _refuse_ended(self, credentials: Credentials) -> None:
        expires_at = credentials.expires_at
        if expires_at is not None and expires_at <= self._clock.time():
            from time import gmtime, strftime

            ended = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(expires_at))
            raise ConfigError(
                f"the AWS credentials {credentials.access_key} ended at {ended}: get new ones"
            )


def _wait(seconds: float | None) -> float:
    """Return a number of seconds as locks take it."""
    return -1 if seconds is None else min(max(seconds, 0.0), TIMEOUT_MAX)


def _warn(error: Exception, left: float) -> None:
    import logging

    # Not what the error says: it may quote what it got.
    logging.getLogger("restjson").warning(
        "new AWS credentials could not be fetched (%s); the old ones last for %d s more",
        type(error).__name__,
        left,
    )
