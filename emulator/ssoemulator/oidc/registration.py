"""RegisterClient, and what a registration entitles a client to."""

import hmac
import re
from collections.abc import Mapping
from typing import Any

from ..state.identifiers import new_client_id, new_client_secret
from ..state.records import Registration
from ..state.store import Store
from ..state.tables import fingerprint
from .errors import (
    InvalidClientException,
    InvalidClientMetadataException,
    InvalidRedirectUriException,
    InvalidRequestException,
    InvalidScopeException,
    UnauthorizedClientException,
    UnsupportedGrantTypeException,
)
from .redirect_uris import is_redirect_uri

AUTHORIZATION_CODE = "authorization_code"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
REFRESH_TOKEN = "refresh_token"  # noqa: S105 - the name of a grant

_GRANT_TYPES = frozenset({AUTHORIZATION_CODE, DEVICE_CODE, REFRESH_TOKEN})

# Clients that sign in with a device code name no grant types and may refresh (observed).
_DEFAULT_GRANT_TYPES = frozenset({DEVICE_CODE, REFRESH_TOKEN})

# Observed: clientSecretExpiresAt is clientIdIssuedAt and exactly 90 days.
_LIFETIME = 90 * 24 * 60 * 60

# In characters. The service documents no limit; this one keeps a registration small.
_LONGEST = 2048

_SCOPE = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]+")


def register_client(store: Store, request: Mapping[str, Any]) -> dict[str, Any]:
    """Register a client.

    Args:
        store: where the registration is kept.
        request: a valid RegisterClientRequest.

    Returns:
        A RegisterClientResponse. Both endpoints are there and null, as the real service has them.

    Raises:
        InvalidClientMetadataException: the client type is not ``public``.
        InvalidRedirectUriException: a redirect URI is not absolute, or has a fragment.
        InvalidRequestException: something is too long.
        InvalidScopeException: a scope is malformed, or the grant types exclude each other.
        UnsupportedGrantTypeException: a grant type is unknown.
    """
    if request["clientType"] != "public":
        raise InvalidClientMetadataException("clientType: only public clients can register")
    _hold_to_limit(request)
    issued_at = int(store.clock())
    client_secret = new_client_secret()
    registration = Registration(
        client_id=new_client_id(),
        client_name=request["clientName"],
        secret=fingerprint(client_secret),
        expires_at=issued_at + _LIFETIME,
        scopes=_checked_scopes(request.get("scopes", [])),
        grant_types=_checked_grant_types(request.get("grantTypes", [])),
        redirect_uris=_checked_redirect_uris(request.get("redirectUris", [])),
    )
    store.registrations.add(registration.client_id, registration, issued_at)
    return {
        "authorizationEndpoint": None,
        "clientId": registration.client_id,
        "clientIdIssuedAt": issued_at,
        "clientSecret": client_secret,
        "clientSecretExpiresAt": issued_at + _LIFETIME,
        "tokenEndpoint": None,
    }


def authenticate(store: Store, request: Mapping[str, Any]) -> Registration:
    """Return the registration of the client that sends a request.

    Raises:
        InvalidClientException: there is no such client, its secret is another, or the
            registration has expired.
    """
    registration = store.registrations.get(request["clientId"])
    if registration is None or store.clock() >= registration.expires_at:
        raise InvalidClientException
    if not hmac.compare_digest(registration.secret, fingerprint(request["clientSecret"])):
        raise InvalidClientException
    return registration


def require_grant_type(registration: Registration, grant_type: str) -> None:
    """Hold a client to the grant types that it registered.

    Raises:
        UnauthorizedClientException: this one is not among them.
    """
    if grant_type not in registration.grant_types:
        raise UnauthorizedClientException


def is_scope(text: str) -> bool:
    """Tell whether a text has the form of a scope (RFC 6749 section 3.3)."""
    return bool(_SCOPE.fullmatch(text))


def _hold_to_limit(request: Mapping[str, Any]) -> None:
    problems = [
        f"{name}: is longer than {_LONGEST} characters"
        for name, value in request.items()
        if any(len(text) > _LONGEST for text in (value if isinstance(value, list) else [value]))
    ]
    if problems:
        raise InvalidRequestException("; ".join(problems))


def _checked_scopes(scopes: list[str]) -> tuple[str, ...]:
    if not all(map(is_scope, scopes)):
        raise InvalidScopeException
    return tuple(dict.fromkeys(scopes))


def _checked_redirect_uris(uris: list[str]) -> tuple[str, ...]:
    for index, uri in enumerate(uris):
        if not is_redirect_uri(uri):
            raise InvalidRedirectUriException(
                f"redirectUris[{index}]: is not an absolute URI without a fragment"
            )
    return tuple(uris)


def _checked_grant_types(grant_types: list[str]) -> frozenset[str]:
    if not _GRANT_TYPES.issuperset(grant_types):
        raise UnsupportedGrantTypeException
    # Observed in 2026: the two ways to sign in do not go into one registration, and this is the
    # error that says so.
    if {AUTHORIZATION_CODE, DEVICE_CODE}.issubset(grant_types):
        raise InvalidScopeException(
            f"grantTypes: {AUTHORIZATION_CODE} and {DEVICE_CODE} need a registration each"
        )
    return frozenset(grant_types) or _DEFAULT_GRANT_TYPES
