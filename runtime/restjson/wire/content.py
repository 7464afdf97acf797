"""What a response is that is not what the service sends: named, so that people know whom to ask."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..errors import ResponseParseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_COMPRESSIONS = ("gzip", "x-gzip", "compress", "deflate", "br", "zstd")
_GZIP_MAGIC = b"\x1f\x8b"

_EVENT_STREAM = "application/vnd.amazon.eventstream"
_HTML = (b"<!doctype html", b"<html")
_HTML_TYPES = ("text/html", "application/xhtml+xml")

COMPRESSED = "compressed content, which was not asked for"
HTML = "an HTML page, perhaps of a proxy or of the network, in place of the service's response"


def foreign_content(headers: Mapping[str, str], body: bytes) -> str:
    """Return what a body is that is not JSON: `COMPRESSED`, `HTML`, or nothing if neither.

    Args:
        headers: those of the response, their names in lower case.
        body: what cannot be read as JSON.
    """
    if not body:
        return ""
    codings = headers.get("content-encoding", "").lower().split(",")
    if body.startswith(_GZIP_MAGIC) or any(each.strip() in _COMPRESSIONS for each in codings):
        return COMPRESSED
    declared = headers.get("content-type", "").lower()
    begins = body.lstrip()[:20].lower()
    return HTML if begins.startswith(_HTML) or declared.startswith(_HTML_TYPES) else ""


def foreign_stream(headers: Mapping[str, str], body: bytes) -> str:
    """Return what a body is that is no event stream, by its media type if by nothing else.

    Args:
        headers: those of the response, their names in lower case.
        body: its first bytes.

    Returns:
        Nothing if the response says that it is an event stream, or says nothing.
    """
    found = foreign_content(headers, body)
    declared = headers.get("content-type", "").partition(";")[0].strip()
    return found or ("" if declared.lower() == _EVENT_STREAM else declared)


def unexpected(operation_name: str, expected: str, found: str) -> ResponseParseError:
    """Return the exception for a response that is something else than it must be."""
    return ResponseParseError(f"{operation_name}: expected {expected} as the response, got {found}")


def redirection(status: int, headers: Mapping[str, str]) -> str:
    """Return where a response redirects to: the host alone, since paths may hold secrets.

    Args:
        status: the HTTP status.
        headers: those of the response, their names in lower case.

    Returns:
        A clause for a message, or nothing if this is not a redirect (RFC 9110 section 15.4).
    """
    location = headers.get("location")
    if location is None or not 300 <= status < 400:
        return ""
    try:
        host = urlsplit(location.strip()).netloc.rpartition("@")[2]
    except ValueError:
        host = "an invalid address"
    return f"a redirect to {host or 'the same host'}, which is not followed"
