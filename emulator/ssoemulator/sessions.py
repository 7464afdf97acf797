"""A person's session, and what a grant that stands on it entitles a client to."""

from __future__ import annotations

from dataclasses import dataclass

# Whose sessions they are where nobody says.
DEFAULT_USER = "jane.doe"

# The default length of a portal session, from sign-in to the last refresh, in seconds.
_LIFETIME = 8 * 60 * 60


@dataclass
class Session:
    """What a sign-in began.

    Attributes:
        user: The name of the person who signed in.
        ends_at: When refresh tokens end, in seconds since the epoch.
        revoked: Whether all its tokens have been taken back before that.
    """

    user: str
    ends_at: float
    revoked: bool = False

    @classmethod
    def begin(cls, user: str, now: float) -> Session:
        """The session of a person who signs in now (seconds since the epoch)."""
        return cls(user, now + _LIFETIME)


@dataclass(frozen=True)
class Grant:
    """What a client may have tokens for: somebody's session, and scopes in the order granted."""

    session: Session
    scopes: tuple[str, ...]
