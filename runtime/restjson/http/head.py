"""The head of an HTTP/1.1 response, read strictly (RFC 9110 section 5, RFC 9112)."""

from __future__ import annotations

import re

from ..errors import ResponseParseError
from .bounds import ReadFailure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Body(Protocol):
        """What is left of a response to be read."""

        @property
        def is_over(self) -> bool:
            """Whether it was read to its end, which may be known before nothing comes."""

        def read(self, size: int) -> bytes:
            """Return some bytes, `size` at most; none at the end.

            Raises:
                ReadFailure: it is malformed, incomplete, too large, or too slow.
            """


_STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-9][0-9]{2})(?: ([^\n]*?))?(?:\r?\n|\Z)")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_DIGITS = re.compile(r"[0-9]{1,20}")

# A carriage return that does not end a line is one too. Where another reader takes one for the end
# of a line or of a value, it sees other headers than we do (RFC 9110 section 5.5).
_CONTROL_CHARACTER = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")

# RFC 9112 section 5.2
_FOLD = re.compile(r"\n[ \t]+")

_WHITESPACE = " \t"  # RFC 9110 section 5.6.3; `str.strip` without it also takes others


class RawResponse:
    """A response as it was read.

    Attributes:
        headers: the values of one name, in whatever case it is spelled, as one list.
        body: what was read of the body.
        rest: what reads the body where it was left unread.
        reusable: whether the connection can carry another exchange, by what was read so far.
        unread: what came and was not read.
        is_chunked: whether the head announces a body in chunks.
        length: the length of the body that the head announces, None if it announces none.
    """

    __slots__ = (
        "_lowered",
        "body",
        "headers",
        "is_chunked",
        "length",
        "reason",
        "rest",
        "reusable",
        "status",
        "unread",
    )

    def __init__(self, status: int, reason: str, headers: dict[str, str]) -> None:
        self.status = status
        self.reason = reason
        self.headers = headers
        self._lowered = {name.lower(): value for name, value in headers.items()}
        self.body = b""
        self.is_chunked = _is_chunked(self.values("transfer-encoding"))
        self.length = _content_length(self.values("content-length"))
        self.rest: Body | None = None
        self.unread: bytes | bytearray = b""
        self.reusable = "close" not in self.values("connection")

    @property
    def is_reusable(self) -> bool:
        """Whether the connection can carry another exchange, once the body was read.

        If more came than the head announced, what follows can be no response to a later request.
        """
        return self.reusable and not self.unread

    @property
    def announces_body(self) -> bool:
        """Whether bytes of a body follow the head, unless the status or the method forbids it."""
        return self.is_chunked or bool(self.length)

    def values(self, name: str) -> list[str]:
        """Return the elements of a header's comma-separated lists, in lower case."""
        if name not in self._lowered:
            return []
        return [each.strip(_WHITESPACE).lower() for each in self._lowered[name].split(",")]


def parse_head(head: bytes) -> RawResponse:
    """Return a response without its body.

    Args:
        head: status line and headers, without the empty line that ends them.

    Raises:
        ReadFailure: this is not a head of HTTP/1.1.
    """
    found = _STATUS_LINE.match(head)
    if found is None:
        raise _malformed("the response is not HTTP/1.1")
    minor_version, status, reason = found.groups(b"")
    _refuse_control_characters(reason)
    response = RawResponse(int(status), _text(reason), parse_headers(head[found.end() :]))
    if minor_version == b"0":
        # HTTP/1.0 keeps a connection only for a client that asks for it, which we do not: proxies
        # get it wrong (RFC 9112 appendix C.2.2).
        response.reusable = False
    return response


def parse_headers(lines: bytes) -> dict[str, str]:
    """Return headers, or trailers: the values of one name as one list.

    A name is spelled as it is where it comes first.

    Args:
        lines: a header on each, without the empty line that ends them.

    Raises:
        ReadFailure: these are not headers.
    """
    _refuse_control_characters(lines)
    unfolded = _FOLD.sub(" ", _text(lines).replace("\r\n", "\n"))
    merged: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for name, value in map(_header, unfolded.split("\n") if lines else ()):
        name = spelled.setdefault(name.lower(), name)
        merged[name] = f"{merged[name]}, {value}" if name in merged else value
    return merged


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not _TOKEN.fullmatch(name):
        raise _malformed("a header of the response is malformed")
    return name, value.strip(_WHITESPACE)


def _refuse_control_characters(text: bytes) -> None:
    if _CONTROL_CHARACTER.search(text):
        raise _malformed("the head of the response holds a control character")


def _is_chunked(codings: list[str]) -> bool:
    if codings and codings != ["chunked"]:
        raise _malformed("the response has an unknown transfer coding")
    return bool(codings)


def _content_length(values: list[str]) -> int | None:
    if not values:
        return None
    # Repeated by a proxy it is one (RFC 9112 section 6.3).
    if len(set(values)) > 1 or not _DIGITS.fullmatch(values[0]):
        raise _malformed("the response has no single, valid Content-Length")
    return int(values[0])


def _text(value: bytes) -> str:
    return value.decode("latin-1")


def _malformed(what: str) -> ReadFailure:
    return ReadFailure(ResponseParseError, what)
