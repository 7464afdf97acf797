"""Messages of event streams, as services write them."""

from __future__ import annotations

from binascii import crc32
from struct import pack
from typing import Any

_FORMATS = {2: "!b", 3: "!h", 4: "!i", 5: "!q", 8: "!q"}


class Typed:
    """A value of a header with the number of its type, for those that Python has no type for."""

    def __init__(self, kind: int, value: Any) -> None:
        self.kind = kind
        self.value = value


def frame(payload: bytes = b"", /, **headers: Any) -> bytes:
    """Return a message; `__` in a header's name stands for `:`, and `_` for `-`."""
    named = {name.replace("__", ":").replace("_", "-"): value for name, value in headers.items()}
    return framed(b"".join(header(name, value) for name, value in named.items()), payload)


def framed(headers: bytes, payload: bytes) -> bytes:
    """Return a message with these bytes as headers."""
    lengths = pack("!II", len(headers) + len(payload) + 16, len(headers))
    message = lengths + pack("!I", crc32(lengths)) + headers + payload
    return message + pack("!I", crc32(message))


def header(name: str, value: Any) -> bytes:
    """Return a header with its type."""
    octets = name.encode()
    return bytes([len(octets)]) + octets + _value(value)


def event(kind: str, payload: bytes = b"", **headers: Any) -> bytes:
    """Return the message of an event."""
    return frame(payload, __message_type="event", __event_type=kind, **headers)


def _value(value: Any) -> bytes:
    if isinstance(value, bool):
        return bytes([0 if value else 1])
    if isinstance(value, str):
        octets = value.encode()
        return b"\x07" + pack("!H", len(octets)) + octets
    if isinstance(value, bytes):
        return b"\x06" + pack("!H", len(value)) + value
    if isinstance(value, int):
        return b"\x05" + pack("!q", value)
    assert isinstance(value, Typed)
    if value.kind in _FORMATS:
        return bytes([value.kind]) + pack(_FORMATS[value.kind], value.value)
    assert isinstance(value.value, bytes)
    return bytes([value.kind]) + value.value
