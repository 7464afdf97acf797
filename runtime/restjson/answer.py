"""An HTTP/1.1 answer: its head, and the lengths that it announces (RFC 9112)."""

from __future__ import annotations

from .bounds import ReadFailure
from .errors import ResponseParseError

_HEX_DIGITS = frozenset(b"0123456789abcdefABCDEF")


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


def parse_head(head: bytes) -> tuple[Answer, bytes]:
    """Return an answer without its body, and its version, from the lines of its head.

    Raises:
        ReadFailure: the lines are no head.
    """
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


def content_length(values: set[str]) -> int:
    """Return the one length that the values of Content-Length give.

    Raises:
        ReadFailure: they give none, or several.
    """
    if len(values) == 1:
        [value] = values
        # Digits alone (RFC 9112 section 6.2); `int` would also take a sign or an underscore.
        if value.isascii() and value.isdigit() and len(value) <= 18:
            return int(value)
    raise ReadFailure(ResponseParseError, "the answer has no single, valid Content-Length")


def hexadecimal(digits: bytes) -> int:
    """Return the size of a chunk.

    Raises:
        ReadFailure: the digits are not hexadecimal, or too many.
    """
    if not 0 < len(digits) <= 15 or not _HEX_DIGITS.issuperset(digits):
        raise ReadFailure(ResponseParseError, "a chunk of the answer has no valid length")
    return int(digits, 16)
