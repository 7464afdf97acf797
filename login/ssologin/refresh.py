"""Refreshing a token (RFC 6749 section 6), by whoever holds the lock on it."""

from __future__ import annotations

import restjson

from .cache.records import load, save
from .clients import oidc_client
from .errors import Error, NotRefreshable, RegistrationExpired, SessionEnded
from .failures import explain
from .names import token_key
from .token import from_record, refreshed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ssooidc.shapes import CreateTokenResponse

    from .cache import Store
    from .session import Session
    from .token import Token
    from .waiting import Clock

# Seconds for a call: while the old token lives, nobody should wait long.
_SOFT, _HARD = 10.0, 45.0

_ENDED = {"InvalidGrantException", "ExpiredTokenException", "UnauthorizedClientException"}


def refresh(session: Session, store: Store, token: Token, clock: Clock, is_alive: bool) -> Token:
    """Return the token in the place of one that is due, and keep it.

    Other tools refresh without a lock. Where one was faster, its token is used.

    Raises:
        SessionEnded, RegistrationExpired, NotRefreshable: sign in again.
        NetworkUnavailable: the service cannot be reached, or failed.
        Error: it refused for another reason.
    """
    _check(session, token, clock.time())
    try:
        response = _ask(session, token, _SOFT if is_alive else _HARD)
    except restjson.Error as error:
        newer = _newer(session, store, token)
        if newer is not None:
            return newer
        raise _explain(error, session) from error
    new = refreshed(token, response, clock.time())
    newer = _newer(session, store, new)
    if newer is not None:
        return newer
    save(store, token_key(session), new.record)
    return new


def _check(session: Session, token: Token, now: float) -> None:
    if not token.refreshable:
        raise NotRefreshable(
            "the token ended, and there is no refresh token: the sign-in did not ask for the scope "
            "sso:account:access",
            session.login_command,
        )
    ends = token.registration_expires
    if ends is not None and ends <= now:
        raise RegistrationExpired(
            "the registration of this program at the service ended after its 90 days",
            session.login_command,
        )


def _ask(session: Session, token: Token, seconds: float) -> CreateTokenResponse:
    record = token.record
    with oidc_client(session, seconds) as client:
        return client.create_token(
            clientId=record["clientId"],
            clientSecret=record["clientSecret"],
            grantType="refresh_token",
            refreshToken=record["refreshToken"],
        )


def _newer(session: Session, store: Store, token: Token) -> Token | None:
    """Return what another tool put into the cache meanwhile, if it lasts longer."""
    kept = from_record(load(store, token_key(session)))
    is_newer = (
        kept is not None
        and kept.access_token != token.access_token
        and kept.seconds_left(0) > token.seconds_left(0)
    )
    return kept if is_newer else None


def _explain(error: restjson.Error, session: Session) -> Error:
    code = error.code if isinstance(error, restjson.ClientError) else ""
    if code in _ENDED:
        return SessionEnded("the session ended or was revoked", session.login_command)
    if code == "InvalidClientException":
        return RegistrationExpired(
            "the service does not know the registration of this program any more",
            session.login_command,
        )
    return explain(error, session)
