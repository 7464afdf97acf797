"""Tokens that were issued: access tokens and refresh tokens, whichever grant they came from."""

from collections.abc import Mapping
from typing import Any

from ..state.identifiers import new_access_token, new_refresh_token
from ..state.records import AccessToken, RefreshToken
from ..state.sessions import Grant
from ..state.store import Store
from .errors import InvalidGrantException
from .members import require_members


def issue_access_token(store: Store, client_id: str, grant: Grant, lifetime: int) -> str:
    """Issue an access token.

    Args:
        store: where the token is kept, for whoever is given it to look it up.
        client_id: the client that it is issued to.
        grant: what it stands for.
        lifetime: in seconds.
    """
    value, now = new_access_token(), store.clock()
    store.access_tokens.add(value, AccessToken(client_id, grant, now + lifetime), now)
    return value


def issue_refresh_token(store: Store, client_id: str, grant: Grant) -> str:
    """Issue a refresh token. The arguments are those of ``issue_access_token``."""
    value = new_refresh_token()
    store.refresh_tokens.add(value, RefreshToken(client_id, grant), store.clock())
    return value


def redeem_refresh_token(store: Store, client_id: str, request: Mapping[str, Any]) -> Grant:
    """Check a refresh token and, if the emulator rotates them, use it up.

    Returns:
        What the sign-in gave.

    Raises:
        InvalidGrantException, InvalidRequestException: see ``check_refresh_token``.
    """
    token = check_refresh_token(store, client_id, request)
    token.used = store.switches.rotate_refresh_tokens
    return token.grant


def check_refresh_token(store: Store, client_id: str, request: Mapping[str, Any]) -> RefreshToken:
    """Check a refresh token and return it; to use it up is for the caller.

    The token stays good until its session ends, as two quick refreshes with one token were both
    seen to work; unless the emulator rotates them. Then one that comes a second time has leaked,
    so its session's tokens are revoked (RFC 9700 section 4.14.2).

    Raises:
        InvalidGrantException: the token is unknown or another client's, or its session is over.
        InvalidRequestException: there is no refresh token.
    """
    require_members(request, "refreshToken")
    token = store.refresh_tokens.get(request["refreshToken"])
    now = store.clock()
    if token is not None and token.client_id == client_id and token.used:
        token.grant.session.revoke(now)
    if token is None or token.client_id != client_id or token.grant.session.is_over(now):
        # Observed, and the description with it, once the session has ended.
        raise InvalidGrantException("Invalid refresh token provided")
    return token
