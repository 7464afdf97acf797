"""CreateTokenWithIAM: tokens for applications, which sign their requests and have no secret."""

import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

from ..state.records import TokenStatus
from ..state.sessions import Grant
from ..state.store import Store
from .applications import SCOPES, is_application, issuer
from .codes import check_code, redeem_code
from .errors import (
    InvalidClientException,
    InvalidGrantException,
    InvalidRequestException,
    InvalidScopeException,
    UnsupportedGrantTypeException,
)
from .issued_tokens import (
    check_refresh_token,
    issue_access_token,
    issue_refresh_token,
    redeem_refresh_token,
)
from .jwts import is_jwt, new_jwt, subject
from .members import require_members
from .registration import AUTHORIZATION_CODE, REFRESH_TOKEN

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a grant's name

_ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105
_REFRESH_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:refresh_token"  # noqa: S105

# As the service documents it, in seconds.
_LIFETIME = 60 * 60


def create_token_with_iam(store: Store, request: Mapping[str, Any]) -> dict[str, Any]:
    """Exchange a grant for the tokens of an application.

    Whoever signed the request may act for every application: there are no policies here.

    Args:
        store: the state, in which the grant is used up.
        request: a valid CreateTokenWithIAMRequest, whose signature has been verified.

    Returns:
        A CreateTokenWithIAMResponse. As in the service's examples there is no ID token after a
        refresh, and no refresh token in exchange for a token unless it is asked for.

    Raises:
        InvalidClientException: the client id is not the ARN of an application.
        InvalidScopeException: more is asked for than the grant holds.
        UnsupportedGrantTypeException: the grant type is not served.
        ServiceError: what the grant itself raises.
    """
    grant_type, application = request["grantType"], request["clientId"]
    check = _GRANTS.get(grant_type)
    if check is None:
        raise UnsupportedGrantTypeException(f"grantType: is not one of {', '.join(_GRANTS)}")
    if not is_application(application):
        raise InvalidClientException("clientId: is not the ARN of an application")
    held = check(store, application, request)
    grant = _narrowed(held, request)
    refreshing = grant_type == REFRESH_TOKEN
    token_type = _issued_token_type(request)
    refresh_token = None
    if token_type == _REFRESH_TOKEN_TYPE:
        # RFC 6749 section 6: a refresh token holds as much as the one that it comes from.
        refresh_token = issue_refresh_token(store, application, held if refreshing else grant)
    return {
        "accessToken": issue_access_token(store, application, grant, _LIFETIME),
        "awsAdditionalDetails": None,
        "expiresIn": _LIFETIME,
        "idToken": None,
        "issuedTokenType": token_type,
        "refreshToken": refresh_token,
        "scope": list(grant.scopes),
        "tokenType": "Bearer",
        **({} if refreshing else _identity(store, application, grant)),
    }


def _identity(store: Store, application: str, grant: Grant) -> dict[str, Any]:
    """Return who the person is, as far as the scopes let the application know."""
    context = b64encode(secrets.token_bytes(300)).decode()
    now = int(store.clock())
    claims = {
        "iss": issuer(application),
        "sub": grant.session.user,
        "aud": application,
        "iat": now,
        "exp": now + _LIFETIME,
    }
    members: dict[str, Any] = {}
    if "sts:identity_context" in grant.scopes:
        claims["sts:identity_context"] = context
        members["awsAdditionalDetails"] = {"identityContext": context}
    # OpenID Connect Core section 3.1.2.1: the scope that asks for an ID token.
    if "openid" in grant.scopes:
        members["idToken"] = new_jwt(claims)
    return members


def _narrowed(grant: Grant, request: Mapping[str, Any]) -> Grant:
    """Return what is left of a grant when only some of its scopes are asked for."""
    asked = dict.fromkeys(request.get("scope", grant.scopes))
    if not asked.keys() <= set(grant.scopes):
        raise InvalidScopeException("scope: asks for more than the grant holds")
    return Grant(grant.session, tuple(asked))


def _issued_token_type(request: Mapping[str, Any]) -> str:
    if request["grantType"] != TOKEN_EXCHANGE:
        return _REFRESH_TOKEN_TYPE
    requested: str = request.get("requestedTokenType", _ACCESS_TOKEN_TYPE)
    return requested


def _take_code(store: Store, application: str, request: Mapping[str, Any]) -> Grant:
    """Use up an authorization code if all of the request is good, and return what it stands for."""
    _narrowed(check_code(store, application, request).grant, request)
    return redeem_code(store, application, request)


def _take_refresh_token(store: Store, application: str, request: Mapping[str, Any]) -> Grant:
    """Use up a refresh token if all of the request is good, and return what it stands for."""
    _narrowed(check_refresh_token(store, application, request).grant, request)
    return redeem_refresh_token(store, application, request)


def _take_assertion(store: Store, application: str, request: Mapping[str, Any]) -> Grant:
    """Begin a session for the subject of a JWT, taken at its word (RFC 7523 section 3.1)."""
    require_members(request, "assertion")
    if not is_jwt(request["assertion"]):
        raise InvalidGrantException("assertion: is not a JWT, three parts in base64url")
    try:
        session = store.begin_session(subject(request["assertion"]))
    except ValueError:
        raise InvalidGrantException("assertion: its subject is not one of the users") from None
    return Grant(session, SCOPES)


def _take_subject_token(store: Store, application: str, request: Mapping[str, Any]) -> Grant:
    """Return the session of another client's access token (RFC 8693 section 2.1).

    The audience is not looked at: no scope here says for which application it is.
    """
    require_members(request, "subjectToken", "subjectTokenType")
    if request["subjectTokenType"] != _ACCESS_TOKEN_TYPE:
        raise InvalidRequestException(f"subjectTokenType: is not {_ACCESS_TOKEN_TYPE}")
    if _issued_token_type(request) not in {_ACCESS_TOKEN_TYPE, _REFRESH_TOKEN_TYPE}:
        raise InvalidRequestException(
            f"requestedTokenType: is neither {_ACCESS_TOKEN_TYPE} nor {_REFRESH_TOKEN_TYPE}"
        )
    token = store.access_tokens.get(request["subjectToken"])
    if token is None:
        raise InvalidGrantException("subjectToken: is not an access token that was issued here")
    if token.client_id == application:
        raise InvalidGrantException("subjectToken: was issued to this application itself")
    status = token.status(store.clock())
    if status is not TokenStatus.VALID:
        raise InvalidGrantException(f"subjectToken: is {status.name.lower()}")
    return Grant(token.grant.session, SCOPES)


_GRANTS: dict[str, Callable[[Store, str, Mapping[str, Any]], Grant]] = {
    AUTHORIZATION_CODE: _take_code,
    REFRESH_TOKEN: _take_refresh_token,
    JWT_BEARER: _take_assertion,
    TOKEN_EXCHANGE: _take_subject_token,
}
