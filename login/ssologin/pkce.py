"""Signing in with an authorization code and PKCE (RFC 7636) in a browser on this machine."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import quote, urlencode

from .loopback import Loopback
from .prompt import Prompt
from .times import as_datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ssooidc import Client
    from ssooidc.shapes import CreateTokenResponse

    from .browser import Opener
    from .session import Session
    from .waiting import Wait


def sign_in_by_code(
    session: Session,
    client: Client,
    registration: Mapping[str, Any],
    show: Callable[[Prompt], None],
    wait: Wait,
    *,
    reason: str,
    port: int,
    now: float,
    open_page: Opener | None = None,
    needs_browser: bool = False,
) -> CreateTokenResponse:
    """Send a person's browser to the service, and receive it back on a port of this machine.

    Args:
        session: what to sign in to.
        client: calls the service.
        registration: who asks.
        show: tells the person what to do.
        wait: how long they may take.
        reason: why this flow was chosen.
        port: the port to listen on; 0 stands for any that is free.
        now: the time, in seconds since the epoch.
        open_page: opens the browser; None leaves it to the person.
        needs_browser: whether to give up if it cannot be opened, since there is another way.

    Returns:
        The response of CreateToken.

    Raises:
        AccessDenied: the person or the service refused.
        PortInUse: another program listens on the port.
        BrowserUnavailable: no browser can come back, or none was opened and one is needed.
        LoginTimedOut, LoginCancelled: see `Wait`.
        restjson.Error: the service did not take the code, which works once and is not sent again.
    """
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(32)
    with Loopback(state, port) as loopback:  # listens before the browser can come back
        address = authorize_url(
            client.endpoint_url,
            registration["clientId"],
            loopback.redirect_uri,
            state,
            challenge(verifier),
            session.scopes,
        )
        ends = as_datetime(now + wait.left)
        opens = open_page is not None
        show(Prompt("pkce", reason, None, address, address, ends, opens, loopback.paste))
        if open_page is not None:
            open_page(address, loopback.give_up if needs_browser else None)
        code = loopback.wait_for_code(wait)
        return client.create_token(
            clientId=registration["clientId"],
            clientSecret=registration["clientSecret"],
            grantType="authorization_code",
            code=code,
            codeVerifier=verifier,
            redirectUri=loopback.redirect_uri,
        )


def challenge(verifier: str) -> str:
    """Return the S256 challenge of a code verifier (RFC 7636 section 4.2)."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def authorize_url(
    endpoint: str,
    client_id: str,
    redirect_uri: str,
    state: str,
    code_challenge: str,
    scopes: tuple[str, ...],
) -> str:
    """Return the address for the browser.

    The endpoint is not an operation of the service's model; AWS's own tools send the scopes as
    ``scopes``.
    """
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "state": state,
        "code_challenge_method": "S256",
        "scopes": " ".join(scopes),
        "code_challenge": code_challenge,
    }
    return f"{endpoint}/authorize?{urlencode(query, quote_via=quote, safe='')}"
