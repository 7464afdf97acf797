"""What the emulator remembers: clients, what awaits a decision or redemption, and tokens."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from .credentials import EXAMPLE_CREDENTIALS, Credentials
from .directory import DEFAULT_DIRECTORY, Directory
from .sessions import Grant


class Status(Enum):
    """How far a device authorization has come."""

    PENDING = auto()
    APPROVED = auto()
    DENIED = auto()
    REDEEMED = auto()


class TokenStatus(Enum):
    """Whether an access token opens anything."""

    VALID = auto()
    EXPIRED = auto()
    REVOKED = auto()


@dataclass(frozen=True)
class Registration:
    """A client that has registered. Times are in seconds since the epoch."""

    client_id: str
    client_secret: str = field(repr=False)
    expires_at: int
    scopes: tuple[str, ...]
    grant_types: frozenset[str]
    redirect_uris: tuple[str, ...]


@dataclass
class Authorization:
    """A device authorization that was started. Times are in seconds since the epoch.

    Attributes:
        interval: The seconds that the client has to wait between two polls, now.
        scopes: The scopes of the client.
        polled_at: When the client last polled, if it did.
        grant: What the user's approval gave.
    """

    client_id: str
    device_code: str = field(repr=False)
    user_code: str = field(repr=False)
    expires_at: float
    interval: float
    scopes: tuple[str, ...]
    status: Status = Status.PENDING
    polled_at: float | None = None
    grant: Grant | None = None


@dataclass
class AuthorizationCode:
    """An authorization code that was issued.

    Attributes:
        code_challenge: The PKCE challenge of the method S256, if the client sent one.
        expires_at: In seconds since the epoch.
    """

    value: str = field(repr=False)
    client_id: str
    redirect_uri: str
    code_challenge: str | None
    grant: Grant
    expires_at: float
    redeemed: bool = False


@dataclass(frozen=True)
class AccessToken:
    """An access token that was issued, and when it expires (seconds since the epoch)."""

    value: str = field(repr=False)
    client_id: str
    grant: Grant
    expires_at: float

    def status(self, now: float) -> TokenStatus:
        """What the token is good for at a time, in seconds since the epoch."""
        if self.grant.session.revoked:
            return TokenStatus.REVOKED
        return TokenStatus.VALID if now < self.expires_at else TokenStatus.EXPIRED


@dataclass(frozen=True)
class RefreshToken:
    """A refresh token that was issued. It ends with the session of its grant."""

    value: str = field(repr=False)
    client_id: str
    grant: Grant


class Store:
    """The state of one emulator, in memory.

    Whoever reads or writes it holds ``lock``: an operation is one step, as a transaction of the
    real service is.

    Args:
        clock: Gives the time in seconds since the epoch, wherever the emulator needs it.
        credentials: What a signed request may be signed with.
        directory: The accounts and roles that there are.

    Attributes:
        throttled: How many of the portal's next calls are refused as too many.
        page_key: What the tokens of pages are made with, in bytes.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.time,
        credentials: Credentials = EXAMPLE_CREDENTIALS,
        directory: Directory = DEFAULT_DIRECTORY,
    ) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.credentials = {credentials.access_key: credentials}
        self.directory = directory
        self.throttled = 0
        self.page_key = secrets.token_bytes(32)
        self.registrations: dict[str, Registration] = {}
        self.authorizations: dict[str, Authorization] = {}
        self.authorizations_by_user_code: dict[str, Authorization] = {}
        self.codes: dict[str, AuthorizationCode] = {}
        self.access_tokens: dict[str, AccessToken] = {}
        self.refresh_tokens: dict[str, RefreshToken] = {}
