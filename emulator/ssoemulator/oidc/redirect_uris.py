"""Redirect URIs: which can be registered, and which of them the browser may be sent to."""

import re
from urllib.parse import urlsplit

_LOOPBACK = re.compile(r"\A(http://(?:127\.0\.0\.1|\[::1\])):\d{1,5}(?=[/?]|\Z)", re.ASCII)


def is_redirect_uri(text: str) -> bool:
    """Tell whether a text is an absolute URI without a fragment (RFC 6749 section 3.1.2)."""
    if not text.isascii() or not text.isprintable() or " " in text or "#" in text:
        return False
    try:
        uri = urlsplit(text)
    except ValueError:
        return False
    if uri.scheme in {"http", "https"}:
        return bool(uri.hostname)
    return bool(uri.scheme and (uri.netloc or uri.path))


def allows(registered: str, given: str) -> bool:
    """Tell whether a registered redirect URI covers the one of an authorization request.

    They are the same string, except that a loopback address may have any port: the client takes
    one that is free when it starts to listen (RFC 8252 section 7.3).
    """
    return _without_loopback_port(registered) == _without_loopback_port(given)


def _without_loopback_port(uri: str) -> str:
    return _LOOPBACK.sub(r"\1", uri)
