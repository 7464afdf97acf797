"""The default transport: urllib3's pool of connections, with our exceptions and bounds."""

from __future__ import annotations

import urllib3
from urllib3 import exceptions as urllib3_errors

from .errors import (
    ConnectError,
    ConnectionClosedError,
    ConnectTimeoutError,
    ReadTimeoutError,
    ResponseParseError,
    TLSError,
    TransportError,
)
from .messages import Request, Response

TYPE_CHECKING = False
if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

# The first that fits names the failure; ConnectTimeoutError comes before TimeoutError's kin.
_FAILURES: tuple[tuple[type[Exception], type[TransportError], str], ...] = (
    (
        urllib3_errors.ConnectTimeoutError,
        ConnectTimeoutError,
        "no connection within {connect_timeout} s: check the network, or raise connect_timeout",
    ),
    (
        urllib3_errors.NewConnectionError,
        ConnectError,
        "could not connect: check the region or endpoint_url, and the network",
    ),
    (
        urllib3_errors.ReadTimeoutError,
        ReadTimeoutError,
        "no answer within {read_timeout} s: try again, or raise read_timeout",
    ),
    (
        urllib3_errors.SSLError,
        TLSError,
        "the TLS connection was refused: check the certificate and the clock",
    ),
    (
        urllib3_errors.ProtocolError,
        ConnectionClosedError,
        "the connection ended before the answer was complete: try again",
    ),
    (
        urllib3_errors.LocationParseError,
        ConnectError,
        "the host name cannot be used: check the region or endpoint_url",
    ),
)


class PooledTransport:
    """Sends over one urllib3 pool that keeps connections open.

    Retries, redirects and decoding of content are off: what happens to a request is decided
    above, and redirected credentials would leak.

    Args:
        connect_timeout: seconds for a connection to be made.
        read_timeout: seconds that the server may be silent.
        max_pool_connections: connections kept open; more threads than that open extra ones.
        max_response_bytes: the largest body that is read.
    """

    def __init__(
        self,
        *,
        connect_timeout: float,
        read_timeout: float,
        max_pool_connections: int,
        max_response_bytes: int,
    ) -> None:
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._max_response_bytes = max_response_bytes
        self._pool = urllib3.PoolManager(maxsize=max_pool_connections, retries=False)

    def send(self, request: Request) -> Response:
        """Send `request` and return the whole answer.

        Raises:
            TransportError: no answer came; the subclass says why.
            ResponseParseError: the body is larger than `max_response_bytes`.
        """
        try:
            answer = self._pool.urlopen(
                request.method,
                request.url,
                body=request.body,
                headers=request.headers,
                timeout=urllib3.Timeout(connect=self._connect_timeout, read=self._read_timeout),
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            return Response(answer.status, dict(answer.headers), self._read(answer, request))
        except (urllib3_errors.HTTPError, OSError, UnicodeError) as error:
            raise self._failure(request, error) from error

    def close(self) -> None:
        """Close the idle connections."""
        self._pool.clear()

    def _read(self, answer: BaseHTTPResponse, request: Request) -> bytes:
        body = answer.read(self._max_response_bytes + 1, decode_content=False)
        if len(body) > self._max_response_bytes:
            answer.close()
            raise ResponseParseError(
                f"{_origin(request)}: the answer is larger than max_response_bytes "
                f"({self._max_response_bytes})"
            )
        answer.release_conn()
        return body

    def _failure(self, request: Request, error: Exception) -> TransportError:
        for kind, ours, text in _FAILURES:
            if isinstance(error, kind):
                what = text.format(
                    connect_timeout=self._connect_timeout, read_timeout=self._read_timeout
                )
                return ours(f"{_origin(request)}: {what} ({type(error).__name__})")
        return TransportError(f"{_origin(request)}: the exchange failed ({type(error).__name__})")


def _origin(request: Request) -> str:
    return "/".join(request.url.split("/", 3)[:3])
