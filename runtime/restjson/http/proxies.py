"""Proxies: which one a request goes through, by the variables of `urllib.request`."""

from __future__ import annotations

import re
from base64 import b64encode
from ipaddress import IPv6Address
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, getproxies_environment, proxy_bypass

from ..errors import ConfigError
from .proxy_exceptions import is_excepted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?")
_PORTS = {"http": 80, "https": 443}
_NO_PROXY = "no proxy can be there"


class Proxy:
    """A proxy; `headers` prove who asks. It does not show them."""

    __slots__ = ("headers", "url")

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self.url = url
        self.headers = headers

    def __repr__(self) -> str:
        return f"<Proxy: {self.url}>"


def find_proxy(url: str, proxies: Mapping[str, str] | None) -> Proxy | None:
    """Return the proxy for a URL.

    Args:
        url: where the request goes.
        proxies: proxy URLs by the scheme of the request, in place of the environment's; empty
            for none. NO_PROXY holds for the environment's alone.

    Raises:
        ConfigError: the proxy's URL cannot be used.
    """
    parts = urlsplit(url)
    if proxies is not None:
        address, origin = proxies.get(parts.scheme), f"proxies[{parts.scheme!r}]"
    elif _needs_none(parts):
        return None
    else:
        address, origin = getproxies().get(parts.scheme), f"{parts.scheme}_proxy"
    return _parse(address, origin) if address else None


def _needs_none(parts: SplitResult) -> bool:
    """Tell whether the environment, or else macOS or Windows, has the URL for an exception."""
    environment = getproxies_environment()
    if not environment:
        return bool(proxy_bypass(parts.netloc))
    port = parts.port or _PORTS.get(parts.scheme, 0)
    return is_excepted(parts.hostname or "", port, environment.get("no", ""))


def _parse(address: str, origin: str) -> Proxy:
    if "://" not in address:
        address = f"http://{address.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        url = _url(parts)
        headers = _authorization(parts.username, parts.password)
    except ValueError:
        # Neither quoted nor chained: it may hold a password.
        raise ConfigError(
            f"{origin}: expected http://host:port or https://host:port, with user:password@ "
            "before the host where the proxy wants it, in percent-encoding"
        ) from None
    return Proxy(url, headers)


def _url(parts: SplitResult) -> str:
    """Return where the proxy is, without credentials.

    Raises:
        ValueError: no proxy can be there.
    """
    host, port = parts.hostname or "", parts.port
    is_address = ":" in host
    if parts.scheme not in ("http", "https") or not (is_address or _HOST.fullmatch(host)):
        raise ValueError(_NO_PROXY)
    if port == 0 or "@" in parts.path + parts.query + parts.fragment:
        # An @ there follows a password whose special characters are not encoded.
        raise ValueError(_NO_PROXY)
    host = f"[{IPv6Address(host)}]" if is_address else host
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _authorization(username: str | None, password: str | None) -> dict[str, str]:
    if username is None:
        return {}
    credentials = f"{unquote(username)}:{unquote(password or '')}"
    # Bytes of the environment that are not UTF-8 go through as they are.
    encoded = b64encode(credentials.encode(errors="surrogateescape"))
    return {"Proxy-Authorization": f"Basic {encoded.decode('ascii')}"}
