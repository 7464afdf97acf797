"""Signing a person in."""

from __future__ import annotations

import time
from contextlib import ExitStack

import restjson

from .browser import opener
from .cache import open_store
from .cache.records import save
from .choice import AUTO, PKCE, choose_flow, no_browser
from .clients import oidc_client
from .config import configured_flow, find_session
from .failures import explain
from .names import token_key
from .prompt import print_prompt
from .registration import forget_registration, get_registration
from .source import TokenSource
from .start_url import resolve_start_url
from .token import from_response
from .waiting import Wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ssooidc import Client
    from ssooidc.shapes import CreateTokenResponse

    from .cache import Cache, Store
    from .choice import Choice
    from .prompt import Prompt
    from .session import Session
    from .token import Token
    from .waiting import Cancel

    Browser = bool | str | Callable[[str], object] | None

_KEEPING = 60.0  # seconds to wait for others who refresh the token


def login(
    session: str | Session | None = None,
    *,
    start_url: str | None = None,
    region: str | None = None,
    profile: str | None = None,
    flow: str = AUTO,
    scopes: Iterable[str] | None = None,
    open_browser: Browser = None,
    prompt: Callable[[Prompt], None] | None = None,
    port: int = 0,
    timeout: float = 600,
    cancel: Cancel | None = None,
    cache: Cache | None = None,
) -> Token:
    """Sign a person in, and keep the token for this program and for AWS's tools.

    If another process is signing in to the same session, its token is waited for and returned.

    Args:
        session: the name of an ``[sso-session]``, or a `Session`; see `find_session` for what is
            taken if nothing says which.
        start_url, region: a session that no file has.
        profile: a profile that says which.
        flow: ``"pkce"``: a browser on this machine; ``"device"``: a code that is confirmed in any
            browser; ``"auto"``: see `choose_flow`.
        scopes: other scopes than the session's.
        open_browser: whether to open a browser, or the command or function that does. None: where
            there is one.
        prompt: is called with a `Prompt` when the person has to do something. By default it is
            printed to standard error.
        port: with PKCE, the port of 127.0.0.1 that the browser comes back to; 0: any.
        timeout: seconds that the person may take.
        cancel: a `threading.Event` that another thread sets to give up.
        cache: see `open_store`.

    Raises:
        AccessDenied: the person or the service refused.
        LoginTimedOut, LoginCancelled: nobody decided in time, or the caller gave up.
        WrongRegion: the service does not know the start URL.
        NetworkUnavailable: it could not be reached, or failed.
        PortInUse: the port is another program's.
        ConfigError: the session cannot be used.
    """
    chosen = find_session(session, start_url=start_url, region=region, profile=profile)
    if scopes is not None:
        chosen = chosen.with_scopes(scopes)
    choice = choose_flow(flow, configured_flow(chosen) if chosen.name else None)
    show = _shower(prompt or print_prompt, open_browser)
    store = open_store(cache)
    source = TokenSource(chosen, store)
    before = source.kept()
    wait = Wait(timeout, cancel, command=chosen.login_command)
    with ExitStack() as stack:
        _enter(stack, store, f"{token_key(chosen)}.login", wait)
        current = source.kept()
        if current is not None and current != before:
            return current  # of another process that signed in meanwhile
        token = _sign_in(chosen, store, choice, show, wait, port)
        with store.lock(token_key(chosen), _KEEPING):
            save(store, token_key(chosen), token.record)
        return token


def _enter(stack: ExitStack, store: Store, key: str, wait: Wait) -> None:
    """Wait for other processes that sign in, as long as the caller does."""
    while True:
        try:
            stack.enter_context(store.lock(key, min(0.5, wait.left)))
        except TimeoutError:
            wait.check()
        else:
            return


def _sign_in(
    session: Session,
    store: Store,
    choice: Choice,
    show: Callable[[Prompt], None],
    wait: Wait,
    port: int,
) -> Token:
    is_again = False
    while True:
        with oidc_client(session) as client:
            try:
                return _attempt(session, store, choice, client, show, wait, port)
            except client.exceptions.InvalidClientException as error:
                # The service forgot a registration that our file still has.
                forget_registration(session, store)
                if is_again:
                    raise explain(error, session) from error
                is_again = True
            except restjson.Error as error:
                raise explain(error, session) from error


def _attempt(
    session: Session,
    store: Store,
    choice: Choice,
    client: Client,
    show: Callable[[Prompt], None],
    wait: Wait,
    port: int,
) -> Token:
    start_url = resolve_start_url(session)
    is_pkce = choice.flow == PKCE
    now = time.time()
    registration = get_registration(
        session, store, client, now=now, issuer=start_url if is_pkce else None
    )
    response: CreateTokenResponse
    if is_pkce:
        from .pkce import sign_in_by_code

        response = sign_in_by_code(
            session,
            client,
            registration,
            show,
            wait,
            reason=choice.reason,
            port=port,
            now=now,
        )
    else:
        from .device import sign_in_by_device

        response = sign_in_by_device(
            start_url, client, registration, show, wait, reason=choice.reason, now=now
        )
    return from_response(response, session, registration, time.time())


def _shower(prompt: Callable[[Prompt], None], open_browser: Browser) -> Callable[[Prompt], None]:
    if open_browser is None:
        open_browser = no_browser() is None
    if open_browser is False:
        return prompt
    open_page = opener(None if open_browser is True else open_browser)

    def show(asked: Prompt) -> None:
        prompt(asked)
        open_page(asked.verification_uri_complete)

    return show
