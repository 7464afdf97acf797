"""Blobs: octets, which JSON carries as Base64 (RFC 4648 section 4)."""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64

from .kinds import Scalar
from .problems import mismatch
from .text import is_encodable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

# Some encoders break lines.
_LINE_ENDS = b"\r\n"


def blob_problems(value: object, path: str) -> list[str]:
    """Return the problems of a value as a blob: octets, or text, which means those of its UTF-8."""
    if isinstance(value, str):
        return [] if is_encodable(value) else [f"{path}: expected text without lone surrogates"]
    if isinstance(value, (bytes, bytearray, memoryview)):
        return []
    # What boto3 takes, and reads.
    advice = "; read it first: file.read()" if hasattr(value, "read") else ""
    return [mismatch(path, "bytes, bytearray, memoryview or str", value) + advice]


def octets(value: Any) -> bytes:
    """Return the octets of a valid blob."""
    return value.encode("utf-8") if isinstance(value, str) else bytes(value)


def blob_to_json(value: Any) -> str:
    """Return the Base64 of a valid blob."""
    return b2a_base64(octets(value), newline=False).decode("ascii")


def json_to_blob(value: object) -> object:
    """Return the octets that `value` stands for, or `value` itself if it stands for none.

    Python's decoder skips what is not Base64, and leaves out what follows the padding.
    """
    if not isinstance(value, str):
        return value
    try:
        encoded = value.encode("ascii")
        digits = encoded.rstrip(b"=" + _LINE_ENDS)
        if digits.translate(None, _ALPHABET + _LINE_ENDS):
            return value
        return a2b_base64(encoded)
    except ValueError:
        return value


BLOB = Scalar(bytes, json_to_blob, write=blob_to_json, expected="Base64")
