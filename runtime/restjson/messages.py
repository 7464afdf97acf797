"""An HTTP request and its response (RFC 9110), as every transport sees them."""

from __future__ import annotations

from .signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    class Transport(Protocol):
        """Whatever carries a request to the service: `Client(transport=...)` takes any."""

        def send(self, request: Request) -> Response: ...


@as_written
class Request:
    """What is sent.

    Args:
        method: the HTTP method.
        url: the absolute URL, its query included.
        headers: name to value.
        body: the bytes of the body, empty if there is none.
        timeout: seconds left for the exchange, None if the transport's own limits hold.
    """

    __slots__ = ("body", "headers", "method", "timeout", "url")

    def __init__(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        body: bytes,
        timeout: float | None = None,
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout

    def __repr__(self) -> str:
        # Path, query, headers and body may hold secrets.
        scheme = self.url.partition("://")[0]
        return f"<Request: {self.method} {scheme}://{host_header(self.url)}>"


@as_written
class Response:
    """What came back.

    Args:
        status: the HTTP status.
        headers: name to value, the names in any case.
        body: the bytes of the body.
    """

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    def __repr__(self) -> str:
        return f"<Response: {self.status}, {len(self.body)} bytes>"


def host_header(url: str) -> str:
    """Return host and port of a URL; the port that the scheme implies is left out."""
    scheme, _, rest = url.partition("://")
    for end in "/?#":
        rest = rest.partition(end)[0]
    host = rest.rpartition("@")[2].lower()
    return host.removesuffix({"http": ":80", "https": ":443"}.get(scheme.lower(), ":"))
