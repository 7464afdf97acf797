"""A session's token: read from the cache, and refreshed when it is due."""

from __future__ import annotations

import time

from .cache.records import load
from .errors import CacheError, Error, NotSignedIn
from .names import token_key
from .token import DUE, from_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .cache import Store
    from .session import Session
    from .token import Token
    from .waiting import Clock

# In seconds. A token that still lives is worth less waiting than one that is needed.
_SOFT_WAIT, _HARD_WAIT = 15.0, 90.0
_PAUSE_AFTER_FAILURE = 60.0


class TokenSource:
    """Gives out a token that is good, of all processes refreshed by one.

    Args:
        session: whose token it is.
        store: where it is kept.
        clock: tells the time.
    """

    def __init__(self, session: Session, store: Store, clock: Clock = time) -> None:
        self.session = session
        self.store = store
        self.clock = clock
        self._key = token_key(session)
        self._tried_at = float("-inf")

    def kept(self) -> Token | None:
        """Return what the cache has, good or not; None if it has none."""
        return from_record(load(self.store, self._key))

    def get(self) -> Token:
        """Return a token that is good for now.

        It is refreshed from 15 minutes before its end on. While it lives, a failure to do so is
        only logged.

        Raises:
            NotSignedIn, SessionEnded, RegistrationExpired, NotRefreshable: sign in again.
            NetworkUnavailable: it ended, and the service cannot be reached.
            CacheError: it ended, and others have been refreshing it for too long.
        """
        token = self._found()
        if token.seconds_left(self.clock.time()) > DUE or self._is_to_stay(token):
            return token
        return self._replaced(token)

    def replace(self, refused: Token) -> Token:
        """Return another token than one that the portal refused, whatever its time says.

        Raises:
            Error: as `get` does.
        """
        return self._replaced(refused, is_refused=True)

    def is_alive(self, token: Token) -> bool:
        """Tell whether a token has not ended by its time."""
        return token.seconds_left(self.clock.time()) > 0

    def _found(self) -> Token:
        token = self.kept()
        if token is None:
            raise NotSignedIn(
                f"nobody is signed in to {self.session.name or self.session.start_url}",
                self.session.login_command,
            )
        return token

    def _is_to_stay(self, token: Token) -> bool:
        """Tell whether to keep a token that still lives, since refreshing it makes no sense now."""
        is_pausing = self.clock.monotonic() - self._tried_at < _PAUSE_AFTER_FAILURE
        return self.is_alive(token) and (is_pausing or not token.refreshable)

    def _replaced(self, old: Token, *, is_refused: bool = False) -> Token:
        is_alive = not is_refused and self.is_alive(old)
        try:
            with self.store.lock(self._key, _SOFT_WAIT if is_alive else _HARD_WAIT):
                current = self._found()
                if current != old and current.seconds_left(self.clock.time()) > DUE:
                    return current  # another has refreshed it meanwhile
                from .refresh import refresh  # loads the client: not before it is needed

                return refresh(self.session, self.store, current, self.clock, is_alive)
        except TimeoutError as error:
            if is_alive:
                return old
            raise CacheError(f"the token ended, and {error}") from None
        except Error as error:
            if not is_alive:
                raise
            self._tried_at = self.clock.monotonic()
            _log(error)
            return old


def _log(error: Error) -> None:
    import logging

    logging.getLogger("ssologin").warning("the token lives on, but was not refreshed: %s", error)
