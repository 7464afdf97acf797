"""A request as it is sent: its head, and its body framed (RFC 9112)."""

from __future__ import annotations

from ..errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..uploads import Upload

_WITHOUT_BODY = ("GET", "HEAD", "DELETE")


def framing_header(method: str, body: bytes, upload: Upload | None) -> list[str]:
    """Return the header that says where the body ends; none where no body is expected."""
    if upload is not None:
        if upload.length is None:
            return ["Transfer-Encoding: chunked"]
        return [f"Content-Length: {upload.length}"]
    if body or method not in _WITHOUT_BODY:
        return [f"Content-Length: {len(body)}"]
    return []


def as_head(lines: list[str]) -> bytes:
    """Return the lines as they are sent.

    Raises:
        ConfigError: what was set for the client cannot stand in a header.
    """
    if any(character in line for line in lines for character in "\r\n\0"):
        raise ConfigError("a header of the request holds a line break")
    try:
        return "\r\n".join(lines).encode() + b"\r\n\r\n"
    except UnicodeEncodeError:
        # Without its cause, which holds every header.
        raise ConfigError("a header of the request holds a lone surrogate") from None


def framed(upload: Upload) -> Iterator[bytes | bytearray]:
    """Go over what is sent of a body: its parts, as chunks if its length is not known.

    Raises:
        SourceFailure: what the body comes from failed.
    """
    if upload.length is not None:
        yield from upload
        return
    for part in upload:
        yield b"%x\r\n%b\r\n" % (len(part), bytes(part))
    yield b"0\r\n\r\n"
