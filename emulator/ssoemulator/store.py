"""What the emulator remembers: registered clients, device authorizations and refresh tokens."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto


class Status(Enum):
    """How far a device authorization has come."""

    PENDING = auto()
    APPROVED = auto()
    DENIED = auto()
    REDEEMED = auto()


@dataclass(frozen=True)
class Registration:
    """A client that has registered. Times are in seconds since the epoch."""

    client_id: str
    client_secret: str = field(repr=False)
    expires_at: int
    scopes: frozenset[str]
    grant_types: frozenset[str]


@dataclass
class Authorization:
    """A device authorization that was started. Times are in seconds since the epoch.

    Attributes:
        interval: The seconds that the client has to wait between two polls, now.
        polled_at: When the client last polled, if it did.
        session_ends_at: When the session ends that the user's approval began.
    """

    client_id: str
    device_code: str = field(repr=False)
    user_code: str = field(repr=False)
    expires_at: float
    interval: float
    status: Status = Status.PENDING
    polled_at: float | None = None
    session_ends_at: float = 0


@dataclass(frozen=True)
class RefreshToken:
    """A refresh token that was issued, and the session (seconds since the epoch) it ends with."""

    value: str = field(repr=False)
    client_id: str
    session_ends_at: float


class Store:
    """The state of one emulator, in memory.

    Whoever reads or writes it holds ``lock``: an operation is one step, as a transaction of the
    real service is.

    Args:
        clock: Gives the time in seconds since the epoch, wherever the emulator needs it.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.registrations: dict[str, Registration] = {}
        self.authorizations: dict[str, Authorization] = {}
        self.authorizations_by_user_code: dict[str, Authorization] = {}
        self.refresh_tokens: dict[str, RefreshToken] = {}
