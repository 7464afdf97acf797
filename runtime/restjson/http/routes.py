"""The way to an origin: directly, through a proxy's tunnel, or by a proxy that forwards."""

from __future__ import annotations

from urllib3.connection import ProxyConfig, port_by_scheme
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from .connection import Connection, TLSConnection

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl

    from .proxies import Proxy


class Route:
    """The way to an origin.

    Args:
        origin: scheme and authority of a URL.
        proxy: the proxy on the way, None for none. What goes over TLS goes through a tunnel.
        context: for TLS, with the origin and with the proxy.

    Raises:
        LocationParseError: urllib3's; no server can be there.
    """

    def __init__(self, origin: str, proxy: Proxy | None, context: ssl.SSLContext | None) -> None:
        self._origin = origin
        self._url = _parse(origin)
        self._proxy = proxy
        self._proxy_url = None if proxy is None else _parse(proxy.url)
        self._context = context

    def new_connection(self) -> Connection:
        """Return a connection that is not yet connected."""
        if self._proxy is None or self._proxy_url is None:
            return self._to(self._url, self._url.scheme == "https")
        if self._url.scheme == "https":
            connection = self._to(self._proxy_url, True)
            # urllib3 means the scheme of the proxy.
            connection.set_tunnel(
                self._url.host or "",
                self._url.port,
                self._proxy.headers,
                scheme=self._proxy_url.scheme or "http",
            )
        else:
            connection = self._to(self._proxy_url, self._proxy_url.scheme == "https")
            connection.forwarded_origin = self._origin
            connection.forwarding_headers = self._proxy.headers
        return connection

    def _to(self, url: Url, over_tls: bool) -> Connection:
        """Return a connection that dials the host of a URL."""
        proxy_config = ProxyConfig(self._context, False, None, None)
        host, port = (url.host or "").strip("[]"), url.port
        if over_tls:
            return TLSConnection(
                host,
                port,
                proxy=self._proxy_url,
                proxy_config=proxy_config,
                ssl_context=self._context,
            )
        return Connection(host, port, proxy=self._proxy_url, proxy_config=proxy_config)


def _parse(url: str) -> Url:
    """Return the parts of a URL, its port filled in."""
    parts = parse_url(url)
    if not parts.host:
        raise LocationParseError(url)
    return parts._replace(port=parts.port or port_by_scheme.get(parts.scheme or "", 80))
