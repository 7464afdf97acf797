"""What a person is told of a device authorization."""

from __future__ import annotations

from dataclasses import dataclass

from .state.records import Authorization, Status


@dataclass(frozen=True)
class Pending:
    """A device authorization, as a person is told of it.

    Attributes:
        user_code: what the person types, such as ``BCDF-GHJK``.
        client_id: the client that asks.
        client_name: as the client calls itself.
        scopes: what it asks for.
        verification_uri_complete: the page on which the person decides, with the code.
        expires_at: in seconds since the epoch, by the emulator's clock.
        waits: whether nobody has decided yet.
    """

    user_code: str
    client_id: str
    client_name: str
    scopes: tuple[str, ...]
    verification_uri_complete: str
    expires_at: float
    waits: bool = True

    @classmethod
    def of(cls, authorization: Authorization) -> Pending:
        """Return what a person is told of a device authorization."""
        client = authorization.client
        return cls(
            authorization.user_code,
            client.client_id,
            client.client_name,
            client.scopes,
            authorization.link,
            authorization.expires_at,
            authorization.status is Status.PENDING,
        )
