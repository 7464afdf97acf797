"""What the emulator remembers one by one: clients, what awaits a decision or redemption, tokens.

No secret is kept: a record is found by the fingerprint of its code or token. All times are in
seconds since the epoch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from .sessions import Grant

# For how long after its end a code is told to have expired or to have been used before, and is
# not yet unknown, in seconds.
_AFTERLIFE = 60 * 60


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


@dataclass
class Registration:
    """A client that has registered.

    Attributes:
        secret: the fingerprint of the client secret.
    """

    client_id: str
    client_name: str
    secret: bytes = field(repr=False)
    expires_at: float
    scopes: tuple[str, ...]
    grant_types: frozenset[str]
    redirect_uris: tuple[str, ...]

    @property
    def forget_at(self) -> float:
        """From when on it is as good as unknown."""
        return self.expires_at


@dataclass
class Authorization:
    """A device authorization that was started.

    Attributes:
        page: the address of the page on which a person types the user code.
        interval: the seconds that the client has to wait between two polls, now.
        polled_at: when the client last polled, if it did.
        grant: what the user's approval gave.
    """

    client: Registration
    user_code: str = field(repr=False)
    page: str
    expires_at: float
    interval: float
    status: Status = Status.PENDING
    polled_at: float | None = None
    grant: Grant | None = None

    @property
    def forget_at(self) -> float:
        """From when on it is as good as unknown."""
        return self.expires_at + _AFTERLIFE

    @property
    def link(self) -> str:
        """The address of the page with the user code typed already.

        The code is in the fragment, as the real service has it.
        """
        return f"{self.page}?user_code={self.user_code}"

    def awaits_decision(self, now: float) -> bool:
        """Tell whether a person can still allow or deny it."""
        return self.status is Status.PENDING and now < self.expires_at


@dataclass
class AuthorizationCode:
    """An authorization code that was issued.

    Attributes:
        code_challenge: the PKCE challenge of the method S256, if the client sent one.
    """

    client_id: str
    redirect_uri: str
    code_challenge: str | None
    grant: Grant
    expires_at: float
    redeemed: bool = False

    @property
    def forget_at(self) -> float:
        """From when on it is as good as unknown."""
        return self.expires_at + _AFTERLIFE


@dataclass
class AccessToken:
    """An access token that was issued."""

    client_id: str
    grant: Grant
    expires_at: float

    @property
    def forget_at(self) -> float:
        """From when on it is as good as unknown."""
        return self.expires_at + _AFTERLIFE

    def status(self, now: float) -> TokenStatus:
        """Return what the token is good for at a time."""
        if self.grant.session.is_revoked(now):
            return TokenStatus.REVOKED
        return TokenStatus.VALID if now < self.expires_at else TokenStatus.EXPIRED


@dataclass
class RefreshToken:
    """A refresh token that was issued. It ends with the session of its grant.

    Attributes:
        used: whether another one has taken its place.
    """

    client_id: str
    grant: Grant
    used: bool = False

    @property
    def forget_at(self) -> float:
        """From when on it is as good as unknown."""
        return self.grant.session.ends_at
