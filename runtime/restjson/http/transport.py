"""The default transport: connections that are kept open, with our exceptions and bounds."""

from __future__ import annotations

import os
import re
import ssl
from time import monotonic
from urllib.parse import quote

from urllib3 import exceptions as urllib3_errors
from urllib3.util.ssl_match_hostname import CertificateError

from ..errors import (
    ConnectError,
    ConnectTimeoutError,
    DeadlineError,
    ProxyError,
    TLSError,
    TransportError,
)
from ..messages import Request, Response
from .bounds import Bounds, ReadFailure
from .pool import Pool
from .proxies import find_proxy
from .routes import Route
from .stream import BodyStream
from .tls import make_context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


# What making a connection may meet. The first that fits names the failure: NewConnectionError is
# a ConnectTimeoutError in urllib3 2, and a certificate that does not fit is a ValueError. What
# sending and reading meet comes as a ReadFailure, which brings its own name.
_FAILURES: tuple[tuple[tuple[type[Exception], ...], type[TransportError], str], ...] = (
    (
        (urllib3_errors.ProxyError,),
        ProxyError,
        "the proxy did not let the request through: check its address and credentials",
    ),
    (
        (urllib3_errors.NewConnectionError,),
        ConnectError,
        "could not connect: check the region or endpoint_url, and the network",
    ),
    (
        (urllib3_errors.TimeoutError, TimeoutError),
        ConnectTimeoutError,
        "no connection in time: check the network, or raise connect_timeout ({connect} s)",
    ),
    (
        (urllib3_errors.SSLError, ssl.SSLError, CertificateError),
        TLSError,
        "no TLS connection that can be trusted: check the certificate, verify and the clock",
    ),
    (
        # A label that is empty or too long fails as Unicode, when IDNA encodes it.
        (urllib3_errors.LocationParseError, ValueError),
        ConnectError,
        "the host name cannot be used: check the region or endpoint_url",
    ),
)


# What stands in a path and a query (RFC 3986), percent signs included.
_IN_TARGETS = "/?:@!$&'()*+,;=-._~%"

_MOST_POOLS = 100


class PooledTransport:
    """Sends over connections that are kept open.

    It follows no redirect, decodes no content and tries nothing again: what happens to a request
    is decided above, and redirected credentials would leak.

    It holds no lock, so that an interrupt can leave none held, and a signal handler may call while
    its own thread does. What two threads make at once, they make twice, and keep one.

    Args:
        connect_timeout: seconds for a connection to be made, from the lookup of the host's name
            to TLS.
        read_timeout: seconds that the server may be silent.
        max_pool_connections: connections to an origin that are kept open; more threads than that
            open extra ones.
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
        # By process, too: after a fork, the connections are the parent's.
        self._pools: dict[tuple[int, str], Pool] = {}

    def send(self, request: Request) -> Response:
        """Send `request` and return the response, whole unless the request asks for a stream.

        Raises:
            TransportError: no response came; the subclass says why.
            ResponseParseError: what came is not an HTTP/1.1 response, or larger than
                `max_response_bytes`.
            ConfigError: the settings of TLS or of a proxy cannot be used.
            SourceFailure: what the body of the request comes from failed.
        """
        origin, target = _split(request.url)
        if request.timeout is not None and request.timeout <= 0:
            raise DeadlineError(f"{origin}: the deadline passed before anything was sent")
        start = monotonic()
        stop_at = None if request.timeout is None else start + request.timeout
        bounds = Bounds(self._read_timeout, stop_at, self._max_response_bytes)
        connect_by = start + self._connect_timeout
        if stop_at is not None:
            connect_by = min(connect_by, stop_at)
        try:
            return self._exchange(origin, target, request, bounds, connect_by)
        except ReadFailure as error:
            raise error.kind(f"{origin}: {error.what}") from error.__cause__
        except (urllib3_errors.HTTPError, OSError, ValueError) as error:
            raise self._failure(origin, error, stop_at) from error

    def close(self) -> None:
        """Close the idle connections, those in use once their exchange is over, and later ones."""
        self._max_pool_connections = 0
        while self._pools:
            try:
                _, pool = self._pools.popitem()
            except KeyError:
                return  # another thread was faster
            pool.close()

    def _exchange(
        self, origin: str, target: str, request: Request, bounds: Bounds, connect_by: float
    ) -> Response:
        pool = self._pool(origin)
        upload = request.upload
        # An idle connection may be closed at any moment: then all must be sent again.
        connection = pool.take() if upload is None or upload.is_repeatable else pool.make()
        rest = Bounds(self._read_timeout, None, None) if request.stream else None
        try:
            connection.open(connect_by)
            response = connection.exchange(target, request, bounds, rest)
        except BaseException:
            connection.discard()
            raise
        if response.rest is not None:
            stream = BodyStream(response.rest, response, connection, pool, origin)
            return Response(response.status, response.headers, stream)
        pool.give_back(connection)
        return Response(response.status, response.headers, response.body)

    def _pool(self, origin: str) -> Pool:
        """Return the pool for an origin, made when it is first met."""
        process = os.getpid()
        pool = self._pools.get((process, origin))
        if pool is None:
            for key in list(self._pools):
                if key[0] != process:
                    self._pools.pop(key, None)  # lets go of this process's handles, no more
            self._make_room()
            pool = self._pools.setdefault((process, origin), self._new_pool(origin))
        return pool

    def _make_room(self) -> None:
        """Close the oldest pools if there are too many: inputs may be part of the host's name."""
        for key in list(self._pools)[: 1 - _MOST_POOLS]:
            pool = self._pools.pop(key, None)
            if pool is not None:  # else another thread was faster
                pool.close()

    def _new_pool(self, origin: str) -> Pool:
        proxy = find_proxy(origin, self._proxies)
        urls = [origin] if proxy is None else [origin, proxy.url]
        if self._context is None and any(url.startswith("https:") for url in urls):
            self._context = make_context(self._verify, self._ca_bundle)
        route = Route(origin, proxy, self._context)
        return Pool(route.new_connection, self._max_pool_connections)

    def _failure(self, where: str, error: Exception, stop_at: float | None) -> TransportError:
        if stop_at is not None and monotonic() >= stop_at:
            return DeadlineError(f"{where}: the deadline passed before a response came")
        for kinds, ours, text in _FAILURES:
            if isinstance(error, kinds):
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
