"""Reading one HTTP/1.1 response from a connection, within bounds (RFC 9112)."""

from __future__ import annotations

from ..errors import ResponseParseError
from .bounds import Bounds, ReadFailure
from .framing import ChunkedBody, SizedBody, UnsizedBody, read_all
from .head import RawResponse, parse_head
from .lines import Lines
from .receiver import Receiver

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socket import socket

    from .framing import Body

_INFORMATIONAL = range(100, 200)
_SUCCESSFUL = range(200, 300)
_SWITCHING_PROTOCOLS = 101
_WITHOUT_BODY = frozenset({204, 304})


class ResponseReader:
    """Reads the response to one request.

    Args:
        sock: a connected socket, plain or TLS.
        bounds: what the exchange may take.
    """

    def __init__(self, sock: socket, bounds: Bounds) -> None:
        self._receiver = Receiver(sock, bounds)
        self._lines = Lines(self._receiver)

    def read(self, method: str) -> RawResponse:
        """Return the final response with its body.

        Args:
            method: the request's; a response to HEAD has no body.

        Raises:
            ReadFailure: the response is malformed, incomplete, too large, or too slow.
        """
        response = self.read_head()
        body = self.body_of(response, method)
        if body is not None:
            response.body = read_all(body)
        response.reusable = self.is_reusable(response)
        return response

    def read_head(self) -> RawResponse:
        """Return the final response without its body; raises as `read`."""
        unread_body = False
        while True:
            response = parse_head(self._lines.read())
            if response.status == _SWITCHING_PROTOCOLS:
                raise ReadFailure(ResponseParseError, "the server changed to another protocol")
            if response.status not in _INFORMATIONAL:
                response.reusable = response.reusable and not unread_body
                return response
            unread_body = unread_body or response.announces_body

    def read_connected(self) -> RawResponse:
        """Return the head of the response to CONNECT (RFC 9110 section 9.3.6).

        Raises:
            ReadFailure: as `read`; also if more came than the head of a success, since in a
                tunnel the client speaks first.
        """
        response = self.read_head()
        if self._receiver.buffer and response.status in _SUCCESSFUL:
            raise ReadFailure(ResponseParseError, "the head of the response is followed by more")
        return response

    def body_of(
        self, response: RawResponse, method: str, bounds: Bounds | None = None
    ) -> Body | None:
        """Return what reads the body, None if there is none.

        Args:
            response: the head.
            method: the request's.
            bounds: what reading the body may take, if not what is left of the exchange's.

        Raises:
            ReadFailure: the body is too large.
        """
        self._receiver.bounds = bounds or self._receiver.bounds
        if method == "HEAD" or response.status in _WITHOUT_BODY:
            # If the server does send a body, the next caller would get it as a response.
            response.reusable = response.reusable and not response.announces_body
            return None
        if response.is_chunked:
            if response.length is not None:
                # A sign of request smuggling (RFC 9112 section 6.3): the coding counts, and the
                # connection is not used again.
                response.reusable = False
            return ChunkedBody(self._receiver, self._lines)
        if response.length is not None:
            return SizedBody(self._receiver, response.length)
        response.reusable = False
        return UnsizedBody(self._receiver, may_be_empty=response.status not in _SUCCESSFUL)

    def is_reusable(self, response: RawResponse) -> bool:
        """Tell whether the connection can carry another exchange, once the body was read.

        If more came than the head announced, what follows can be no response to a later request.
        """
        return response.reusable and not self._receiver.buffer
