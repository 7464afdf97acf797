"""Identifiers that nobody else has made."""

from __future__ import annotations

import os


def uuid4() -> str:
    """Return a random UUID (RFC 9562 section 5.4); the module `uuid` takes long to load."""
    octets = bytearray(os.urandom(16))
    octets[6] = octets[6] & 0x0F | 0x40
    octets[8] = octets[8] & 0x3F | 0x80
    digits = octets.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
