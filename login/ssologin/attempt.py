"""One sign-in: by the flow that was chosen, and by another where that one cannot work."""

from __future__ import annotations

import time

import restjson

from .choice import DEVICE, PKCE, Choice
from .clients import oidc_client
from .errors import BrowserUnavailable, LoginTimedOut
from .failures import explain
from .registration import forget_registration, get_registration
from .start_url import resolve_start_url
from .token import from_response

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ssooidc import Client
    from ssooidc.shapes import CreateTokenResponse

    from .browser import Opener
    from .cache import Store
    from .prompt import Prompt
    from .session import Session
    from .token import Token
    from .waiting import Wait


class Attempt:
    """Gets a token from the service, with the help of a person.

    Args:
        session: what to sign in to.
        store: where registrations are kept.
        show: tells the person what to do.
        open_page: opens the browser; None leaves it to the person.
        wait: how long they may take.
        port: with PKCE, the port that the browser comes back to; 0 stands for any.
    """

    def __init__(
        self,
        session: Session,
        store: Store,
        show: Callable[[Prompt], None],
        open_page: Opener | None,
        wait: Wait,
        port: int,
    ) -> None:
        self._session = session
        self._store = store
        self._show = show
        self._open_page = open_page
        self._wait = wait
        self._port = port

    def run(self, choice: Choice) -> Token:
        """Sign in.

        A registration that the service forgot is made anew, once. A flow that was chosen by
        itself gives way to a device code where no browser can be opened or come back.

        Raises:
            Error: what `login` raises.
        """
        is_registered_anew = False
        while True:
            with oidc_client(self._session) as client:
                try:
                    return self._get_token(choice, client)
                except BrowserUnavailable as error:
                    if not choice.is_automatic:
                        raise BrowserUnavailable(error.message, self._without_browser) from None
                    choice = Choice(DEVICE, error.message)
                except client.exceptions.InvalidClientException as error:
                    # The service forgot a registration that our file still has.
                    forget_registration(self._session, self._store)
                    if is_registered_anew:
                        raise explain(error, self._session) from error
                    is_registered_anew = True
                except restjson.Error as error:
                    raise explain(error, self._session) from error

    @property
    def _without_browser(self) -> str:
        """The command that signs in where no browser comes back."""
        return f"{self._session.login_command} --flow {DEVICE}"

    def _get_token(self, choice: Choice, client: Client) -> Token:
        start_url = resolve_start_url(self._session, client)
        now = time.time()
        registration = get_registration(
            self._session,
            self._store,
            client,
            now=now,
            issuer=start_url if choice.flow == PKCE else None,
        )
        if choice.flow == PKCE:
            response = self._by_code(choice, client, registration, now)
        else:
            response = self._by_device(choice, client, registration, now, start_url)
        return from_response(response, self._session, registration, time.time())

    def _by_code(
        self, choice: Choice, client: Client, registration: Mapping[str, Any], now: float
    ) -> CreateTokenResponse:
        from .pkce import sign_in_by_code

        try:
            return sign_in_by_code(
                self._session,
                client,
                registration,
                self._show,
                self._wait,
                reason=choice.reason,
                port=self._port,
                now=now,
                open_page=self._open_page,
                needs_browser=choice.is_automatic,
            )
        except LoginTimedOut:
            what = "no browser came back in time"  # as some refuse to, from https to http
            raise LoginTimedOut(what, self._without_browser) from None

    def _by_device(
        self,
        choice: Choice,
        client: Client,
        registration: Mapping[str, Any],
        now: float,
        start_url: str,
    ) -> CreateTokenResponse:
        from .device import sign_in_by_device

        return sign_in_by_device(
            start_url,
            client,
            registration,
            self._show,
            self._wait,
            reason=choice.reason,
            now=now,
            open_page=self._open_page,
        )
