"""Reading one HTTP/1.1 answer from a socket, within bounds of time and of bytes (RFC 9112)."""

from __future__ import annotations

from time import monotonic

from .errors import (
    ConnectionClosedError,
    DeadlineError,
    ReadTimeoutError,
    ResponseParseError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socket import socket

    from .errors import Error

_RECEIVE = 64 * 1024

# Heads, those of 1xx answers and trailers included; AWS's are below 2 kB.
_LARGEST_HEAD = 64 * 1024
_LONGEST_CHUNK_LINE = 4 * 1024

_INFORMATIONAL = range(100, 200)
_SWITCHING_PROTOCOLS = 101
_WITHOUT_BODY = frozenset({204, 304})
_HEX_DIGITS = frozenset(b"0123456789abcdefABCDEF")


class ReadFailure(Exception):
    """An answer could not be read.

    Args:
        kind: the class of the exception that the caller of the client gets.
        what: what happened, without the server's name.
    """

    def __init__(self, kind: type[Error], what: str) -> None:
        super().__init__(kind, what)
        self.kind = kind
        self.what = what


class Bounds:
    """What an exchange may take.

    Args:
        read_timeout: seconds that the server may be silent.
        stop_at: the `time.monotonic` at which the call must end, None if it need not.
        max_body: the most bytes of a body.
    """

    __slots__ = ("max_body", "read_timeout", "stop_at")

    def __init__(self, read_timeout: float, stop_at: float | None, max_body: int) -> None:
        self.read_timeout = read_timeout
        self.stop_at = stop_at
        self.max_body = max_body

    def wait(self) -> float:
        """Return the seconds that the next step may take.

        Raises:
            ReadFailure: none are left.
        """
        if self.stop_at is None:
            return self.read_timeout
        left = self.stop_at - monotonic()
        if left <= 0:
            raise self.too_slow()
        return min(self.read_timeout, left)

    def too_slow(self) -> ReadFailure:
        """Return the failure of a step that took too long: which of the two limits it was."""
        if self.stop_at is not None and self.stop_at <= monotonic():
            return ReadFailure(DeadlineError, "the deadline passed before the answer was whole")
        return ReadFailure(
            ReadTimeoutError,
            f"no answer within read_timeout ({self.read_timeout} s): try again, or raise it",
        )


class Answer:
    """An answer as it was read; `reusable` tells whether the connection can carry another."""

    __slots__ = ("body", "headers", "reason", "reusable", "status")

    def __init__(self, status: int, reason: str, headers: list[tuple[str, str]]) -> None:
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = b""
        self.reusable = True

    def values(self, name: str) -> list[str]:
        """Return the elements of a header's comma-separated lists, in lower case."""
        return [
            element.strip().lower()
            for each, value in self.headers
            if each.lower() == name
            for element in value.split(",")
        ]


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
            answer, version = _parse_head(self._head())
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
            return self._exactly(_content_length(lengths))
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
        return _hexadecimal(size.strip(b" \t"))

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


def _parse_head(head: bytes) -> tuple[Answer, bytes]:
    lines = head.replace(b"\r\n", b"\n").split(b"\n")
    version, _, rest = lines[0].partition(b" ")
    code, _, reason = rest.partition(b" ")
    if version not in (b"HTTP/1.1", b"HTTP/1.0") or len(code) != 3 or not code.isdigit():
        raise ReadFailure(ResponseParseError, "the answer is not HTTP/1.1")
    headers: list[tuple[str, str]] = []
    for line in lines[1:]:
        if line[:1] in (b" ", b"\t") and headers:
            # A folded line (RFC 9112 section 5.2) goes on with the value before.
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {_text(line)}".strip())
            continue
        raw_name, colon, raw_value = line.partition(b":")
        if not colon or not raw_name or raw_name != raw_name.strip():
            raise ReadFailure(ResponseParseError, "a header of the answer is malformed")
        headers.append((raw_name.decode("latin-1"), _text(raw_value)))
    return Answer(int(code), _text(reason), headers), version


def _text(value: bytes) -> str:
    return value.decode("latin-1").strip(" \t\r")


def _content_length(values: set[str]) -> int:
    if len(values) == 1:
        [value] = values
        # Digits alone (RFC 9112 section 6.2); `int` would also take a sign or an underscore.
        if value.isascii() and value.isdigit() and len(value) <= 18:
            return int(value)
    raise ReadFailure(ResponseParseError, "the answer has no single, valid Content-Length")


def _hexadecimal(digits: bytes) -> int:
    if not 0 < len(digits) <= 15 or not _HEX_DIGITS.issuperset(digits):
        raise ReadFailure(ResponseParseError, "a chunk of the answer has no valid length")
    return int(digits, 16)
