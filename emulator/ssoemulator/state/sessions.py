"""A person's session, and what a grant that stands on it entitles a client to."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass
class Session:
    """What a sign-in began. Times are in seconds since the epoch.

    Attributes:
        user: the name of the person who signed in.
        ends_at: when refresh tokens end.
        revoked_at: when all its tokens end, access tokens too, whatever their own time.
    """

    user: str
    ends_at: float
    revoked_at: float = math.inf

    def is_revoked(self, now: float) -> bool:
        """Tell whether its tokens have been taken back."""
        return now >= self.revoked_at

    def is_over(self, now: float) -> bool:
        """Tell whether its refresh tokens are good no more."""
        return now >= self.ends_at or self.is_revoked(now)

    def revoke(self, now: float) -> None:
        """Take all its tokens back."""
        self.revoked_at = min(self.revoked_at, now)


@dataclass(frozen=True)
class Grant:
    """What a client may have tokens for: somebody's session, and scopes in the order granted."""

    session: Session
    scopes: tuple[str, ...]
