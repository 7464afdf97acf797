"""Messages of an event stream: typed headers and a payload, with two checksums.

https://smithy.io/2.0/aws/amazon-eventstream.html has the format.
"""

from __future__ import annotations

from struct import Struct
from zlib import crc32

from ..errors import ResponseParseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from ..messages import Source

    Value: TypeAlias = bool | int | str | bytes

_PART = 64 * 1024

# The lengths of the message and of its headers, and the checksum of both.
_PRELUDE = Struct("!III")
_CHECKSUM = Struct("!I")
_LEAST = _PRELUDE.size + _CHECKSUM.size

# As much as AWS's services send, and botocore takes.
_LARGEST_HEADERS = 128 * 1024
_LARGEST_PAYLOAD = 24 * 1024 * 1024

# The types of headers: true and false have no value, numbers one of a known size.
_FLAGS = {0: True, 1: False}
_NUMBERS = {2: Struct("!b"), 3: Struct("!h"), 4: Struct("!i"), 5: Struct("!q"), 8: Struct("!q")}
_BYTES, _TEXT, _UUID = 6, 7, 9


class Frame:
    """A message.

    Args:
        headers: name to value; a timestamp is in milliseconds since the epoch.
        payload: what it carries.
    """

    __slots__ = ("headers", "payload")

    def __init__(self, headers: dict[str, Value], payload: bytes) -> None:
        self.headers = headers
        self.payload = payload


class FrameReader:
    """Reads messages as they come.

    `has_begun` tells whether what came begins as a message does.

    Args:
        source: what they come from.
        name: that of the operation, for messages of ours.
    """

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._name = name
        self._buffer = bytearray()
        self.has_begun = False

    @property
    def unread(self) -> bytes:
        """What has come and is not returned yet."""
        return bytes(self._buffer)

    def read(self) -> Frame | None:
        """Return the next message, None at the end.

        Raises:
            ResponseParseError: it is malformed, too large, or not whole.
            TransportError: the rest does not come.
        """
        if not self._fill(1):
            return None
        self._require(_PRELUDE.size)
        length, headers_length, checksum = _PRELUDE.unpack_from(self._buffer)
        if crc32(self._buffer[: _PRELUDE.size - _CHECKSUM.size]) != checksum:
            raise self._malformed("the lengths of a message have a wrong checksum")
        self.has_begun = True
        payload_length = length - headers_length - _LEAST
        if headers_length > _LARGEST_HEADERS or not 0 <= payload_length <= _LARGEST_PAYLOAD:
            raise self._malformed("a message claims an impossible length")
        self._require(length)
        message = bytes(self._buffer[:length])
        del self._buffer[:length]
        end = length - _CHECKSUM.size
        if crc32(message[:end]) != _CHECKSUM.unpack_from(message, end)[0]:
            raise self._malformed("a message has a wrong checksum")
        headers_end = _PRELUDE.size + headers_length
        return Frame(self._headers(message[_PRELUDE.size : headers_end]), message[headers_end:end])

    def _headers(self, data: bytes) -> dict[str, Value]:
        headers: dict[str, Value] = {}
        cursor = _Cursor(data)
        try:
            while cursor.has_more:
                name = cursor.take(cursor.number(1)).decode("utf-8")
                if name in headers:
                    raise ValueError
                headers[name] = cursor.value()
        except ValueError:
            raise self._malformed("a message has malformed headers") from None
        return headers

    def _require(self, size: int) -> None:
        if not self._fill(size):
            raise self._malformed("it ended in the middle of a message")

    def _fill(self, size: int) -> bool:
        """Read until there are `size` bytes; tell whether there are."""
        while len(self._buffer) < size:
            part = self._source.read(_PART)
            if not part:
                return False
            self._buffer += part
        return True

    def _malformed(self, what: str) -> ResponseParseError:
        return ResponseParseError(f"{self._name}: the event stream cannot be read: {what}")


class _Cursor:
    """Goes over the bytes of headers; what is not there is a `ValueError`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    @property
    def has_more(self) -> bool:
        return self._position < len(self._data)

    def take(self, size: int) -> bytes:
        start, self._position = self._position, self._position + size
        if self._position > len(self._data):
            raise ValueError
        return self._data[start : self._position]

    def number(self, size: int) -> int:
        """Return an unsigned number of some bytes."""
        return int.from_bytes(self.take(size), "big")

    def value(self) -> Value:
        """Return a value, before which stands its type."""
        kind = self.number(1)
        if kind in _FLAGS:
            return _FLAGS[kind]
        if kind in _NUMBERS:
            number: int = _NUMBERS[kind].unpack(self.take(_NUMBERS[kind].size))[0]
            return number
        if kind == _UUID:
            return self.take(16)
        if kind not in (_BYTES, _TEXT):
            raise ValueError
        octets = self.take(self.number(2))
        return octets.decode("utf-8") if kind == _TEXT else octets
