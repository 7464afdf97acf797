"""The authorization code grant (RFC 6749 section 4.1), with PKCE."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..state.identifiers import new_authorization_code
from ..state.records import AuthorizationCode, Registration
from ..state.sessions import Grant
from ..state.store import Store
from .applications import SCOPES, is_application
from .errors import InvalidGrantException
from .members import require_members
from .pkce import fits, is_code_challenge, is_code_verifier
from .redirect_uris import allows, is_redirect_uri
from .registration import AUTHORIZATION_CODE, is_scope

# RFC 6749 section 4.1.2: at most ten minutes are recommended. In seconds.
_LIFETIME = 10 * 60


def issue_code(
    store: Store,
    client_id: str,
    redirect_uri: str,
    *,
    code_challenge: str | None,
    scopes: Sequence[str] | None,
    user: str | None,
) -> str:
    """Issue an authorization code, as the authorization endpoint does after a sign-in.

    Args:
        store: where the code is kept.
        client_id: a registered client, or the ARN of an application.
        redirect_uri: where the browser would take the code.
        code_challenge: the PKCE challenge (S256). A registered client is public, so it has to
            have one (RFC 9700 section 2.1.1).
        scopes: what is asked for; by default all that the client has.
        user: who signs in; None is the first user.

    Raises:
        ValueError: the authorization endpoint would refuse this. All problems are listed.
    """
    registration = store.registrations.get(client_id)
    if registration is not None:
        problems = list(_problems_of_registered(store, registration, redirect_uri, code_challenge))
    else:
        problems = list(_problems_of_application(client_id, redirect_uri))
    if code_challenge is not None and not is_code_challenge(code_challenge):
        problems.append(
            "code_challenge: is not the base64url form, 43 characters, of a SHA-256 digest"
        )
    problems.extend(_problems_of_scopes(registration, scopes))
    if problems:
        raise ValueError("; ".join(problems))
    known = registration.scopes if registration else SCOPES
    granted = known if scopes is None else tuple(dict.fromkeys(scopes))
    now, value = store.clock(), new_authorization_code()
    code = AuthorizationCode(
        client_id=client_id,
        redirect_uri=redirect_uri,
        code_challenge=code_challenge,
        grant=Grant(store.begin_session(user), granted),
        expires_at=now + _LIFETIME,
    )
    store.codes.add(value, code, now)
    return value


def redeem_code(store: Store, client_id: str, request: Mapping[str, Any]) -> Grant:
    """Check an authorization code and use it up.

    Returns:
        What the sign-in gave.

    Raises:
        InvalidGrantException, InvalidRequestException: see ``check_code``.
    """
    code = check_code(store, client_id, request)
    code.redeemed = True
    return code.grant


def check_code(store: Store, client_id: str, request: Mapping[str, Any]) -> AuthorizationCode:
    """Check an authorization code and return it; to use it up is for the caller.

    A code that comes a second time has leaked, so its session's tokens are revoked (RFC 6749
    section 4.1.2).

    Raises:
        InvalidGrantException: the code is unknown, expired, used or another client's, or it was
            issued for another redirect URI or code verifier.
        InvalidRequestException: a member is missing.
    """
    require_members(request, "code", "redirectUri")
    code = store.codes.get(request["code"])
    if code is None or code.client_id != client_id:
        raise InvalidGrantException
    if code.redirect_uri != request["redirectUri"]:
        raise InvalidGrantException("redirectUri: is not the one that the code was issued for")
    _check_verifier(code, request)
    if code.redeemed:
        code.grant.session.revoke(store.clock())
        raise InvalidGrantException("code: was used before, so its tokens have been revoked")
    if store.clock() >= code.expires_at:
        raise InvalidGrantException("code: has expired")
    return code


def _check_verifier(code: AuthorizationCode, request: Mapping[str, Any]) -> None:
    if code.code_challenge is None:
        # RFC 9700 section 2.1.1: else an attacker could leave the challenge out.
        if "codeVerifier" in request:
            raise InvalidGrantException("codeVerifier: the code was issued without a challenge")
        return
    require_members(request, "codeVerifier")
    if not is_code_verifier(request["codeVerifier"]):
        raise InvalidGrantException(
            "codeVerifier: is not 43 to 128 characters out of A-Z, a-z, 0-9, -, ., _ and ~"
        )
    if not fits(request["codeVerifier"], code.code_challenge):
        raise InvalidGrantException("codeVerifier: does not fit the challenge of the code")


def _problems_of_registered(
    store: Store, registration: Registration, redirect_uri: str, code_challenge: str | None
) -> Iterator[str]:
    if store.clock() >= registration.expires_at:
        yield "client_id: the registration has expired"
    if AUTHORIZATION_CODE not in registration.grant_types:
        yield f"client_id: the client is not registered for the grant type {AUTHORIZATION_CODE}"
    if not any(allows(registered, redirect_uri) for registered in registration.redirect_uris):
        yield "redirect_uri: is not one that the client registered"
    if code_challenge is None:
        yield "code_challenge: is required for a client that registered, as it is public"


def _problems_of_application(client_id: str, redirect_uri: str) -> Iterator[str]:
    if not is_application(client_id):
        yield "client_id: is neither a registered client nor the ARN of an application"
    if not is_redirect_uri(redirect_uri):
        yield "redirect_uri: is not an absolute URI without a fragment"


def _problems_of_scopes(
    registration: Registration | None, scopes: Sequence[str] | None
) -> Iterator[str]:
    if isinstance(scopes, str):
        yield "scopes: is one string and not a list of them"
        return
    for index, scope in enumerate(scopes or ()):
        if not is_scope(scope):
            yield f"scopes[{index}]: is not a scope (RFC 6749 section 3.3)"
        elif registration and scope not in registration.scopes:
            yield f"scopes[{index}]: the client has not registered this scope"
