"""Receiving the browser back from the sign-in, on the loopback interface (RFC 8252 section 7.3)."""

from __future__ import annotations

import errno
import hmac
import os
import threading
from html import escape
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from urllib.parse import parse_qs, urlsplit

from .errors import AccessDenied, BrowserUnavailable, Error, PortInUse
from .text import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

    from .waiting import Wait

PATH = "/oauth/callback"
_HOST = "127.0.0.1"

# A browser may open connections that it never uses.
_SECONDS = 5.0
_MOST_CONNECTIONS = 32
_MOST_SHOWN = 300

_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",  # the address of the page has the code
    "X-Content-Type-Options": "nosniff",
    "Connection": "close",
}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>{title}</title><style>body{{font:1.1rem system-ui,sans-serif;max-width:36rem;
margin:15vh auto;padding:0 1rem}}</style></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""


class Loopback:
    """A server that takes one code, with the right state, at one path.

    Args:
        state: what the browser has to bring along.
        port: the port to listen on; 0 stands for any that is free.

    Raises:
        PortInUse: on entering, if another program listens on the port.
        BrowserUnavailable: on entering, if none can be listened on.
    """

    def __init__(self, state: str, port: int = 0) -> None:
        self._state = state
        self._port = port
        self._lock = threading.Lock()
        self._code: str | None = None
        self._failure: tuple[type[Error], str] = (Error, "")
        self._done = threading.Event()

    def __enter__(self) -> Loopback:
        try:
            self._server = _Server(self, self._port)
        except (OSError, OverflowError) as error:
            raise _unusable(self._port, error) from None
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="ssologin", daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def redirect_uri(self) -> str:
        """Where the browser is to come back to."""
        return f"http://{_HOST}:{self.port}{PATH}"

    @property
    def port(self) -> int:
        """The port that is listened on."""
        port: int = self._server.server_address[1]
        return port

    def wait_for_code(self, wait: Wait) -> str:
        """Return the code that the browser brought.

        Raises:
            AccessDenied: the browser brought an error.
            BrowserUnavailable: there is none to wait for.
            LoginTimedOut, LoginCancelled: see `Wait`.
        """
        wait.until(self._done)
        if self._code is None:
            kind, what = self._failure
            raise kind(what, wait.command)
        return self._code

    def give_up(self, reason: str) -> None:
        """Let the wait end: no browser will come back."""
        with self._lock:
            if not self._done.is_set():
                self._failure = BrowserUnavailable, reason
                self._done.set()

    def paste(self, address: str) -> bool:
        """Take the address that the browser was sent to, where it did not get here.

        Returns:
            Whether that ends the sign-in.
        """
        try:
            query = urlsplit(address.strip()).query
        except ValueError:
            return False
        self.receive(query)
        return self._done.is_set()

    def receive(self, query: str) -> tuple[int, str, str]:
        """Take what the browser brought, and return status, title and text of its page.

        What does not have the right state changes nothing: any program or page can come here.
        """
        try:
            parameters = parse_qs(query, max_num_fields=20)
        except ValueError:
            parameters = {}
        single = {name: values[0] for name, values in parameters.items() if len(values) == 1}
        state = single.get("state", "")
        if not hmac.compare_digest(state.encode(), self._state.encode()):
            return 400, "Not this sign-in", "This address belongs to no sign-in that is waiting."
        with self._lock:
            return self._finish(single)

    def _finish(self, parameters: dict[str, str]) -> tuple[int, str, str]:
        if self._done.is_set():
            return 400, "Already done", "This sign-in was completed before."
        if "error" in parameters:
            named = (parameters["error"], parameters.get("error_description", ""))
            refusal = ": ".join(plain(each)[:_MOST_SHOWN] for each in named if each)
            self._failure = AccessDenied, f"the sign-in was refused in the browser: {refusal}"
            self._done.set()
            return 400, "Not signed in", f"The sign-in was refused: {refusal}"
        if "code" not in parameters:
            return 400, "Not signed in", "The address has no code."
        self._code = parameters["code"]
        self._done.set()
        return 200, "Signed in", "You can close this page and go back to your program."


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = _MOST_CONNECTIONS
    # Where others could take over a port that is in use, as on Windows, it must not be set.
    allow_reuse_address = os.name == "posix"

    def __init__(self, loopback: Loopback, port: int) -> None:
        self.loopback = loopback
        self._room = threading.Semaphore(_MOST_CONNECTIONS)
        super().__init__((_HOST, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever hung up is no concern of the person who signs in."""


class _Handler(BaseHTTPRequestHandler):
    timeout = _SECONDS
    server: _Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path != PATH or address.netloc:
            self._send(404, "Not found", "There is nothing here.")
        elif self.headers.get("Host") != f"{_HOST}:{self.server.server_address[1]}":
            self._send(421, "Wrong host", "This page is reached by another name.")
        else:
            self._send(*self.server.loopback.receive(address.query))

    def _refuse_method(self) -> None:
        self._send(405, "Not allowed", "Only GET is taken here.", Allow="GET")

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = _refuse_method

    def _send(self, status: int, title: str, text: str, **more: str) -> None:
        body = _PAGE.format(title=escape(title), text=escape(text)).encode()
        self.send_response_only(status)
        for name, value in {**_HEADERS, **more, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Log nothing: the address has the code."""


def _unusable(port: int, error: Exception) -> Error:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return PortInUse(f"port {port} is used by another program: choose another, or 0 for any")
    where = f"port {port}" if port else "any port"
    return BrowserUnavailable(f"the browser cannot come back ({where} of {_HOST}: {error})")
