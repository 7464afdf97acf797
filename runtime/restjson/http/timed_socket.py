"""A socket whose timeout bounds all that follows, where Python's bounds each read anew."""

from __future__ import annotations

from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ssl import SSLSocket


class TimedSocket:
    """The outer of two layers of TLS.

    One step of the inner layer takes many of the outer, so a peer that sends a byte now and then
    could stretch a handshake or a record for ever. What urllib3 and we ask of a socket is here.

    Args:
        sock: connected, its handshake done.
    """

    def __init__(self, sock: SSLSocket) -> None:
        self._sock = sock
        self._stop_at: float | None = None
        self.settimeout(sock.gettimeout())

    def settimeout(self, seconds: float | None) -> None:
        """Set the seconds for all that follows until this is called again; None for no bound."""
        self._stop_at = None if seconds is None else monotonic() + seconds

    def recv(self, size: int) -> bytes:
        """Return some bytes, at most `size`; none at the end of the connection.

        Raises:
            TimeoutError: the time is over.
        """
        self._limit()
        return self._sock.recv(size)

    def send(self, data: bytes | memoryview) -> int:
        """Send some of `data` and return how much.

        Raises:
            TimeoutError: the time is over.
        """
        self._limit()
        return self._sock.send(data)

    def sendall(self, data: bytes) -> None:
        """Send `data`.

        Raises:
            TimeoutError: the time is over.
        """
        unsent = memoryview(data)
        while unsent:
            unsent = unsent[self.send(unsent) :]

    def pending(self) -> int:
        """Return how many bytes have come and are decrypted, but not read."""
        return self._sock.pending()

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._sock.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._sock.close()

    def _limit(self) -> None:
        if self._stop_at is None:
            self._sock.settimeout(None)
            return
        left = self._stop_at - monotonic()
        if left <= 0:
            raise TimeoutError("the time is over")
        self._sock.settimeout(left)
