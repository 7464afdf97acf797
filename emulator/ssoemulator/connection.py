"""HTTP/1.1 with connections that are kept open, which Werkzeug's own server does not do.

AWS's service keeps connections, and clients reuse them: that has to work here as it works there.
"""

from __future__ import annotations

import contextlib
import io
import socket
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug import Response
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from .answers import failure
from .errors import InvalidRequestException
from .portal import BEARER_TOKEN_HEADER

# In bytes. What a client sends beyond what the app accepts is read up to here, so that the client
# comes to read the answer; after that the connection is closed on it.
_MAX_READ = 8 * 1024 * 1024

# The name of the portal's header in WSGI.
_BEARER_TOKEN_KEY = "HTTP_X_AMZ_SSO_BEARER_TOKEN"  # noqa: S105

# How long to wait at the end for answers that are being written, in seconds.
_CLOSE_TIMEOUT = 5


class _Answer(Response):
    """What the app answered, without a content type that it did not give."""

    default_mimetype = None


class RequestHandler(WSGIRequestHandler):
    """Serves the requests of one connection, one after the other.

    Each body is read whole before the app is called: what an app leaves unread would be taken for
    the next request.
    """

    server: Server
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together, without a delay between the two

    def run_wsgi(self) -> None:
        """Answer one request; the base class calls this for every method."""
        try:
            environ = self.make_environ()
            # The app gets a body of known length, however it came.
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            chunked = environ.pop("wsgi.input_terminated", False)
            body = self._read_body(environ["wsgi.input"], chunked)
        except (ValueError, OSError):
            self.send_error(400)
            return
        if len(body) >= _MAX_READ:
            self.close_connection = True
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        self._send(_Answer.from_app(self.server.app, environ, buffered=True))

    def make_environ(self) -> dict[str, Any]:
        """As the base class does, and with the portal's header, whose underscore it minds.

        WSGI cannot tell an underscore from a hyphen, so the name with a hyphen is dropped instead.
        """
        environ = super().make_environ()
        environ.pop(_BEARER_TOKEN_KEY, None)
        token = self.headers.get(BEARER_TOKEN_HEADER)
        if token is not None:
            environ[_BEARER_TOKEN_KEY] = token
        return environ

    def _read_body(self, stream: Any, chunked: bool) -> bytes:
        if chunked:
            return io.BufferedReader(stream).read(_MAX_READ)
        length = min(int(self.headers.get("Content-Length", "0")), _MAX_READ)
        body = self.rfile.read(max(length, 0))
        if len(body) != length:
            raise ValueError("the body is not as long as Content-Length says")
        return body

    def handle_expect_100(self) -> bool:
        """Let a client that asks first send its body: the buffer must not hold that back."""
        expected = super().handle_expect_100()
        self.wfile.flush()
        return expected

    def _send(self, response: Response) -> None:
        self.send_response(response.status_code)
        for name, value in response.headers:
            self.send_header(name, value)
        self.send_header("Connection", "close" if self.close_connection else "keep-alive")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.get_data())

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The ``Date`` of an answer, by the clock that signatures are measured by: a client that
        was refused for its time corrects itself by this.
        """
        return super().date_time_string(self.server.clock() if timestamp is None else timestamp)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a request that is not HTTP, without quoting it as the base class does."""
        self.close_connection = True
        self._send(failure(InvalidRequestException("not a valid HTTP request", status=code)))

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: a request line can hold a secret. The app logs what there is to say."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing, as for ``log_request``."""


class Server(ThreadedWSGIServer):
    """A thread for each connection, and an end that leaves none of them open.

    Args:
        app: What answers.
        listener: A listening socket. The server works on a duplicate of it.
        clock: Gives the time in seconds since the epoch, for the ``Date`` of each answer.
    """

    def __init__(self, app: Flask, listener: socket.socket, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._connections: set[socket.socket] = set()
        self._changed = threading.Condition()
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, RequestHandler, fd=listener.fileno())

    def stop(self) -> None:
        """Accept no more, let answers that are under way go out, and close every connection."""
        self.shutdown()
        with self._changed:
            for connection in self._connections:
                # The thread that waits here for the next request reads the end instead.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RD)
            self._changed.wait_for(lambda: not self._connections, _CLOSE_TIMEOUT)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._changed:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self._changed:
            self._connections.discard(request)
            self._changed.notify_all()
