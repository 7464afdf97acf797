"""Connections that send a request in one piece and read its response bounded.

urllib3 makes and secures them. Dialing, asking for tunnels, sending and reading are our own:
urllib3's timeouts bound each step and not the whole, so a server that sends a byte now and then
could hold a call for ever.
"""

from __future__ import annotations

import errno
import socket
import ssl
from contextlib import suppress
from time import monotonic

from urllib3 import exceptions as urllib3_errors
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_match_hostname import CertificateError
from urllib3.util.ssltransport import SSLTransport

from ..errors import ConnectionClosedError
from .bounds import Bounds, ReadFailure
from .dialing import dial
from .reader import ResponseReader
from .resolution import look_up
from .sending import as_head, framed, framing_header
from .timed_socket import TimedSocket
from .tls import close_unfinished

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..messages import Request
    from ..uploads import Upload
    from .head import RawResponse

_CONNECTED = range(200, 300)
_PROXY_WANTS_CREDENTIALS = 407
_TUNNEL_TIMEOUT = 60.0  # seconds that a proxy may be silent, where no limit is set

# The server has closed its end, perhaps after a response that is still to be read. EPROTOTYPE is
# what macOS says of a socket that is just being closed.
_PEER_IS_GONE = frozenset({errno.EPIPE, errno.ECONNRESET, errno.EPROTOTYPE})


class Connection(HTTPConnection):
    """A connection without TLS, and what those with TLS share.

    Attributes:
        forwarded_origin: the origin as a proxy without a tunnel is told it (RFC 9112
            section 3.2.2), empty where there is none.
        forwarding_headers: headers for such a proxy.
    """

    forwarded_origin = ""
    forwarding_headers: Mapping[str, str] = {}

    _tunnel_headers: dict[str, str]
    _connect_by: float | None = None

    def open(self, connect_by: float | None) -> None:
        """Connect, unless that was done before.

        Args:
            connect_by: the `time.monotonic` at which it must be done: each step, from the lookup
                of the name to TLS, has what is left. None if it need not.

        Raises:
            HTTPError: urllib3's; its ProxyError where a proxy is at fault.
            ssl.SSLError: the handshake failed.
            TimeoutError: the handshake took too long.
            CertificateError: the certificate is another host's.
        """
        if self.sock is None:
            self._connect_by = connect_by
            self.connect()

    def connect(self) -> None:
        """Connect; see `open`."""
        try:
            self._connect()
        except (urllib3_errors.HTTPError, OSError, CertificateError) as error:
            is_proxys = isinstance(error, urllib3_errors.ProxyError)
            if self.proxy and not self.has_connected_to_proxy and not is_proxys:
                raise _proxy_error("no connection to the proxy", error) from error
            raise

    def exchange(
        self, target: str, request: Request, bounds: Bounds, rest: Bounds | None = None
    ) -> RawResponse:
        """Send a request, in one piece unless it is an upload, and return its response.

        Args:
            target: path and query.
            request: what is sent there.
            bounds: what the exchange may take.
            rest: where the body of a success is to be left unread, what reading it may take.

        Raises:
            ReadFailure: no response came, or one that cannot be used.
            SourceFailure: what the body comes from failed.
            ConfigError: what was set for the client cannot stand in a header.
            ProxyError: urllib3's; a proxy without a tunnel wants other credentials.
        """
        upload, body = request.upload, b"" if request.upload else request.body
        lines = [f"{request.method} {self.forwarded_origin}{target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in request.headers.items()]
        lines += [f"{name}: {value}" for name, value in self.forwarding_headers.items()]
        lines += framing_header(request.method, body, upload)
        is_sent = self._send_request(as_head(lines) + body, upload, bounds)
        response = ResponseReader(self.sock, bounds).read(request.method, rest)
        response.reusable = response.reusable and is_sent
        if response.rest is None and not response.is_reusable:
            self.close()
        if response.status == _PROXY_WANTS_CREDENTIALS and self.forwarded_origin:
            refusal = OSError(f"HTTP status {response.status}")
            raise _proxy_error("the proxy wants credentials", refusal)
        return response

    def is_idle(self) -> bool:
        """Tell whether the connection stands and nothing has come on it, not even its end.

        What came without being asked for would be taken for the response to the next request.
        """
        return self.sock is not None and not _holds_bytes(self.sock) and self.is_connected

    def discard(self) -> None:
        """Close the connection, in whatever state an interrupt has left it."""
        with suppress(OSError):  # such as a descriptor that is closed already
            self.close()

    def _connect(self) -> None:
        try:
            super().connect()
        except (ssl.SSLError, TimeoutError):
            raise
        except OSError as error:
            # Such as a reset in the TLS handshake: no part of the request was sent.
            close_unfinished(error)
            raise urllib3_errors.NewConnectionError(self, "no connection was made") from error

    def _send_request(self, data: bytes, upload: Upload | None, bounds: Bounds) -> bool:
        """Send head and body; tell whether all was sent before the server closed its end."""
        try:
            self._send(data, bounds)
            for part in framed(upload) if upload is not None else ():
                self._send(part, bounds)
        except OSError as error:
            if error.errno not in _PEER_IS_GONE:
                raise ReadFailure(
                    ConnectionClosedError, "the connection broke: try again"
                ) from error
            return False
        return True

    def _send(self, data: bytes | bytearray, bounds: Bounds) -> None:
        # Not `sendall`: over TLS its timeout holds for each part anew.
        unsent = memoryview(data)
        try:
            while unsent:
                self.sock.settimeout(bounds.wait())
                unsent = unsent[self.sock.send(unsent) :]
        except TimeoutError as error:
            raise bounds.too_slow() from error

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
        bounds = Bounds(_TUNNEL_TIMEOUT, self._connect_by, max_body=0)
        try:
            self._send(as_head(lines), bounds)
            status = ResponseReader(self.sock, bounds).read_connected().status
        except (OSError, ReadFailure) as error:
            raise _proxy_error("the proxy gave no usable response to CONNECT", error) from error
        if status not in _CONNECTED:
            refusal = OSError(f"HTTP status {status}")
            raise _proxy_error(f"the proxy refused CONNECT with {status}", refusal)
        self._limit(self.sock)

    def _limit(self, sock: socket.socket) -> None:
        """Give the next step of connecting, TLS above all, the time that is left."""
        if self._connect_by is not None:
            sock.settimeout(max(self._connect_by - monotonic(), 0.001))


class TLSConnection(Connection, HTTPSConnection):
    """A connection over TLS."""

    def _connect_tls_proxy(self, hostname: str, sock: socket.socket) -> Any:
        secured = super()._connect_tls_proxy(hostname, sock)
        return TimedSocket(secured) if self._tunnel_host else secured


def _holds_bytes(sock: Any) -> bool:
    """Tell whether a layer of TLS has bytes that no look at the socket below would find."""
    if isinstance(sock, SSLTransport):
        # TLS in TLS: not yet decrypted, decrypted, and what the outer layer has.
        inner = sock.incoming.pending or sock.sslobj.pending()
        return bool(inner) or _holds_bytes(sock.socket)
    return isinstance(sock, (ssl.SSLSocket, TimedSocket)) and sock.pending() > 0


def _proxy_error(what: str, cause: Exception) -> urllib3_errors.ProxyError:
    return urllib3_errors.ProxyError(what, cause)
