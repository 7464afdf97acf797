"""What keeps a sign-in from working: one check after the other, each with its remedy."""

from __future__ import annotations

import os
import time
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import restjson

from .cache import open_store
from .cache.files import FileStore
from .cache.memory import MemoryStore
from .cache.variable import VARIABLE
from .clients import oidc_client
from .config import find_session
from .errors import CacheError, Error, NotSignedIn
from .failures import explain
from .names import token_key
from .portal import Portal
from .registration import get_registration
from .session import ACCOUNT_ACCESS
from .source import TokenSource
from .start_url import resolve_start_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssooidc import Client

    from .session import Session

OK, WARNING, FAILED = "ok", "warning", "failed"

_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy")
_AUTHORITIES = ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE")
_TOLERATED = 120.0  # seconds of difference between two clocks
_SECONDS = 20.0

_REMEDIES = (
    (restjson.TLSError, ": if a proxy opens TLS, name its authority in AWS_CA_BUNDLE"),
    (restjson.ProxyError, ": check HTTPS_PROXY and NO_PROXY"),
)


class Finding(NamedTuple):
    """What a check found: `state` is ``"ok"``, ``"warning"`` or ``"failed"``."""

    subject: str
    state: str
    text: str


def examine(
    session: str | Session | None = None,
    *,
    start_url: str | None = None,
    region: str | None = None,
    profile: str | None = None,
) -> Iterator[Finding]:
    """Yield what checks find, the config file first.

    The service is asked for a device code that nobody will use, which shows whether it knows the
    start URL.

    Args:
        session, start_url, region, profile: which session, as for `login`.
    """
    try:
        chosen = find_session(session, start_url=start_url, region=region, profile=profile)
    except Error as error:
        yield Finding("config file", FAILED, str(error))
        return
    name = chosen.name or "without a name"
    yield Finding("config file", OK, f"session {name}, {chosen.start_url} in {chosen.region}")
    yield _scopes(chosen)
    yield from _surroundings(chosen)
    try:
        source = TokenSource(chosen, open_store())
        yield _cache(source)
    except (CacheError, ImportError) as error:
        yield Finding("cache", FAILED, str(error))
        yield from _service(chosen)
    else:
        yield from _service(chosen)
        yield _token(source)


def _scopes(session: Session) -> Finding:
    if ACCOUNT_ACCESS in session.scopes:
        return Finding("scopes", OK, ", ".join(session.scopes))
    remedy = f"use an [sso-session], or add {ACCOUNT_ACCESS} to sso_registration_scopes"
    return Finding("scopes", WARNING, f"tokens end after hours and are not refreshed: {remedy}")


def _surroundings(session: Session) -> Iterator[Finding]:
    """Yield what is set for proxies and authorities; a proxy's address may hold a password."""
    proxies = [name for name in _PROXIES if os.environ.get(name)]
    if session.proxies is not None:
        proxies = ["the session"]
    yield Finding("proxies", OK, f"set by {', '.join(proxies)}" if proxies else "none")
    for name in _AUTHORITIES:
        path = os.environ.get(name)
        if path and not os.access(path, os.R_OK):
            yield Finding("certificates", FAILED, f"{name}: {path} cannot be read")


def _cache(source: TokenSource) -> Finding:
    store = source.store
    has_token = source.kept() is not None
    if not isinstance(store, FileStore):
        return Finding("cache", OK, repr(store))
    path = store.path(token_key(source.session))
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return _folder(os.path.dirname(path))
    except OSError as error:
        return Finding("cache", FAILED, f"{path}: {error.strerror}")
    if not os.access(path, os.R_OK):
        return Finding("cache", FAILED, f"{path} cannot be read: check whose it is")
    if os.name == "posix" and mode & 0o077:
        return Finding("cache", WARNING, f"{path} is open to others: chmod 600 it")
    if not has_token:
        return Finding("cache", WARNING, f"{path} holds no token that can be read: sign in again")
    return Finding("cache", OK, path)


def _folder(folder: str) -> Finding:
    """Look whether a file can be made where there is none yet."""
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    if os.access(folder, os.W_OK):
        return Finding("cache", OK, f"{folder} can be written")
    return Finding("cache", FAILED, f"{folder} cannot be written: name another in {VARIABLE}")


def _service(session: Session) -> Iterator[Finding]:
    headers: Mapping[str, str]
    try:
        with oidc_client(session, _SECONDS) as client:
            headers = _ask(session, client)
            yield Finding("service", OK, f"{client.endpoint_url} knows the start URL")
    except Error as error:
        yield Finding("service", FAILED, str(error))
        return
    except restjson.ClientError as error:
        yield Finding("service", FAILED, explain(error, session).message)
        headers = error.response["ResponseMetadata"].get("HTTPHeaders", {})
    except restjson.Error as error:
        remedy = next((each for kind, each in _REMEDIES if isinstance(error, kind)), "")
        yield Finding("service", FAILED, explain(error, session).message + remedy)
        return
    yield _clock(headers)


def _ask(session: Session, client: Client) -> Mapping[str, str]:
    """Ask for a device code, and return the headers of the response."""
    start_url = resolve_start_url(session, client)
    # One that is kept may be forgotten by the service, which a sign-in would notice and mend.
    registration = get_registration(session, MemoryStore(), client, now=time.time())
    response = client.start_device_authorization(
        clientId=registration["clientId"],
        clientSecret=registration["clientSecret"],
        startUrl=start_url,
    )
    return response["ResponseMetadata"]["HTTPHeaders"]


def _clock(headers: Mapping[str, str]) -> Finding:
    try:
        ahead = time.time() - parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError, TypeError):
        return Finding("clock", WARNING, "the service did not say what time it is")
    if abs(ahead) <= _TOLERATED:
        return Finding("clock", OK, "as the service's")
    way = "ahead of" if ahead > 0 else "behind"
    return Finding(
        "clock", FAILED, f"{abs(ahead):.0f} s {way} the service's: tokens seem to end at another "
        "time than they do; set the clock"
    )  # fmt: skip


def _token(source: TokenSource) -> Finding:
    try:
        Portal(source).call(
            lambda client, token: client.list_accounts(accessToken=token, maxResults=1),
            "the list of accounts",
        )
    except Error as error:
        state = WARNING if isinstance(error, NotSignedIn) else FAILED
        is_known = error.command == source.session.command("doctor")  # which runs already
        return Finding("token", state, error.message if is_known else str(error))
    token = source.get()
    return Finding("token", OK, f"the portal takes it; it lasts until {token.expires_at:%H:%M} UTC")
