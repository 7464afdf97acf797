"""Habits of the real service that a client has to live with, and that can be switched on."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Switches:
    """How the emulator behaves where the real service does not always behave alike.

    Attributes:
        auto_approve: whether each sign-in is approved at once, without a page: a device
            authorization from the start, an authorization request by a redirect. A user's name
            says who signs in; True is the first user.
        pending_after_denial: whether a client that polls is told that the sign-in is pending even
            after a person denied it, until the device code expires: pressing Cancel in AWS's
            portal does just that (observed).
        rotate_refresh_tokens: whether a refresh token is good once, and each refresh gives the
            next. Otherwise it stays good until its session ends (both observed).
        portal_rate_limit: how many calls of the portal are served in a second; more are refused
            with TooManyRequestsException. AWS's limit is said to be 20. None: no limit.
        session_ends_after: how many seconds after the sign-in the session ends, and with it all
            tokens, even those whose own time is not over (observed). None: refresh tokens end
            after eight hours, and access tokens in their own time.
        region: the only region for which CreateTokenWithIAM may be signed; another one gets
            InvalidRequestRegionException. None: any region will do.
    """

    auto_approve: bool | str = False
    pending_after_denial: bool = False
    rotate_refresh_tokens: bool = False
    portal_rate_limit: int | None = None
    session_ends_after: float | None = None
    region: str | None = None

    def __post_init__(self) -> None:
        problems = [f"{name}: is not {what}" for name, what in self._problems()]
        if problems:
            raise ValueError("; ".join(problems))

    def _problems(self) -> list[tuple[str, str]]:
        wanted = {
            "auto_approve": (isinstance(self.auto_approve, bool | str), "a boolean or a user"),
            "pending_after_denial": (isinstance(self.pending_after_denial, bool), "a boolean"),
            "rotate_refresh_tokens": (isinstance(self.rotate_refresh_tokens, bool), "a boolean"),
            "portal_rate_limit": (
                self.portal_rate_limit is None
                or (type(self.portal_rate_limit) is int and self.portal_rate_limit > 0),
                "a whole number of 1 or more, or None",
            ),
            "session_ends_after": (
                self.session_ends_after is None or _is_positive(self.session_ends_after),
                "a number of seconds above 0, or None",
            ),
            "region": (
                self.region is None or (isinstance(self.region, str) and bool(self.region)),
                "the name of a region, or None",
            ),
        }
        return [(name, what) for name, (good, what) in wanted.items() if not good]


# None is switched on.
DEFAULT_SWITCHES = Switches()

SWITCHES = tuple(field.name for field in fields(Switches))


def _is_positive(value: Any) -> bool:
    return type(value) in {int, float} and math.isfinite(value) and value > 0
