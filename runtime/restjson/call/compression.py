"""Compressed bodies: requests where the model allows it, responses where a member asks for it."""

from __future__ import annotations

import gzip
import zlib

from ..errors import ResponseParseError
from ..messages import Response

_CODING = "gzip"
_HEADER = "Content-Encoding"
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS  # as zlib wants to be told


def decompressed(response: Response, most: int, host: str) -> Response:
    """Return a response whose body is plain (RFC 9110 section 8.4.1.3).

    Args:
        response: what came; a transport may have decompressed it already.
        most: the bytes that it may have.
        host: where it came from, for messages.

    Raises:
        ResponseParseError: the body is cut off, damaged, or larger.
    """
    if not response.body.startswith(_GZIP_MAGIC):
        return response
    plain, rest = b"", response.body
    while rest:  # a body may be several of them, one after the other (RFC 1952 section 2.2)
        decoder = zlib.decompressobj(_GZIP)
        try:
            plain += decoder.decompress(rest, most + 1 - len(plain))
        except zlib.error:
            raise ResponseParseError(f"{host}: the compressed response is damaged") from None
        if len(plain) > most:
            raise ResponseParseError(
                f"{host}: the response, decompressed, is larger than max_response_bytes={most}"
            )
        if not decoder.eof:
            raise ResponseParseError(f"{host}: the compressed response is cut off")
        rest = decoder.unused_data
    return Response(response.status, response.headers, plain)


def compressed(body: bytes) -> bytes:
    """Return a body that is compressed, always to the same."""
    return gzip.compress(body, mtime=0)


def with_coding(headers: dict[str, str]) -> dict[str, str]:
    """Return the headers for a compressed body: codings of the caller were applied before."""
    given = next((name for name in headers if name.lower() == _HEADER.lower()), _HEADER)
    codings = filter(None, (headers.get(given), _CODING))
    return {**headers, given: ", ".join(codings)}
