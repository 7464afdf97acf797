"""What comes on a connection, within bounds of time."""

from __future__ import annotations

from ..errors import ConnectionClosedError
from .bounds import Bounds, ReadFailure
from .tls import require_close_notify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from socket import socket

_RECEIVE = 64 * 1024


class Receiver:
    """Receives from a socket, and keeps what came and was not taken yet.

    Args:
        sock: a connected socket, plain or TLS.
        bounds: what the exchange may take.

    Attributes:
        buffer: what was not taken yet.
        bounds: those that hold from now on.
    """

    __slots__ = ("_received", "_sock", "bounds", "buffer")

    def __init__(self, sock: socket, bounds: Bounds) -> None:
        require_close_notify(sock)
        self._sock = sock
        self._received = False
        self.bounds = bounds
        self.buffer = bytearray()

    def take(self, size: int) -> bytes:
        """Return the first bytes of the buffer, `size` at most."""
        taken = bytes(self.buffer[:size])
        del self.buffer[:size]
        return taken

    def fill(self, size: int) -> None:
        """Receive until the buffer has `size` bytes.

        Raises:
            ReadFailure: the connection ended before, or broke, or it took too long.
        """
        while len(self.buffer) < size:
            self.more()

    def more(self) -> None:
        """Receive some bytes into the buffer; raises as `fill`."""
        data = self.receive(_RECEIVE)
        if not data:
            raise self._closed()
        self.buffer += data

    def some(self, size: int) -> bytes:
        """Return some bytes, `size` at most, from the buffer if there are any; raises as `fill`."""
        if self.buffer:
            return self.take(size)
        data = self.receive(min(size, _RECEIVE))
        if not data:
            raise self._closed()
        return data

    def receive(self, size: int) -> bytes:
        """Receive some bytes, none at the end of the connection.

        Raises:
            ReadFailure: the connection broke, or it took too long.
        """
        try:
            self._sock.settimeout(self.bounds.wait())
            data = self._sock.recv(size)
        except TimeoutError as error:
            raise self.bounds.too_slow() from error
        except OSError as error:
            raise self._closed() from error
        self._received = self._received or bool(data)
        return data

    def _closed(self) -> ReadFailure:
        what = (
            "the connection ended before the response was complete"
            if self._received
            else "the server closed the connection without a response"
        )
        return ReadFailure(ConnectionClosedError, f"{what}: try again")
