"""CreateToken: which grants there are, and what a client gets for one."""

from collections.abc import Callable, Mapping
from typing import Any

from ..state.sessions import Grant
from ..state.store import Store
from .codes import redeem_code
from .device import redeem_device_code
from .errors import UnsupportedGrantTypeException
from .issued_tokens import issue_access_token, issue_refresh_token, redeem_refresh_token
from .registration import (
    AUTHORIZATION_CODE,
    DEVICE_CODE,
    REFRESH_TOKEN,
    authenticate,
    require_grant_type,
)

# The scope that makes a session refreshable (observed).
_REFRESHABLE_SCOPE = "sso:account:access"

# Observed, in seconds: an hour with the scope above; without it eight, and no refresh token.
_REFRESHABLE_LIFETIME = 60 * 60
_FIXED_LIFETIME = 8 * 60 * 60


def create_token(store: Store, request: Mapping[str, Any]) -> dict[str, Any]:
    """Exchange a grant for tokens.

    Args:
        store: the state, in which the grant is used up.
        request: a valid CreateTokenRequest. Its ``scope`` has no effect, as the model says: what
            an access token is good for was settled before.

    Returns:
        A CreateTokenResponse with the further members, all null, that the real service sends.

    Raises:
        InvalidClientException: see ``authenticate``.
        UnauthorizedClientException: the client is not registered for this grant.
        UnsupportedGrantTypeException: the grant type is not served.
        ServiceError: what the grant itself raises.
    """
    redeem = _GRANTS.get(request["grantType"])
    if redeem is None:
        raise UnsupportedGrantTypeException(f"grantType: is not one of {', '.join(_GRANTS)}")
    registration = authenticate(store, request)
    require_grant_type(registration, request["grantType"])
    client_id = registration.client_id
    grant = redeem(store, client_id, request)
    refreshable = _REFRESHABLE_SCOPE in grant.scopes
    lifetime = _REFRESHABLE_LIFETIME if refreshable else _FIXED_LIFETIME
    # RFC 7591 section 2: a client uses no grant that it did not register.
    may_refresh = refreshable and REFRESH_TOKEN in registration.grant_types
    return {
        "accessToken": issue_access_token(store, client_id, grant, lifetime),
        "aws_sso_app_session_id": None,
        "expiresIn": lifetime,
        "idToken": None,
        "issuedTokenType": None,
        "originSessionId": None,
        "refreshToken": issue_refresh_token(store, client_id, grant) if may_refresh else None,
        "tokenType": "Bearer",
    }


_GRANTS: dict[str, Callable[[Store, str, Mapping[str, Any]], Grant]] = {
    AUTHORIZATION_CODE: redeem_code,
    DEVICE_CODE: redeem_device_code,
    REFRESH_TOKEN: redeem_refresh_token,
}
