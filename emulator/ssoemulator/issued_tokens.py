"""Tokens that were issued: access tokens and refresh tokens, whichever grant they came from."""

from collections.abc import Mapping
from typing import Any

from .errors import InvalidGrantException
from .identifiers import new_access_token, new_refresh_token
from .sessions import Grant
from .store import AccessToken, RefreshToken, Store
from .validation import require_members


def issue_access_token(store: Store, client_id: str, grant: Grant, lifetime: int) -> str:
    """A new access token.

    Args:
        store: Where the token is kept, for whoever is given it to look it up.
        client_id: The client that it is issued to.
        grant: What it stands for.
        lifetime: In seconds.
    """
    token = AccessToken(new_access_token(), client_id, grant, store.clock() + lifetime)
    store.access_tokens[token.value] = token
    return token.value


def issue_refresh_token(store: Store, client_id: str, grant: Grant) -> str:
    """A new refresh token. The arguments are those of ``issue_access_token``."""
    token = RefreshToken(new_refresh_token(), client_id, grant)
    store.refresh_tokens[token.value] = token
    return token.value


def redeem_refresh_token(store: Store, client_id: str, request: Mapping[str, Any]) -> Grant:
    """What a refresh token stands for.

    The token stays good until its session ends: two quick refreshes with one token were both seen
    to work.

    Raises:
        InvalidGrantException: The token is unknown or another client's, or its session is over.
        InvalidRequestException: There is no refresh token.
    """
    require_members(request, "refreshToken")
    token = store.refresh_tokens.get(request["refreshToken"])
    if token is None or token.client_id != client_id or _is_over(store, token.grant):
        # Observed, and the description with it, once the session has ended.
        raise InvalidGrantException("Invalid refresh token provided")
    return token.grant


def _is_over(store: Store, grant: Grant) -> bool:
    return grant.session.revoked or store.clock() >= grant.session.ends_at
