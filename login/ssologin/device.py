"""Signing in with a device code (RFC 8628), by the habits of the service."""

from __future__ import annotations

import restjson

from .errors import AccessDenied, LoginTimedOut
from .failures import is_passing
from .prompt import Prompt
from .times import as_datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ssooidc import Client
    from ssooidc.shapes import CreateTokenResponse

    from .browser import Opener
    from .waiting import Wait

_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

# In seconds. The defaults of RFC 8628 sections 3.2 and 3.5, where the service says nothing.
_INTERVAL = 5.0
_SLOW_DOWN = 5.0
_LIFETIME = 600.0


def sign_in_by_device(
    start_url: str,
    client: Client,
    registration: Mapping[str, Any],
    show: Callable[[Prompt], None],
    wait: Wait,
    *,
    reason: str,
    now: float,
    open_page: Opener | None = None,
) -> CreateTokenResponse:
    """Have a person allow the sign-in on a page, on this machine or another.

    Args:
        start_url: what to sign in to, as the service is told it.
        client: calls the service.
        registration: who asks.
        show: tells the person what to do; the page's address is as the service gave it.
        wait: how long they may take.
        reason: why this flow was chosen.
        now: the time, in seconds since the epoch.
        open_page: opens the browser; None leaves it to the person.

    Returns:
        The response of CreateToken.

    Raises:
        AccessDenied: the person refused.
        LoginTimedOut, LoginCancelled: see `Wait`.
        restjson.Error: the service refused to begin. Once it waits for the person, failures of the
            network are survived.
    """
    who: dict[str, Any] = {name: registration[name] for name in ("clientId", "clientSecret")}
    device = client.start_device_authorization(**who, startUrl=start_url)
    lifetime = float(device.get("expiresIn") or _LIFETIME)
    wait.shorten(lifetime)
    page = device.get("verificationUri", "")
    complete = device.get("verificationUriComplete") or page
    ends = as_datetime(now + min(lifetime, wait.left))
    opens = open_page is not None
    show(Prompt("device", reason, device.get("userCode", ""), page, complete, ends, opens))
    if open_page is not None:
        open_page(complete)
    grant = {**who, "grantType": _GRANT, "deviceCode": device.get("deviceCode", "")}
    return _poll(client, grant, float(device.get("interval") or _INTERVAL), wait)


def _poll(
    client: Client, grant: Mapping[str, Any], interval: float, wait: Wait
) -> CreateTokenResponse:
    while True:
        try:
            return client.create_token(**grant)
        except client.exceptions.AuthorizationPendingException:
            pass
        except client.exceptions.SlowDownException:
            interval += _SLOW_DOWN  # for good
        except client.exceptions.AccessDeniedException:
            raise AccessDenied("the sign-in was refused on the page", wait.command) from None
        except client.exceptions.ExpiredTokenException:
            what = "the code ended before anyone entered it"
            raise LoginTimedOut(what, wait.command) from None
        except restjson.Error as error:
            if not is_passing(error):
                raise
        wait.sleep(interval)
