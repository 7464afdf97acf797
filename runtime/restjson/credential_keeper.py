"""Keeping credentials fresh: fetched when first needed, and again before they end."""

from __future__ import annotations

from _thread import allocate_lock

from .credentials import as_credentials
from .errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .credentials import Credentials
    from .retries import Clock

# Seconds before the end, as botocore has them: from the first on, one thread fetches new
# credentials while the others go on with the old ones; from the second on, all wait for them.
ADVISORY = 15 * 60
MANDATORY = 10 * 60


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
        self.start_process()

    def start_process(self) -> None:
        """Begin anew what processes cannot share: a parent's thread may have held the lock."""
        self._lock = allocate_lock()

    def get(self) -> Credentials:
        """Return what to sign with at this moment.

        Raises:
            ConfigError: there are none, or they have ended.
            Exception: whatever the function raised that was given to the client.
        """
        kept, lock = self._kept, self._lock
        credentials = None if kept is None else as_credentials(kept)
        left = self._seconds_left(credentials)
        if credentials is not None and left >= ADVISORY:
            return credentials
        if lock.acquire(left < MANDATORY):
            try:
                return self._renewed(kept, credentials, left)
            finally:
                lock.release()
        return as_credentials(kept)

    def _renewed(self, kept: Any, old: Credentials | None, left: float) -> Credentials:
        """Return new credentials, or the old ones if these still do and no others can be had."""
        if self._kept is not kept:
            return as_credentials(self._kept)  # another thread has fetched them meanwhile
        try:
            fetched = self._fetch()
            new = as_credentials(fetched)
            self._refuse_ended(new)
        except Exception as error:
            if old is None or left < MANDATORY:
                raise
            _warn(error, left)
            return old
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


def _warn(error: Exception, left: float) -> None:
    import logging

    # Not what the error says: it may quote what it got.
    logging.getLogger("restjson").warning(
        "new AWS credentials could not be fetched (%s); the old ones last for %d s more",
        type(error).__name__,
        left,
    )
