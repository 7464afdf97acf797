"""The default transport: urllib3's pools of connections, with our exceptions and bounds."""

from __future__ import annotations

import os
import re
import threading
from time import monotonic
from urllib.parse import quote

import urllib3
from urllib3 import exceptions as urllib3_errors

from .bounds import Bounds, ReadFailure
from .connection import Outgoing, PlainPool, TLSPool
from .errors import (
    ConnectError,
    ConnectionClosedError,
    ConnectTimeoutError,
    DeadlineError,
    ProxyError,
    TLSError,
    TransportError,
)
from .messages import Request, Response
from .proxies import find_proxy
from .tls import make_context

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from typing import Any

# The first that fits names the failure: NewConnectionError is a ConnectTimeoutError in urllib3 2.
# What reading meets comes as a ReadFailure, which brings its own name.
_FAILURES: tuple[tuple[type[Exception], type[TransportError], str], ...] = (
    (
        urllib3_errors.ProxyError,
        ProxyError,
        "the proxy did not let the request through: check its address and credentials",
    ),
    (
        urllib3_errors.NewConnectionError,
        ConnectError,
        "could not connect: check the region or endpoint_url, and the network",
    ),
    (
        # Also its ReadTimeoutError, which it says of a TLS handshake that takes too long.
        urllib3_errors.TimeoutError,
        ConnectTimeoutError,
        "no connection in time: check the network, or raise connect_timeout ({connect} s)",
    ),
    (
        urllib3_errors.SSLError,
        TLSError,
        "no TLS connection that can be trusted: check the certificate, verify and the clock",
    ),
    (
        urllib3_errors.ProtocolError,
        ConnectionClosedError,
        "the connection broke: try again",
    ),
    (
        # A label that is empty or too long fails as Unicode, when IDNA encodes it.
        urllib3_errors.LocationParseError,
        ConnectError,
        "the host name cannot be used: check the region or endpoint_url",
    ),
    (
        ValueError,
        ConnectError,
        "the host name cannot be used: check the region or endpoint_url",
    ),
    (
        urllib3_errors.ClosedPoolError,
        ConnectError,
        "the client was closed in the meantime: try again",
    ),
)


# What stands in a path and a query (RFC 3986), percent signs included.
_IN_TARGETS = "/?:@!$&'()*+,;=-._~%"


class PooledTransport:
    """Sends over urllib3 pools that keep connections open.

    Retries, redirects and decoding of content are off: what happens to a request is decided
    above, and redirected credentials would leak.

    Args:
        connect_timeout: seconds for a connection to be made, from the lookup of the host's name
            to TLS.
        read_timeout: seconds that the server may be silent.
        max_pool_connections: connections kept open; more threads than that open extra ones.
        max_response_bytes: the largest body that is read.
        verify: see `restjson.tls.make_context`.
        ca_bundle: see `restjson.tls.make_context`.
        proxies: proxy URLs by scheme in place of the environment's.
    """

    def __init__(
        self,
        *,
        connect_timeout: float,
        read_timeout: float,
        max_pool_connections: int,
        max_response_bytes: int,
        verify: object = None,
        ca_bundle: str | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> None:
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._max_pool_connections = max_pool_connections
        self._max_response_bytes = max_response_bytes
        self._verify = verify
        self._ca_bundle = ca_bundle
        self._proxies = proxies
        self._context: ssl.SSLContext | None = None
        self._start()

    def _start(self) -> None:
        self._lock = threading.Lock()
        self._managers: dict[str, urllib3.PoolManager] = {}
        # The last, or another thread could take a parent's connection from the old managers.
        self._process = os.getpid()

    def send(self, request: Request) -> Response:
        """Send `request` and return the whole answer.

        Raises:
            TransportError: no answer came; the subclass says why.
            ResponseParseError: what came is no HTTP/1.1 answer, or larger than
                `max_response_bytes`.
            ConfigError: the settings of TLS or of a proxy cannot be used.
        """
        origin, target = _split(request.url)
        if request.timeout is not None and request.timeout <= 0:
            raise DeadlineError(f"{origin}: the deadline passed before anything was sent")
        stop_at = None if request.timeout is None else monotonic() + request.timeout
        bounds = Bounds(self._read_timeout, stop_at, self._max_response_bytes)
        try:
            answer = self._manager(origin).urlopen(
                request.method,
                origin,
                body=Outgoing.within(bounds, target, request.body),
                headers=request.headers,
                timeout=urllib3.Timeout(
                    connect=self._connect_timeout, read=self._read_timeout, total=request.timeout
                ),
                redirect=False,
                preload_content=False,
                decode_content=False,
                release_conn=True,
            )
        except ReadFailure as error:
            raise error.kind(f"{origin}: {error.what}") from error.__cause__
        except (urllib3_errors.HTTPError, OSError, ValueError) as error:
            raise self._failure(origin, error, stop_at) from error
        return Response(answer.status, dict(answer.headers), answer.read())

    def close(self) -> None:
        """Close the idle connections."""
        with self._lock:
            managers, self._managers = self._managers, {}
        for manager in managers.values():
            for key in manager.pools.keys():  # noqa: SIM118 - urllib3's container cannot be iterated
                # `clear` alone leaves them to the garbage collector.
                manager.pools[key].close()
            manager.clear()

    def _manager(self, origin: str) -> urllib3.PoolManager:
        """Return the pools for an origin, made when it is first met."""
        if self._process != os.getpid():
            # After a fork: the connections are the parent's, and so may be a lock that is held.
            self._start()
        manager = self._managers.get(origin)
        if manager is None:
            with self._lock:
                manager = self._managers.get(origin)
                if manager is None:
                    manager = self._managers[origin] = self._new_manager(origin)
        return manager

    def _new_manager(self, origin: str) -> urllib3.PoolManager:
        proxy = find_proxy(origin, self._proxies)
        urls = [origin] if proxy is None else [origin, proxy.url]
        if self._context is None and any(url.startswith("https:") for url in urls):
            self._context = make_context(self._verify, self._ca_bundle)
        options: dict[str, Any] = {
            "maxsize": self._max_pool_connections,
            "retries": urllib3.Retry(total=False),
            "ssl_context": self._context,
        }
        manager = (
            urllib3.PoolManager(**options)
            if proxy is None
            else urllib3.ProxyManager(
                proxy.url, proxy_headers=proxy.headers, proxy_ssl_context=self._context, **options
            )
        )
        manager.pool_classes_by_scheme = {"http": PlainPool, "https": TLSPool}
        return manager

    def _failure(self, where: str, error: Exception, stop_at: float | None) -> TransportError:
        if stop_at is not None and monotonic() >= stop_at:
            return DeadlineError(f"{where}: the deadline passed before an answer came")
        for kind, ours, text in _FAILURES:
            if isinstance(error, kind):
                what = text.format(connect=self._connect_timeout)
                return ours(f"{where}: {what} ({type(error).__name__})")
        return TransportError(f"{where}: the exchange failed ({type(error).__name__})")


def _split(url: str) -> tuple[str, str]:
    """Return a URL's scheme with its authority, and its path and query as they are sent."""
    scheme, _, rest = url.partition("#")[0].partition("://")
    authority = re.split("[/?]", rest, maxsplit=1)[0]
    target = rest.removeprefix(authority)
    if not target.startswith("/"):
        target = f"/{target}"
    return f"{scheme.lower()}://{authority}", quote(target, _IN_TARGETS, errors="surrogatepass")
