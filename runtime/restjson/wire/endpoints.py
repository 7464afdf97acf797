"""Where a request goes: what the emitted endpoint rules stand on."""

from __future__ import annotations

from ..signatures import as_written
from .endpoint_functions import is_valid_host_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LAST_PORT = 65535
_PORT_LENGTH = len(str(_LAST_PORT))


@as_written
class Endpoint:
    """A resolved endpoint.

    Args:
        url: scheme, host and, for a custom endpoint, a base path.
        properties: what the rules say of the endpoint, such as how to sign.
        headers: headers that the rules add to each request.
    """

    __slots__ = ("headers", "properties", "url")

    def __init__(
        self,
        url: str,
        properties: dict[str, Any] | None = None,
        headers: dict[str, list[str]] | None = None,
    ) -> None:
        self.url = url
        self.properties = {} if properties is None else properties
        self.headers = {} if headers is None else headers

    def __repr__(self) -> str:
        return f"<Endpoint: {self.url}>"


def is_host_label(text: str) -> bool:
    """Tell whether `text` can be one label of a host name (RFC 1123 section 2.1).

    AWS's clients also refuse a label of digits alone.
    """
    return is_valid_host_label(text, False) and not text.isdigit()


def url_problem(url: object) -> str | None:
    """Return what is wrong with a custom endpoint's URL, or None."""
    if not isinstance(url, str):
        return f"expected str, got {type(url).__name__}"
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.lower() not in ("http", "https"):
        return "expected a URL that starts with http:// or https://"
    if any(not "!" <= character <= "~" for character in rest):
        return "expected a URL of printable ASCII characters without blanks"
    host = rest.partition("/")[0]
    if "@" in host or "?" in rest or "#" in rest:
        return "expected a URL without user, query or fragment"
    if not host or host.startswith(":"):
        return "expected a URL with a host"
    port = host.rpartition("]")[2].partition(":")[2]  # an IPv6 address stands in brackets
    if port and not (port.isdigit() and len(port) <= _PORT_LENGTH and 0 < int(port) <= _LAST_PORT):
        return f"expected a port from 1 to {_LAST_PORT}"
    return None
