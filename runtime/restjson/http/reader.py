"""Reading one HTTP/1.1 response from a socket, within bounds of time and of bytes (RFC 9112)."""

from __future__ import annotations

import re

from ..errors import ConnectionClosedError, ResponseParseError
from .bounds import Bounds, ReadFailure
from .head import RawResponse, parse_head, parse_headers
from .tls import require_close_notify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socket import socket

_RECEIVE = 64 * 1024

# Heads, those of 1xx responses and trailers included; AWS's are below 2 kB.
_LARGEST_HEAD = 64 * 1024
_LONGEST_CHUNK_LINE = 4 * 1024

# Some servers end lines with LF alone (RFC 9112 section 2.2).
_EMPTY_LINE = re.compile(rb"(?:\A|\r?\n)\r?\n")

# The size and an extension, or the blanks that some servers add (RFC 9112 section 7.1).
_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,20})(?:;[\t\x20-\x7e\x80-\xff]*|[ \t]*)")

_INFORMATIONAL = range(100, 200)
_SUCCESSFUL = range(200, 300)
_SWITCHING_PROTOCOLS = 101
_WITHOUT_BODY = frozenset({204, 304})
_FRAMING = frozenset({"content-length", "transfer-encoding"})


class ResponseReader:
    """Reads the response to one request.

    Args:
        sock: a connected socket, plain or TLS.
        bounds: what the exchange may take.
    """

    def __init__(self, sock: socket, bounds: Bounds) -> None:
        require_close_notify(sock)
        self._sock = sock
        self._bounds = bounds
        self._buffer = bytearray()
        self._head_bytes = 0
        self._received = False

    def read(self, method: str) -> RawResponse:
        """Return the final response with its body.

        Args:
            method: the request's; a response to HEAD has no body.

        Raises:
            ReadFailure: the response is malformed, incomplete, too large, or too slow.
        """
        response = self._final_head()
        if method != "HEAD" and response.status not in _WITHOUT_BODY:
            response.body = self._body(response)
        elif response.announces_body:
            # If the server does send a body, the next caller would get it as a response.
            response.reusable = False
        if self._buffer:
            # More than the head announced: what follows can be no response to a later request.
            response.reusable = False
        return response

    def read_head(self) -> RawResponse:
        """Return the head of the response to CONNECT (RFC 9110 section 9.3.6).

        Raises:
            ReadFailure: as `read`; also if more came than the head of a success, since in a
                tunnel the client speaks first.
        """
        response = self._final_head()
        if self._buffer and response.status in _SUCCESSFUL:
            raise ReadFailure(ResponseParseError, "the head of the response is followed by more")
        return response

    def _final_head(self) -> RawResponse:
        unread_body = False
        while True:
            response = parse_head(self._lines())
            if response.status == _SWITCHING_PROTOCOLS:
                raise ReadFailure(ResponseParseError, "the server changed to another protocol")
            if response.status not in _INFORMATIONAL:
                response.reusable = response.reusable and not unread_body
                return response
            unread_body = unread_body or response.announces_body

    def _lines(self) -> bytes:
        """Return the lines up to an empty one: those of a head, or trailers."""
        searched = 0
        while not (end := _EMPTY_LINE.search(self._buffer, searched)):
            searched = max(len(self._buffer) - 3, 0)
            self._check_head(len(self._buffer))
            self._receive()
        self._check_head(end.end())
        self._head_bytes += end.end()
        lines = self._take(end.start())
        self._take(end.end() - end.start())
        return lines

    def _check_head(self, size: int) -> None:
        if self._head_bytes + size > _LARGEST_HEAD:
            raise ReadFailure(
                ResponseParseError,
                f"the head of the response is larger than {_LARGEST_HEAD} bytes",
            )

    def _body(self, response: RawResponse) -> bytes:
        if response.is_chunked:
            if response.length is not None:
                # A sign of request smuggling (RFC 9112 section 6.3): the coding counts, and the
                # connection is not used again.
                response.reusable = False
            return self._chunks()
        if response.length is not None:
            return self._exactly(response.length)
        response.reusable = False
        body = self._until_closed()
        if not body and response.status in _SUCCESSFUL:
            raise ReadFailure(
                ConnectionClosedError,
                "the response ended without a length or a body, so it may be cut short: try again",
            )
        return body

    def _exactly(self, size: int) -> bytes:
        self._check_body(size)
        while len(self._buffer) < size:
            self._receive()
        return self._take(size)

    def _until_closed(self) -> bytes:
        while self._receive(may_end=True):
            self._check_body(len(self._buffer))
        self._check_body(len(self._buffer))
        return self._take(len(self._buffer))

    def _chunks(self) -> bytes:
        body = bytearray()
        while size := self._chunk_size():
            self._check_body(len(body) + size)
            while len(self._buffer) < size + 2:
                self._receive()
            body += self._take(size)
            if self._take(2) != b"\r\n":
                raise ReadFailure(ResponseParseError, "a chunk of the response has a wrong length")
        self._check_trailers(self._lines())
        return bytes(body)

    def _chunk_size(self) -> int:
        line = self._chunk_line()
        found = _CHUNK_LINE.fullmatch(line)
        if found is None:
            raise ReadFailure(ResponseParseError, "a chunk of the response has no valid length")
        # Extensions count as a part of the head: otherwise nothing would bound them.
        self._head_bytes += len(line) - len(found[1])
        self._check_head(0)
        return int(found[1], 16)

    def _chunk_line(self) -> bytes:
        while (end := self._buffer.find(b"\r\n")) < 0 and len(self._buffer) <= _LONGEST_CHUNK_LINE:
            self._receive()
        if not 0 <= end <= _LONGEST_CHUNK_LINE:
            raise ReadFailure(ResponseParseError, "a chunk of the response has no length")
        line = self._take(end)
        self._take(2)
        return line

    def _check_trailers(self, lines: bytes) -> None:
        # Trailers are dropped, but must not state how to read the body (RFC 9110 section 6.5.1).
        if not _FRAMING.isdisjoint(map(str.lower, parse_headers(lines))):
            raise ReadFailure(
                ResponseParseError, "a trailer of the response states how to read its body"
            )

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _check_body(self, size: int) -> None:
        if size > self._bounds.max_body:
            raise ReadFailure(
                ResponseParseError,
                f"the response is larger than max_response_bytes ({self._bounds.max_body})",
            )

    def _receive(self, *, may_end: bool = False) -> bool:
        """Read more into the buffer; False at the end of the connection."""
        try:
            self._sock.settimeout(self._bounds.wait())
            data = self._sock.recv(_RECEIVE)
        except TimeoutError as error:
            raise self._bounds.too_slow() from error
        except OSError as error:
            raise self._closed() from error
        if data:
            self._received = True
            self._buffer += data
        elif not may_end:
            raise self._closed()
        return bool(data)

    def _closed(self) -> ReadFailure:
        what = (
            "the connection ended before the response was complete"
            if self._received
            else "the server closed the connection without a response"
        )
        return ReadFailure(ConnectionClosedError, f"{what}: try again")
