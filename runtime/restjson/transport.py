"""The default transport: urllib3's pool of connections, with our exceptions and bounds."""

from __future__ import annotations

import http.client

import urllib3
from urllib3 import connection, connectionpool
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

# The first that fits names the failure: NewConnectionError is a ConnectTimeoutError in urllib3 2.
_FAILURES: tuple[tuple[type[Exception], type[TransportError], str], ...] = (
    (
        urllib3_errors.NewConnectionError,
        ConnectError,
        "could not connect: check the region or endpoint_url, and the network",
    ),
    (
        urllib3_errors.ConnectTimeoutError,
        ConnectTimeoutError,
        "no connection in time: check the network, or raise connect_timeout ({connect} s)",
    ),
    (
        urllib3_errors.ReadTimeoutError,
        ReadTimeoutError,
        "no answer in time: try again, or raise read_timeout ({read} s)",
    ),
    (
        urllib3_errors.SSLError,
        TLSError,
        "the TLS connection was refused: check the certificate and the clock",
    ),
    (
        urllib3_errors.ProtocolError,
        ConnectionClosedError,
        "no whole answer came over the connection: try again",
    ),
    (
        urllib3_errors.LocationParseError,
        ConnectError,
        "the host name cannot be used: check the region or endpoint_url",
    ),
)


class _Answer(http.client.HTTPResponse):
    def begin(self) -> None:
        super().begin()
        # urllib3 logs, as a warning, the lines of the header that it cannot parse. A server may
        # have put there what it was sent.
        self.msg.defects.clear()
        self.msg.set_payload("")


class _HTTPConnection(connection.HTTPConnection):
    response_class = _Answer


class _HTTPSConnection(connection.HTTPSConnection):
    response_class = _Answer


class _HTTPPool(connectionpool.HTTPConnectionPool):
    ConnectionCls = _HTTPConnection


class _HTTPSPool(connectionpool.HTTPSConnectionPool):
    ConnectionCls = _HTTPSConnection


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
        self._pool = urllib3.PoolManager(
            maxsize=max_pool_connections, retries=urllib3.Retry(total=False)
        )
        self._pool.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

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
                timeout=urllib3.Timeout(
                    connect=self._connect_timeout, read=self._read_timeout, total=request.timeout
                ),
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            return Response(answer.status, dict(answer.headers), self._read(answer, request))
        except (urllib3_errors.HTTPError, OSError, UnicodeError) as error:
            raise self._failure(request, error) from _cause(error)

    def close(self) -> None:
        """Close the idle connections."""
        self._pool.clear()

    def _read(self, answer: BaseHTTPResponse, request: Request) -> bytes:
        pieces, left = [], self._max_response_bytes + 1
        # A read that falls short says nothing; the next one finds the end, or that it is missing.
        while left and (piece := answer.read(left, decode_content=False)):
            pieces.append(piece)
            left -= len(piece)
        if not left:
            answer.close()
            raise ResponseParseError(
                f"{_origin(request)}: the answer is larger than max_response_bytes "
                f"({self._max_response_bytes})"
            )
        answer.release_conn()
        return b"".join(pieces)

    def _failure(self, request: Request, error: Exception) -> TransportError:
        for kind, ours, text in _FAILURES:
            if isinstance(error, kind):
                what = text.format(connect=self._connect_timeout, read=self._read_timeout)
                return ours(f"{_origin(request)}: {what} ({type(error).__name__})")
        return TransportError(f"{_origin(request)}: the exchange failed ({type(error).__name__})")


def _cause(error: Exception) -> Exception:
    """Return `error`, or what can be shown of it.

    http.client quotes what it took for a status line or for the size of a chunk, which may be a
    piece of a body.
    """
    if not isinstance(error, urllib3_errors.ProtocolError):
        return error
    inner = [each for each in error.args if isinstance(each, Exception)]
    if all(isinstance(each, OSError) for each in inner):
        return error
    return urllib3_errors.ProtocolError(", ".join(type(each).__name__ for each in inner))


def _origin(request: Request) -> str:
    return "/".join(request.url.split("/", 3)[:3])
