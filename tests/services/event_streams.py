"""Event streams as servers write them (the format application/vnd.amazon.eventstream)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

Value = bool | int | str | bytes


def message(headers: Mapping[str, Value], payload: bytes) -> bytes:
    """Return one message: its lengths and their checksum, headers, payload, and the checksum."""
    described = b"".join(_header(name, value) for name, value in headers.items())
    lengths = struct.pack("!II", 16 + len(described) + len(payload), len(described))
    head = lengths + struct.pack("!I", zlib.crc32(lengths)) + described + payload
    return head + struct.pack("!I", zlib.crc32(head))


def event(kind: str, headers: Mapping[str, Value], payload: bytes) -> bytes:
    """Return an event."""
    return message({":message-type": "event", ":event-type": kind, **headers}, payload)


def _header(name: str, value: Value) -> bytes:
    raw = name.encode()
    return struct.pack("!B", len(raw)) + raw + _typed(value)


def _typed(value: Value) -> bytes:
    if isinstance(value, bool):
        return b"\0" if value else b"\1"
    if isinstance(value, int):
        return struct.pack("!Bq", 5, value)
    kind, raw = (7, value.encode()) if isinstance(value, str) else (6, value)
    return struct.pack("!BH", kind, len(raw)) + raw
