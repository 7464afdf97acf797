"""Connections for urllib3's pool that send a request in one piece and read its answer bounded.

urllib3 makes, pools and secures connections, and finds the stale ones. Sending and reading are
replaced through its `ConnectionCls`: urllib3's timeouts bound each read and not the exchange, so
a server that sends a byte now and then could hold a call for ever.
"""

from __future__ import annotations

import io
import queue
import socket
import ssl
from time import monotonic

import urllib3
from urllib3 import exceptions as urllib3_errors
from urllib3.connection import HTTPConnection, HTTPSConnection

from .bounds import Bounds, ReadFailure
from .dialing import dial
from .errors import ConfigError
from .reader import AnswerReader
from .resolution import look_up
from .timed_socket import TimedSocket
from .tls import close_unfinished

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .answer import Answer

_CONNECTED = range(200, 300)
_PROXY_WANTS_CREDENTIALS = 407
_TUNNEL_TIMEOUT = 60.0  # seconds that a proxy may be silent, where no limit is set


class Outgoing(bytes):
    """A body that takes along, past urllib3, what only the connection needs.

    urllib3 logs the target of a request, which may hold secrets.
    """

    bounds: Bounds
    target: str

    @classmethod
    def within(cls, bounds: Bounds, target: str, body: bytes) -> Outgoing:
        """Return `body` with the bounds of its exchange and the path and query of its URL."""
        outgoing = cls(body)
        outgoing.bounds = bounds
        outgoing.target = target
        return outgoing


