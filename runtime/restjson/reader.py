"""Reading one HTTP/1.1 answer from a socket, within bounds of time and of bytes (RFC 9112)."""

from __future__ import annotations

from .answer import Answer, content_length, hexadecimal, parse_head
from .bounds import Bounds, ReadFailure
from .errors import ConnectionClosedError, ResponseParseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socket import socket

_RECEIVE = 64 * 1024

# Heads, those of 1xx answers and trailers included; AWS's are below 2 kB.
_LARGEST_HEAD = 64 * 1024
_LONGEST_CHUNK_LINE = 4 * 1024

_INFORMATIONAL = range(100, 200)
_SWITCHING_PROTOCOLS = 101
_WITHOUT_BODY = frozenset({204, 304})


class AnswerReader:
    """Reads the answer to one request.

    Args:
        sock: a connected socket, plain or TLS.
        bounds: what the exchange may take.
    """

    def __init__(self, sock: socket, bounds: Bounds) -> None:
        self._sock = sock
        self._bounds = bounds
        self._buffer = bytearray()
        self._head_bytes = 0
        self._received = False

    def read(self, method: str) -> Answer:
        """Return the final answer with its body.

        Args:
            method: the request's; an answer to HEAD has no body.

        Raises:
            ReadFailure: the answer is malformed, incomplete, too large, or too slow.
        """
        answer, version = self._final_head()
        tokens = answer.values("connection")
        answer.reusable = (
            "keep-alive" in tokens if version == b"HTTP/1.0" else "close" not in tokens
        )
        if method != "HEAD" and answer.status not in _WITHOUT_BODY:
            answer.body = self._body(answer)
        if self._buffer:
            # More than the head announced: what follows can be no answer to a later request.
            answer.reusable = False
        return answer

    def read_head(self) -> Answer:
        """Return the head of an answer without a body, such as that to CONNECT."""
        return self._final_head()[0]

    def _final_head(self) -> tuple[Answer, bytes]:
        while True:
            answer, version = parse_head(self._head())
            if answer.status == _SWITCHING_PROTOCOLS:
                raise ReadFailure(ResponseParseError, "the server changed to another protocol")
            if answer.status not in _INFORMATIONAL:
                return answer, version

    def _head(self) -> bytes:
        """Return the lines of a head, without the empty one that ends it."""
        searched = 0
        while True:
            # Some servers end lines with LF alone (RFC 9112 section 2.2).
            ends = [
                (position, len(separator))
                for separator in (b"\r\n\r\n", b"\n\n")
                if (position := self._buffer.find(separator, searched)) >= 0
            ]
            if ends:
                return self._take_head(*min(ends))
            searched = max(len(self._buffer) - 3, 0)
            self._check_head(len(self._buffer))
            self._receive()

    def _take_head(self, end: int, separator: int) -> bytes:
        self._check_head(end)
        self._head_bytes += end + separator
        head = bytes(self._buffer[:end])
        del self._buffer[: end + separator]
        return head

    def _check_head(self, size: int) -> None:
        if self._head_bytes + size > _LARGEST_HEAD:
            raise ReadFailure(
                ResponseParseError, f"the head of the answer is larger than {_LARGEST_HEAD} bytes"
            )

    def _body(self, answer: Answer) -> bytes:
        codings = answer.values("transfer-encoding")
        lengths = set(answer.values("content-length"))
        if codings:
            if codings != ["chunked"]:
                raise ReadFailure(ResponseParseError, "the answer has an unknown transfer coding")
            if lengths:
                # A sign of request smuggling (RFC 9112 section 6.3): the coding counts, and the
                # connection is not used again.
                answer.reusable = False
            return self._chunks()
        if lengths:
            return self._exactly(content_length(lengths))
        answer.reusable = False
        return self._until_closed()

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
                raise ReadFailure(ResponseParseError, "a chunk of the answer has a wrong length")
        while line := self._line():  # trailers, which nobody asked for
            self._head_bytes += len(line) + 2
            self._check_head(0)
        return bytes(body)

    def _chunk_size(self) -> int:
        size, _, extensions = self._line().partition(b";")
        # Extensions (RFC 9112 section 7.1.1) count as a part of the head, or they had no end.
        self._head_bytes += len(extensions)
        self._check_head(0)
        return hexadecimal(size.strip(b" \t"))

    def _line(self) -> bytes:
        while (end := self._buffer.find(b"\r\n")) < 0:
            if len(self._buffer) > _LONGEST_CHUNK_LINE:
                raise ReadFailure(ResponseParseError, "a chunk of the answer has no length")
            self._receive()
        line = self._take(end)
        self._take(2)
        return line

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _check_body(self, size: int) -> None:
        if size > self._bounds.max_body:
            raise ReadFailure(
                ResponseParseError,
                f"the answer is larger than max_response_bytes ({self._bounds.max_body})",
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
            "the connection ended before the answer was complete"
            if self._received
            else "the server closed the connection without an answer"
        )
        return ReadFailure(ConnectionClosedError, f"{what}: try again")
