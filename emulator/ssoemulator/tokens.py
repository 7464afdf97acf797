"""CreateToken: which grants there are, and what a client gets for one."""

from collections.abc import Callable, Mapping
from typing import Any

from .device import redeem_device_code
from .errors import (
    InvalidGrantException,
    InvalidRequestException,
    UnsupportedGrantTypeException,
)
from .identifiers import new_access_token, new_refresh_token
from .registration import DEVICE_CODE, REFRESH_TOKEN, authenticate, require_grant_type
from .store import RefreshToken, Registration, Store

# The scope that makes a session refreshable (observed).
_REFRESHABLE_SCOPE = "sso:account:access"

# Observed, in seconds: an hour with the scope above; without it eight, and no refresh token.
_REFRESHABLE_LIFETIME = 60 * 60
_FIXED_LIFETIME = 8 * 60 * 60


def create_token(store: Store, request: Mapping[str, Any]) -> dict[str, Any]:
    """Exchange a grant for tokens.

    Args:
        store: The state, in which the grant is used up.
        request: A valid CreateTokenRequest. Its ``scope`` has no effect, as the model says: an
            access token always has the scopes of the registration.

    Returns:
        A CreateTokenResponse with the further members, all null, that the real service sends.

    Raises:
        InvalidClientException: See ``authenticate``.
        UnauthorizedClientException: The client is not registered for this grant.
        UnsupportedGrantTypeException: The grant type is none that is served.
        ServiceError: What the grant itself raises.
    """
    redeem = _GRANTS.get(request["grantType"])
    if redeem is None:
        raise UnsupportedGrantTypeException(f"grantType: only {' and '.join(_GRANTS)} are served")
    registration = authenticate(store, request)
    require_grant_type(registration, request["grantType"])
    session_ends_at = redeem(store, registration, request)
    refreshable = _REFRESHABLE_SCOPE in registration.scopes
    return {
        "accessToken": new_access_token(),
        "aws_sso_app_session_id": None,
        "expiresIn": _REFRESHABLE_LIFETIME if refreshable else _FIXED_LIFETIME,
        "idToken": None,
        "issuedTokenType": None,
        "originSessionId": None,
        "refreshToken": (
            _issue_refresh_token(store, registration, session_ends_at) if refreshable else None
        ),
        "tokenType": "Bearer",
    }


def _redeem_refresh_token(
    store: Store, registration: Registration, request: Mapping[str, Any]
) -> float:
    """When the session of a refresh token ends. The token stays good until then: two quick
    refreshes with one token were both seen to work."""
    if "refreshToken" not in request:
        raise InvalidRequestException("refreshToken: is required for this grant type")
    token = store.refresh_tokens.get(request["refreshToken"])
    if (
        token is None
        or token.client_id != registration.client_id
        or store.clock() >= token.session_ends_at
    ):
        # Observed, and the description with it, once the session has ended.
        raise InvalidGrantException("Invalid refresh token provided")
    return token.session_ends_at


def _issue_refresh_token(
    store: Store, registration: Registration, session_ends_at: float
) -> str | None:
    # RFC 7591 section 2: a client uses no grant that it did not register.
    if REFRESH_TOKEN not in registration.grant_types:
        return None
    token = RefreshToken(new_refresh_token(), registration.client_id, session_ends_at)
    store.refresh_tokens[token.value] = token
    return token.value


_GRANTS: dict[str, Callable[[Store, Registration, Mapping[str, Any]], float]] = {
    DEVICE_CODE: redeem_device_code,
    REFRESH_TOKEN: _redeem_refresh_token,
}
