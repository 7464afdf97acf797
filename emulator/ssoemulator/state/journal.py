"""The requests that were seen, with their secrets masked."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# How many requests are remembered.
_LENGTH = 1000

_MASK = "***"

# What may be shown, of each member and each item of a list at most so many characters and items.
_SHOWN = frozenset(
    {
        "accountId", "clientId", "clientName", "clientType", "grantType", "grantTypes",
        "maxResults", "redirectUri", "redirectUris", "requestedTokenType", "roleName", "scope",
        "scopes", "startUrl", "issuerUrl", "subjectTokenType",
    }
)  # fmt: skip
_LONGEST = 200
_MOST = 20


@dataclass(frozen=True)
class SeenRequest:
    """A request for an operation, and what became of it.

    Attributes:
        operation: its name, such as ``CreateToken``.
        at: when it came, by the emulator's clock, in seconds since the epoch.
        status: the HTTP status of the response; 0 where a planned fault let none go out.
        error: the class of the error, such as ``SlowDownException``, if there was one.
        request_id: what the response has as ``x-amzn-RequestId``.
        members: what the client sent, by the names of the model. Secrets are masked.
    """

    operation: str
    at: float
    status: int
    error: str | None
    request_id: str
    members: Mapping[str, Any] = field(default_factory=dict)


def masked(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a request without what nobody else should read."""
    return {name: _shortened(value) if name in _SHOWN else _MASK for name, value in members.items()}


def new_journal() -> deque[SeenRequest]:
    """Make a place for the latest requests."""
    return deque(maxlen=_LENGTH)


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(item) for item in value[:_MOST]]
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[:_LONGEST] + "..."
    return value
