"""Calls of the access portal by whoever is signed in."""

from __future__ import annotations

import restjson

from .clients import portal_client
from .errors import AccessDenied, NotRefreshable, SessionEnded, WrongRegion
from .failures import explain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from ssoportal import Client

    from .source import TokenSource
    from .token import Token

    T = TypeVar("T")

_DENIED = {"ForbiddenException", "ResourceNotFoundException"}


class Portal:
    """A client of the portal that brings the token along.

    Args:
        source: gives the token.
    """

    def __init__(self, source: TokenSource) -> None:
        self._source = source

    def call(self, operation: Callable[[Client, str], T], what: str) -> T:
        """Call an operation, once more with another token if the portal does not take this one.

        The portal's word counts, and not the time that the token is said to have.

        Args:
            operation: takes a client and the access token.
            what: what is asked for, for messages.

        Raises:
            AccessDenied: it is not open to the person.
            SessionEnded, WrongRegion: the portal takes no token of this session.
            NetworkUnavailable: it could not be reached, or failed.
        """
        session = self._source.session
        token = self._source.get()
        with portal_client(session) as client:
            unauthorized = client.exceptions.UnauthorizedException
            try:
                try:
                    return operation(client, token.access_token)
                except unauthorized:
                    token = self._another(token)
                    return operation(client, token.access_token)
            except unauthorized:
                raise self._ended(token) from None
            except restjson.ClientError as error:
                if error.code in _DENIED:
                    raise AccessDenied(
                        f"{what} is not open to who is signed in: check account and role",
                        session.command("roles"),
                    ) from error
                raise explain(error, session) from error
            except restjson.Error as error:
                raise explain(error, session) from error

    def _another(self, refused: Token) -> Token:
        if refused.region not in (None, self._source.session.region):
            raise self._ended(refused)
        try:
            return self._source.replace(refused)
        except NotRefreshable:
            raise self._ended(refused) from None

    def _ended(self, token: Token) -> SessionEnded | WrongRegion:
        session = self._source.session
        if token.region not in (None, session.region):
            return WrongRegion(
                f"the portal in {session.region} does not take the token, which is of "
                f"{token.region}: set sso_region to that, or sign in again",
                session.login_command,
            )
        return SessionEnded(
            "the portal does not take the token: the session ended or was revoked, or is of "
            f"another region than {session.region}",
            session.login_command,
        )
