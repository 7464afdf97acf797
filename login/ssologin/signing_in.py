"""Signing a person in, and keeping the token."""

from __future__ import annotations

from contextlib import ExitStack

from .attempt import Attempt
from .browser import opener
from .cache import open_store
from .cache.records import save
from .choice import AUTO, choose_flow, no_browser
from .config import find_session
from .config.sections import configured_flow
from .errors import CacheError
from .names import token_key
from .prompt import print_prompt
from .source import TokenSource
from .waiting import Wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .browser import Opener
    from .cache import Cache, Store
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
        prompt: is called with a `Prompt` when the person has to do something, once more if another
            flow has to be taken. By default it is printed to standard error.
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
        BrowserUnavailable: it was to be PKCE, and no browser can come back to this machine.
        ConfigError: the session cannot be used.
        CacheError: the token cannot be kept.
    """
    chosen = find_session(session, start_url=start_url, region=region, profile=profile)
    if scopes is not None:
        chosen = chosen.with_scopes(scopes)
    source = TokenSource(chosen, open_store(cache))
    return sign_in(
        source,
        source.kept(),
        flow=flow,
        open_browser=open_browser,
        prompt=prompt,
        port=port,
        timeout=timeout,
        cancel=cancel,
    )


def sign_in(
    source: TokenSource,
    before: Token | None,
    *,
    flow: str = AUTO,
    open_browser: Browser = None,
    prompt: Callable[[Prompt], None] | None = None,
    port: int = 0,
    timeout: float = 600,
    cancel: Cancel | None = None,
) -> Token:
    """Sign a person in, unless another process does, or has done so since.

    Args:
        source: whose token it is, and where it is kept.
        before: the token that was kept when the sign-in was decided on; any other is of another
            process, and good.
        flow, open_browser, prompt, port, timeout, cancel: as for `login`.

    Raises:
        Error: as `login` does.
    """
    session, store = source.session, source.store
    key = token_key(session)
    choice = choose_flow(flow, configured_flow(session) if session.name else None, port=port)
    wait = Wait(timeout, cancel, command=session.login_command)
    attempt = Attempt(
        session, store, prompt or print_prompt, _page_opener(open_browser), wait, port
    )
    with ExitStack() as stack:
        _enter(stack, store, f"{key}.login", wait)
        current = source.kept()
        if current is not None and current != before and source.is_alive(current):
            return current
        token = attempt.run(choice)
        _keep(token, store, key)
        return token


def _keep(token: Token, store: Store, key: str) -> None:
    try:
        with store.lock(key, _KEEPING):
            save(store, key, token.record)
    except TimeoutError as error:
        raise CacheError(f"the sign-in was not kept: {error}") from None


def _enter(stack: ExitStack, store: Store, key: str, wait: Wait) -> None:
    """Wait for other processes that sign in, as long as the caller does."""
    while True:
        try:
            stack.enter_context(store.lock(key, min(0.5, wait.left)))
        except TimeoutError:
            wait.check()
        else:
            return


def _page_opener(open_browser: Browser) -> Opener | None:
    if open_browser is None:
        open_browser = no_browser() is None
    if open_browser is False:
        return None
    return opener(None if open_browser is True else open_browser)
