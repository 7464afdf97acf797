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

    from .head import Body

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

    def read(self, method: str, rest: Bounds | None = None) -> RawResponse:
        """Return the final response with its body.

        Args:
            method: the request's; a response to HEAD has no body.
            rest: where the body of a success is to be left unread, what reading it may take.

        Raises:
            ReadFailure: the response is malformed, incomplete, too large, or too slow.
        """
        response = self.read_head()
        is_left = rest is not None and response.status in _SUCCESSFUL
        if rest is not None and is_left:
            self._receiver.bounds = rest
        body = self._body_of(response, method)
        if is_left and not body.is_over:
            response.rest = body
        else:
            response.body = read_all(body)
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
                response.unread = self._receiver.buffer
                return response
            unread_body = unread_body or response.announces_body

    def read_connected(self) -> RawResponse:
        """Return the head of the response to CONNECT (RFC 9110 section 9.3.6).

        Raises:
            ReadFailure: as `read`; also if more came than the head of a success, since in a
                tunnel the client speaks first.
        """
        response = self.read_head()
        if response.unread and response.status in _SUCCESSFUL:
            raise ReadFailure(ResponseParseError, "the proxy sent data before the tunnel was used")
        return response

    def _body_of(self, response: RawResponse, method: str) -> Body:
        if method == "HEAD" or response.status in _WITHOUT_BODY:
            # If the server does send a body, the next caller would get it as a response.
            response.reusable = response.reusable and not response.announces_body
            return SizedBody(self._receiver, 0)
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
