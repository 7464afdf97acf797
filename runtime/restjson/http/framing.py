"""How a body is framed: where it ends in what comes on a connection (RFC 9112 section 6)."""

from __future__ import annotations

import re

from ..errors import ConnectionClosedError, ResponseParseError
from .bounds import ReadFailure
from .head import parse_headers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .head import Body
    from .lines import Lines
    from .receiver import Receiver

_LONGEST_CHUNK_LINE = 4 * 1024
_PART = 64 * 1024

# The size and an extension, or the blanks that some servers add (RFC 9112 section 7.1).
_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,20})(?:;[\t\x20-\x7e\x80-\xff]*|[ \t]*)")

_FRAMING = frozenset({"content-length", "transfer-encoding"})


class SizedBody:
    """A body whose length the head announces.

    Args:
        receiver: where it comes from.
        size: its length in bytes.
    """

    def __init__(self, receiver: Receiver, size: int) -> None:
        receiver.bounds.check_body(size)
        self._receiver = receiver
        self._left = size

    @property
    def is_over(self) -> bool:
        return not self._left

    def read(self, size: int) -> bytes:
        if not self._left:
            return b""
        part = self._receiver.some(min(size, self._left))
        self._left -= len(part)
        return part


class ChunkedBody:
    """A body in chunks, each with its length before it (RFC 9112 section 7.1).

    Args:
        receiver: where it comes from.
        lines: those of the response, which trailers are, too.
    """

    def __init__(self, receiver: Receiver, lines: Lines) -> None:
        self._receiver = receiver
        self._lines = lines
        self._left = 0  # of the chunk
        self._announced = 0  # by all chunks so far
        self.is_over = False

    def read(self, size: int) -> bytes:
        if not self._left and not self.is_over:
            self._next_chunk()
        if self.is_over:
            return b""
        part = self._receiver.some(min(size, self._left))
        self._left -= len(part)
        return part

    def _next_chunk(self) -> None:
        if self._announced:
            self._end_chunk()
        self._left = self._chunk_size()
        self._announced += self._left
        self._receiver.bounds.check_body(self._announced)
        if not self._left:
            self._check_trailers(self._lines.read())
            self.is_over = True

    def _end_chunk(self) -> None:
        self._receiver.fill(2)
        if self._receiver.take(2) != b"\r\n":
            raise ReadFailure(ResponseParseError, "a chunk of the response has a wrong length")

    def _chunk_size(self) -> int:
        line = self._chunk_line()
        found = _CHUNK_LINE.fullmatch(line)
        if found is None:
            raise ReadFailure(ResponseParseError, "a chunk of the response has no valid length")
        if self._receiver.bounds.max_body is not None:
            # Extensions count as a part of the head: otherwise nothing would bound them.
            self._lines.count(len(line) - len(found[1]))
        return int(found[1], 16)

    def _chunk_line(self) -> bytes:
        buffer = self._receiver.buffer
        while (end := buffer.find(b"\r\n")) < 0 and len(buffer) <= _LONGEST_CHUNK_LINE:
            self._receiver.more()
        if not 0 <= end <= _LONGEST_CHUNK_LINE:
            raise ReadFailure(ResponseParseError, "a chunk of the response has no length")
        line = self._receiver.take(end)
        self._receiver.take(2)
        return line

    def _check_trailers(self, lines: bytes) -> None:
        # Trailers are dropped, but must not state how to read the body (RFC 9110 section 6.5.1).
        if not _FRAMING.isdisjoint(map(str.lower, parse_headers(lines))):
            raise ReadFailure(
                ResponseParseError, "a trailer of the response states how to read its body"
            )


class UnsizedBody:
    """A body that ends with the connection.

    Args:
        receiver: where it comes from.
        may_be_empty: whether nothing at all is a body, too.
    """

    def __init__(self, receiver: Receiver, *, may_be_empty: bool) -> None:
        self._receiver = receiver
        self._may_be_empty = may_be_empty
        self._read = 0
        self.is_over = False

    def read(self, size: int) -> bytes:
        if self.is_over:
            return b""
        part = self._receiver.take(size) or self._receiver.receive(size)
        self._read += len(part)
        self._receiver.bounds.check_body(self._read)
        self.is_over = not part
        if not self._read and not self._may_be_empty:
            raise ReadFailure(
                ConnectionClosedError,
                "the response ended without a length or a body, so it may be cut short: try again",
            )
        return part


def read_all(body: Body) -> bytes:
    """Return a whole body; raises as `Body.read`."""
    part = body.read(_PART)
    if body.is_over:
        return part
    parts = [part]
    while part:
        part = body.read(_PART)
        parts.append(part)
    return b"".join(parts)
