"""Bodies of requests of which a model asks more than that they are sent."""

from __future__ import annotations

import gzip
from base64 import b64encode
from hashlib import md5

from ..messages import Request

_CODING = "gzip"


def compressed(request: Request, least: int) -> Request:
    """Return a request whose body is compressed, if it is large enough and no stream.

    A coding that the caller has applied stays, and is named first (RFC 9110 section 8.4).

    Args:
        request: what would be sent.
        least: the fewest bytes for which that is worth it.
    """
    if request.upload is not None or len(request.body) < least:
        return request
    name, codings = _header(request, "Content-Encoding")
    headers = {**request.headers, name: ", ".join(filter(None, (codings, _CODING)))}
    body = gzip.compress(request.body, mtime=0)
    return Request(request.method, request.url, headers, body, stream=request.stream)


def with_md5(request: Request) -> Request:
    """Return a request with the MD5 of its body, unless the caller has given that (RFC 1864).

    Raises:
        SourceFailure: what the body comes from failed.
    """
    name, given = _header(request, "Content-MD5")
    if given:
        return request
    digest = md5(usedforsecurity=False)
    for part in request.upload or (request.body,):
        digest.update(part)
    return request.with_headers({**request.headers, name: b64encode(digest.digest()).decode()})


def _header(request: Request, name: str) -> tuple[str, str]:
    """Return the name of a header as the request spells it, and its value if it is there."""
    found = (each for each in request.headers.items() if each[0].lower() == name.lower())
    return next(found, (name, ""))
