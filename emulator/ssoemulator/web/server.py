"""HTTP/1.1 with connections that are kept open, which Werkzeug's own server does not do.

AWS's service keeps connections, and clients reuse them: that has to work here as it works there.
"""

from __future__ import annotations

import contextlib
import io
import os
import socket
import struct
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug import Response
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from ..oidc.errors import InvalidRequestException
from .fault_injection import FAULTS
from .framing import body_length, read_body
from .portal_routes import BEARER_TOKEN_HEADER
from .responses import failure

# In bytes. What a client sends beyond what the app accepts is read up to here, so that the client
# comes to read the response; after that the connection is closed on it.
_MAX_READ = 8 * 1024 * 1024

# The name of the portal's header in WSGI.
_BEARER_TOKEN_KEY = "HTTP_X_AMZ_SSO_BEARER_TOKEN"  # noqa: S105

# A connection is a thread. Those who come when there are so many are let go.
_MAX_CONNECTIONS = 1000

# How long a client may be silent, in seconds.
_IDLE_TIMEOUT = 60

# On, for no time; Windows has shorter integers there.
_NO_LINGERING = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)

# How long to wait at the end for responses that are being written, in seconds.
_CLOSE_TIMEOUT = 5


class _AppResponse(Response):
    """What the app responded, without a content type that it did not give."""

    default_mimetype = None


class RequestHandler(WSGIRequestHandler):
    """Serves the requests of one connection, one after the other.

    Each body is read whole before the app is called: what an app leaves unread would be taken for
    the next request.
    """

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_TIMEOUT
    wbufsize = -1  # head and body leave together, without a delay between the two

    def run_wsgi(self) -> None:
        """Serve one request; the base class calls this for every method."""
        try:
            body = self._read_body()
            environ = self.make_environ()
        except (ValueError, OSError):
            self.send_error(400)
            return
        # The app gets a body of known length, however it came.
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ.pop("wsgi.input_terminated", None)
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        faults: list[str] = []
        environ[FAULTS] = faults
        response = _AppResponse.from_app(self.server.app, environ, buffered=True)
        self._send(response, *faults)

    def make_environ(self) -> dict[str, Any]:
        """Add the portal's header, which the base class drops for its underscore.

        WSGI cannot tell an underscore from a hyphen, so the name with a hyphen is dropped instead.
        """
        environ = super().make_environ()
        environ.pop(_BEARER_TOKEN_KEY, None)
        token = self.headers.get(BEARER_TOKEN_HEADER)
        if token is not None:
            environ[_BEARER_TOKEN_KEY] = token
        return environ

    def _read_body(self) -> bytes:
        length = body_length(self.request_version, self.headers)
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.send_response_only(100)
            self.end_headers()
            self.wfile.flush()
        body = read_body(self.rfile, length, _MAX_READ)
        if len(body) >= _MAX_READ:
            self.close_connection = True
        return body

    def handle_expect_100(self) -> bool:
        """Send nothing yet: whether to ask for the body shows when the head has been looked at."""
        return True

    def _send(self, response: Response, fault: str | None = None) -> None:
        if fault in _SEVERED:
            self.close_connection = True
            _SEVERED[fault](self)
            return
        self.send_response(response.status_code)
        for name, value in response.headers:
            self.send_header(name, value)
        self.close_connection = self.close_connection or fault == "truncate"
        self.send_header("Connection", "close" if self.close_connection else "keep-alive")
        self.end_headers()
        body = b"" if self.command == "HEAD" else response.get_data()
        self.wfile.write(body[: len(body) // 2] if fault == "truncate" else body)

    def _hang(self) -> None:
        """Keep silent until the client has gone, or the emulator ends."""
        with contextlib.suppress(OSError):
            self.connection.settimeout(None)
            while self.connection.recv(65536):
                pass

    def _reset(self) -> None:
        """Let the connection end with RST: SO_LINGER of no time discards what is unsent."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGERING)
        self.connection.close()

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Return the ``Date`` of a response, by the clock that signatures are measured by.

        A client that was refused for its time corrects itself by this.
        """
        return super().date_time_string(self.server.clock() if timestamp is None else timestamp)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Respond to a request that is not HTTP, without quoting it as the base class does."""
        self.close_connection = True
        self._send(failure(InvalidRequestException("not a valid HTTP request", status=code)))

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing: a request line can hold a secret. The app logs what there is to say."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Log nothing, as ``log_request`` does."""


_SEVERED: dict[str | None, Callable[[RequestHandler], None]] = {
    "close": lambda handler: None,
    "lose": lambda handler: None,
    "hang": RequestHandler._hang,
    "reset": RequestHandler._reset,
}


class Server(ThreadedWSGIServer):
    """A thread for each connection, and an end that leaves none of them open.

    Args:
        app: what responds.
        listener: a listening socket. The server works on a duplicate of it.
        clock: gives the time in seconds since the epoch, for the ``Date`` of each response.
    """

    def __init__(self, app: Flask, listener: socket.socket, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._connections: set[socket.socket] = set()
        self._changed = threading.Condition()
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, RequestHandler, fd=listener.fileno())

    def stop(self) -> None:
        """Accept no more, let responses that are under way go out, and close every connection."""
        # Wakes the thread that accepts. Where a system refuses, it looks by itself before long.
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.shutdown()
        with self._changed:
            for connection in self._connections:
                # The thread that waits here for the next request reads the end instead.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RD)
            self._changed.wait_for(lambda: not self._connections, _CLOSE_TIMEOUT)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._changed:
            if len(self._connections) >= _MAX_CONNECTIONS:
                request.close()
                return
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self._changed:
            self._connections.discard(request)
            self._changed.notify_all()