class _BoundedExchange(HTTPConnection):
    """The part that plain and TLS connections share."""

    _method = ""
    _tunnel_headers: dict[str, str]
    _bounds: Bounds
    _connect_by: float | None = None

    def connect(self) -> None:
        """Connect within `timeout` seconds in all: each step of it has what is left."""
        self._connect_by = None if self.timeout is None else monotonic() + float(self.timeout)
        try:
            super().connect()
        except (ssl.SSLError, TimeoutError):
            raise
        except OSError as error:
            # Such as a reset in the TLS handshake: no part of the request was sent.
            close_unfinished(error)
            raise urllib3_errors.NewConnectionError(self, "no connection was made") from error

    def request(  # type: ignore[override]
        self,
        method: str,
        url: str,
        body: Outgoing,
        headers: Mapping[str, str],
        **_: Any,
    ) -> None:
        """Send head and body in one piece; `url` is urllib3's, without path and query."""
        self._method = method
        self._bounds = body.bounds
        if self.sock is None:
            self.connect()
        # A proxy without a tunnel is told the whole URL (RFC 9112 section 3.2.2).
        origin = "" if url.startswith("/") else url.rstrip("/")
        lines = [f"{method} {origin}{body.target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if body or method not in ("GET", "HEAD", "DELETE"):
            lines.append(f"Content-Length: {len(body)}")
        self._send(_as_head(lines) + body)

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]
        """Return the answer, read whole; a connection that cannot go on is closed."""
        answer = AnswerReader(self.sock, self._bounds).read(self._method)
        if not answer.reusable:
            self.close()
        if answer.status == _PROXY_WANTS_CREDENTIALS and self.proxy and not self._tunnel_host:
            refusal = OSError(f"HTTP status {answer.status}")
            raise _proxy_error("the proxy wants credentials", refusal)
        return _as_urllib3(answer)

    def _send(self, data: bytes) -> None:
        # Not `sendall`: over TLS its timeout holds for each part anew.
        unsent = memoryview(data)
        try:
            while unsent:
                self.sock.settimeout(self._bounds.wait())
                unsent = unsent[self.sock.send(unsent) :]
        except TimeoutError as error:
            raise self._bounds.too_slow() from error

    def _new_conn(self) -> socket.socket:
        """Connect to one of the addresses; urllib3 would give each the whole time."""
        try:
            sock = dial(self._addresses(), self._connect_by)
        except TimeoutError as error:
            raise urllib3_errors.ConnectTimeoutError(self, "no connection in time") from error
        except OSError as error:
            raise urllib3_errors.NewConnectionError(self, "no connection was made") from error
        self._limit(sock)
        return sock

    def _addresses(self) -> list[Any]:
        left = None if self._connect_by is None else self._connect_by - monotonic()
        try:
            return look_up(self._dns_host, self.port, left)
        except TimeoutError as error:
            raise urllib3_errors.ConnectTimeoutError(self, "no address in time") from error
        except socket.gaierror as error:
            raise urllib3_errors.NameResolutionError(self.host, self, error) from error

    def _tunnel(self) -> None:
        """Ask a proxy for a tunnel (RFC 9110 section 9.3.6)."""
        host = self._tunnel_host or ""
        host = f"[{host}]" if ":" in host else host
        target = f"{host}:{self._tunnel_port}"
        # From Python 3.12 on, Host is among the headers.
        headers = {"Host": target, **self._tunnel_headers}
        lines = [f"CONNECT {target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._bounds = Bounds(_TUNNEL_TIMEOUT, self._connect_by, max_body=0)
        try:
            self._send(_as_head(lines))
            status = AnswerReader(self.sock, self._bounds).read_head().status
        except (OSError, ReadFailure) as error:
            raise _proxy_error("the proxy gave no usable answer to CONNECT", error) from error
        if status not in _CONNECTED:
            refusal = OSError(f"HTTP status {status}")
            raise _proxy_error(f"the proxy answered CONNECT with {status}", refusal)
        self._limit(self.sock)

    def _limit(self, sock: socket.socket) -> None:
        """Give the next step of connecting, TLS above all, the time that is left."""
        if self._connect_by is not None:
            sock.settimeout(max(self._connect_by - monotonic(), 0.001))


class PlainConnection(_BoundedExchange):
    """A connection without TLS."""


class TLSConnection(_BoundedExchange, HTTPSConnection):
    """A connection over TLS."""

    def _connect_tls_proxy(self, hostname: str, sock: socket.socket) -> Any:
        secured = super()._connect_tls_proxy(hostname, sock)
        return TimedSocket(secured) if self._tunnel_host else secured


class PlainPool(urllib3.HTTPConnectionPool):
    """A pool of plain connections that keeps what it has room for, and closes the rest.

    urllib3 warns of each connection that it closes so. For a client that more threads share than
    it keeps connections for, that is no fault.
    """

    def _put_conn(self, conn: Any) -> None:
        pool = self.pool
        try:
            if pool is not None:
                pool.put(conn, block=False)
                return
        except queue.Full:
            pass
        if conn is not None:
            conn.close()

    ConnectionCls = PlainConnection  # type: ignore[assignment]  # urllib3 has a protocol here


class TLSPool(PlainPool, urllib3.HTTPSConnectionPool):
    """A pool of TLS connections that does not warn of each that is unverified: `tls` did, once."""

    def _validate_conn(self, conn: Any) -> None:
        if conn.is_closed:
            conn.connect()

    ConnectionCls = TLSConnection  # type: ignore[assignment]  # as above


def _as_head(lines: list[str]) -> bytes:
    """Return the lines as they are sent.

    Raises:
        ConfigError: what was set for the client cannot stand in a header.
    """
    if any(character in line for line in lines for character in "\r\n\0"):
        raise ConfigError("a header of the request holds a line break")
    try:
        return "\r\n".join(lines).encode() + b"\r\n\r\n"
    except UnicodeEncodeError:
        # Without its cause, which holds every header.
        raise ConfigError("a header of the request holds a lone surrogate") from None


def _proxy_error(what: str, cause: Exception) -> urllib3_errors.ProxyError:
    return urllib3_errors.ProxyError(what, cause)


def _as_urllib3(answer: Answer) -> urllib3.HTTPResponse:
    headers = urllib3.HTTPHeaderDict()
    for name, value in answer.headers:
        headers.add(name, value)
    return urllib3.HTTPResponse(
        body=io.BytesIO(answer.body),
        headers=headers,
        status=answer.status,
        version=11,
        version_string="HTTP/1.1",
        reason=answer.reason,
        preload_content=False,
        decode_content=False,
        enforce_content_length=False,
    )
