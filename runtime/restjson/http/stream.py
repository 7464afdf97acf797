"""What is left of a response, on a connection that goes back to its pool at the end."""

from __future__ import annotations

from .bounds import ReadFailure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .connection import Connection
    from .head import Body, RawResponse
    from .pool import Pool


class BodyStream:
    """The body of a response, read as it comes.

    Args:
        body: what reads it.
        response: the head.
        connection: what it comes on.
        pool: gets the connection when the body was read to its end.
        origin: the server's name, for messages.
    """

    # An interrupt may come before `__init__` has done its work, and then the destructor.
    _connection: Connection | None = None

    def __init__(
        self, body: Body, response: RawResponse, connection: Connection, pool: Pool, origin: str
    ) -> None:
        self._body = body
        self._response = response
        self._connection = connection
        self._pool = pool
        self._origin = origin

    def read(self, size: int) -> bytes:
        """Return some bytes, `size` at most; none at the end, or after `close`.

        Raises:
            TransportError: the rest does not come.
            ResponseParseError: what comes is not HTTP/1.1.
        """
        if self._connection is None:
            return b""
        try:
            part = self._body.read(size)
        except ReadFailure as error:
            self.close()
            raise error.kind(f"{self._origin}: {error.what}") from error.__cause__
        except BaseException:
            self.close()
            raise
        if self._body.is_over:
            self._give_back()
        return part

    def close(self) -> None:
        """Close the connection, unless the body was read to its end."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.discard()

    def __del__(self) -> None:
        self.close()

    def _give_back(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        if self._response.is_reusable:
            self._pool.give_back(connection)
        else:
            connection.discard()
