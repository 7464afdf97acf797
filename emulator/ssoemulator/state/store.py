"""All that one emulator remembers."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable

from .clock import Clock
from .credentials import EXAMPLE_CREDENTIALS, Credentials
from .directory import DEFAULT_DIRECTORY, Directory
from .faults import Faults
from .journal import new_journal
from .records import AccessToken, Authorization, AuthorizationCode, RefreshToken, Registration
from .sessions import Session
from .switches import DEFAULT_SWITCHES, Switches
from .tables import Table

# The default length of a portal session, from sign-in to the last refresh, in seconds.
_SESSION = 8 * 60 * 60


class Store:
    """The state of one emulator, in memory.

    Whoever reads or writes it holds ``lock``: an operation is one step, as a transaction of the
    real service is.

    Args:
        clock: gives the time in seconds since the epoch, wherever the emulator needs it.
        credentials: what a signed request may be signed with.
        directory: the users, accounts and roles that there are.
        switches: which habits it has.

    Attributes:
        listeners: each is called with each device authorization that was started, without the lock.
        page_key: what the tokens of pages are made with, in bytes.
        portal_calls: how many calls of the portal came in which second, the latest one alone.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        credentials: Credentials = EXAMPLE_CREDENTIALS,
        directory: Directory = DEFAULT_DIRECTORY,
        switches: Switches = DEFAULT_SWITCHES,
    ) -> None:
        self.clock = Clock(clock)
        self.lock = threading.Lock()
        self.credentials = {credentials.access_key: credentials}
        self.directory = directory
        self.switches = switches
        self.faults = Faults()
        self.journal = new_journal()
        self.listeners: list[Callable[[Authorization], object]] = []
        self.page_key = secrets.token_bytes(32)
        self.portal_calls: Counter[int] = Counter()
        self.registrations: Table[Registration] = Table()
        self.authorizations: Table[Authorization] = Table()
        self.authorizations_by_user_code: Table[Authorization] = Table()
        self.codes: Table[AuthorizationCode] = Table()
        self.access_tokens: Table[AccessToken] = Table()
        self.refresh_tokens: Table[RefreshToken] = Table()

    def automatic_user(self) -> str | None:
        """Return who signs in where sign-ins are approved at once; None is the first user."""
        user = self.switches.auto_approve
        return user if isinstance(user, str) else None

    def begin_session(self, user: str | None) -> Session:
        """Begin the session of a person who signs in now.

        Args:
            user: the person's name; None is the directory's first user.

        Raises:
            ValueError: the directory lists its users, and this is not one of them.
        """
        name = self.directory.named(user)
        now, early = self.clock(), self.switches.session_ends_after
        if early is None:
            return Session(name, now + _SESSION)
        return Session(name, now + early, now + early)
