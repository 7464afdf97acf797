"""An HTTP request and its response (RFC 9110), as every transport sees them."""

from __future__ import annotations

from .errors import ResponseParseError
from .signatures import as_written
from .uploads import Upload

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    class Source(Protocol):
        """What the bytes of a body come from."""

        def read(self, size: int, /) -> bytes:
            """Return some bytes, `size` at most; none at the end."""

        def close(self) -> None:
            """Let go of what is left."""

    class Transport(Protocol):
        """Whatever carries a request to the service: `Client(transport=...)` takes any."""

        def send(self, request: Request) -> Response: ...


_PART = 64 * 1024


@as_written
class Request:
    """What is sent.

    Args:
        method: the HTTP method.
        url: the absolute URL, its query included.
        headers: name to value.
        body: the bytes of the body, empty if there is none, or what yields them in parts.
        timeout: seconds left for the exchange, None if the transport's own limits hold.
        stream: whether the body of a success may be handed out before it was read.

    Attributes:
        upload: the body where it is sent in parts, else None.
    """

    __slots__ = ("_body", "headers", "method", "stream", "timeout", "upload", "url")

    def __init__(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        body: bytes | Upload,
        timeout: float | None = None,
        stream: bool = False,
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self._body = b"" if isinstance(body, Upload) else body
        self.upload = body if isinstance(body, Upload) else None
        self.timeout = timeout
        self.stream = stream

    @property
    def body(self) -> bytes:
        """The bytes of the body: a transport that does not know uploads has them all at once."""
        return self._body if self.upload is None else b"".join(self.upload)

    def with_headers(self, headers: dict[str, str]) -> Request:
        """Return the same request with other headers."""
        body = self.upload or self._body
        return Request(self.method, self.url, headers, body, self.timeout, self.stream)

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
        body: the bytes of the body, or what they can be read from.

    Attributes:
        source: what is left of the body where it was not read, else None.
    """

    __slots__ = ("_body", "headers", "source", "status")

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes | Source) -> None:
        self.status = status
        self.headers = headers
        self._body = body if isinstance(body, bytes) else b""
        self.source = None if isinstance(body, bytes) else body

    @property
    def body(self) -> bytes:
        """The bytes of the body, empty where it was not read."""
        return self._body

    def __repr__(self) -> str:
        size = f"{len(self._body)} bytes" if self.source is None else "a stream"
        return f"<Response: {self.status}, {size}>"


def read_whole(response: Response, most: int) -> Response:
    """Return a response whose body is read.

    Args:
        response: what came.
        most: the largest body that is read, in bytes.

    Raises:
        ResponseParseError: the body is larger.
    """
    source = response.source
    if source is None:
        return response
    body = bytearray()
    try:
        while part := source.read(_PART):
            body += part
            if len(body) > most:
                raise ResponseParseError(f"the response is larger than max_response_bytes ({most})")
    finally:
        source.close()
    return Response(response.status, response.headers, bytes(body))


def host_header(url: str) -> str:
    """Return host and port of a URL; the port that the scheme implies is left out."""
    scheme, _, rest = url.partition("://")
    for end in "/?#":
        rest = rest.partition(end)[0]
    host = rest.rpartition("@")[2].lower()
    return host.removesuffix({"http": ":80", "https": ":443"}.get(scheme.lower(), ":"))
