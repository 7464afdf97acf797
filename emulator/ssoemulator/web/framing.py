"""Where a request ends: refused is all that two servers could take for different requests.

RFC 9112 sections 2.3, 3.2, 5.1, 6 and 7.1. What http.server and Werkzeug let pass is a body with
two lengths, a ``Content-Length: +5``, a chunk of ``0x5`` bytes, and malformed header lines.
"""

import re
from email.message import Message
from io import BufferedIOBase

_VERSIONS = frozenset({"HTTP/1.0", "HTTP/1.1"})
_LENGTH = re.compile(r"[0-9]{1,18}", re.ASCII)
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})(?:[ \t]*;[^\r\n]*)?\r\n")
_LONGEST_LINE = 1024


class FramingError(ValueError):
    """It cannot be told where a request ends."""


def body_length(version: str, headers: Message) -> int | None:
    """Return the length of a body in bytes, None if it comes in chunks.

    Args:
        version: the HTTP version of the request line.
        headers: the headers as they were parsed.

    Raises:
        FramingError: the head of the request is malformed, or ambiguous.
    """
    lengths = headers.get_all("Content-Length", [])
    encodings = headers.get_all("Transfer-Encoding", [])
    hosts = headers.get_all("Host", [])
    # The parser gives up at a line that is not a header, and takes the rest for a payload.
    broken = headers.defects or headers.get_payload() or _is_folded(headers)
    if broken or version not in _VERSIONS or len(lengths) + len(encodings) > 1:
        raise FramingError("the head is malformed")
    if len(hosts) > 1 or (version == "HTTP/1.1" and not hosts):
        raise FramingError("there is not one Host header")
    if encodings:
        if version == "HTTP/1.0" or encodings[0].strip().lower() != "chunked":
            raise FramingError("the transfer encoding is not chunked")
        return None
    if lengths and not _LENGTH.fullmatch(lengths[0].strip(" \t")):
        raise FramingError("the length is not digits")
    return int(lengths[0]) if lengths else 0


def read_body(stream: BufferedIOBase, length: int | None, limit: int) -> bytes:
    """Read a body.

    Args:
        stream: the connection.
        length: as ``body_length`` has it.
        limit: after how many bytes to stop.

    Raises:
        FramingError: the body ends early, or a chunk is malformed.
    """
    if length is None:
        return _read_chunks(stream, limit)
    return _read_exactly(stream, min(length, limit))


def _read_chunks(stream: BufferedIOBase, limit: int) -> bytes:
    body = bytearray()
    while len(body) < limit:
        match = _CHUNK_SIZE.fullmatch(stream.readline(_LONGEST_LINE))
        if match is None:
            raise FramingError("a chunk has no size")
        size = int(match[1], 16)
        if size == 0:
            # Trailers would be allowed. Nobody who calls AWS sends any.
            if stream.readline(_LONGEST_LINE) != b"\r\n":
                raise FramingError("something follows the last chunk")
            break
        body += _read_exactly(stream, min(size, limit - len(body)))
        if len(body) < limit and _read_exactly(stream, 2) != b"\r\n":
            raise FramingError("a chunk is longer than its size")
    return bytes(body)


def _read_exactly(stream: BufferedIOBase, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise FramingError("the body ends early")
    return data


def _is_folded(headers: Message) -> bool:
    return any("\n" in value or "\r" in value for value in headers.values())
