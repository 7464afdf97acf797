"""Registering this program as a client, once for many sign-ins."""

from __future__ import annotations

from .cache.records import load, save
from .errors import CacheError, Error
from .names import registration_key
from .times import format_time, parse_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ssooidc import Client

    from .cache import Store
    from .session import Session

REDIRECT_URI = "http://127.0.0.1/oauth/callback"  # any port goes with it (RFC 8252 section 7.3)
CLIENT_NAME = "ssologin"

_CODE_GRANTS = ("authorization_code", "refresh_token")
_EARLY = 15 * 60  # seconds before the end from which on AWS's tools register anew
_WAIT = 60.0


def get_registration(
    session: Session,
    store: Store,
    client: Client,
    *,
    now: float,
    issuer: str | None = None,
) -> dict[str, Any]:
    """Return the registration to sign in with: what is kept, else a new one, which is then kept.

    Args:
        session: what to sign in to.
        store: where registrations are kept.
        client: calls the service.
        now: the time, in seconds since the epoch.
        issuer: the start URL, as the service is told it, where the registration is for
            authorization codes; device codes take another one.

    Raises:
        restjson.Error: the service could not be asked, or refused.
        Error: its response has no registration.
        CacheError: others have been registering for too long.
    """
    key = registration_key(session)
    for_code = issuer is not None
    kept = load(store, key)
    if _is_good(kept, for_code, now):
        return kept or {}
    try:
        with store.lock(key, _WAIT):
            kept = load(store, key)
            if _is_good(kept, for_code, now):
                return kept or {}
            made = _register(session, client, issuer)
            save(store, key, made)
            return made
    except TimeoutError as error:
        raise CacheError(f"this program was not registered: {error}") from None


def forget_registration(session: Session, store: Store) -> None:
    """Let the next sign-in register anew: the service does not know the kept one any more."""
    store.delete(registration_key(session))


def _is_good(record: dict[str, Any] | None, for_code: bool, now: float) -> bool:
    if record is None or not all(
        isinstance(record.get(name), str) for name in ("clientId", "clientSecret")
    ):
        return False
    expires = parse_time(record.get("expiresAt"))
    is_for_code = _CODE_GRANTS[0] in (record.get("grantTypes") or ())
    return expires is not None and expires - _EARLY > now and is_for_code == for_code


def _register(session: Session, client: Client, issuer: str | None) -> dict[str, Any]:
    wanted: dict[str, Any] = {"clientName": CLIENT_NAME, "clientType": "public"}
    if session.scopes:
        wanted["scopes"] = list(session.scopes)
    if issuer is not None:
        wanted["grantTypes"] = list(_CODE_GRANTS)
        wanted["redirectUris"] = [REDIRECT_URI]
        wanted["issuerUrl"] = issuer
    made = client.register_client(**wanted)
    if not (made.get("clientId") and made.get("clientSecret")):
        raise Error("the service registered nothing that can be used")
    record: dict[str, Any] = {
        "clientId": made["clientId"],
        "clientSecret": made["clientSecret"],
        "expiresAt": format_time(made.get("clientSecretExpiresAt", 0)),
    }
    if session.scopes:
        record["scopes"] = list(session.scopes)
    if issuer is not None:
        record["grantTypes"] = list(_CODE_GRANTS)
    return record
