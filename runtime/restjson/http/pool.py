"""Idle connections to one place, kept without a lock.

A lock that an interrupt leaves held, or that a signal handler asks for while its own thread has
it, would stop a client for good. A deque's `append` and `pop` are atomic: there is nothing to hold.
"""

from __future__ import annotations

from collections import deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .connection import Connection


class Pool:
    """The connections to one place that wait for a request, the last used first.

    No thread waits for another: where none is idle, a new connection is made.

    Args:
        new_connection: returns one that is not yet connected.
        size: the most that are kept, 0 or more.
    """

    def __init__(self, new_connection: Callable[[], Connection], size: int) -> None:
        self._new_connection = new_connection
        self._size = size
        self._idle: deque[Connection] = deque()

    def make(self) -> Connection:
        """Return a connection that is to be opened."""
        return self._new_connection()

    def take(self) -> Connection:
        """Return a connection that nobody else has: an idle one, or one to be opened."""
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return self.make()
            if connection.is_idle():
                return connection
            connection.discard()

    def give_back(self, connection: Connection) -> None:
        """Keep a connection whose exchange is over, or close it: it may not be fit to be kept."""
        if connection.is_idle():
            self._idle.append(connection)
            self._trim()
        else:
            connection.discard()

    def close(self) -> None:
        """Close what is idle now, and what is given back later."""
        self._size = 0
        self._trim()

    def _trim(self) -> None:
        """Close the connections that are too many, those that were idle for longest."""
        while len(self._idle) > self._size:
            try:
                connection = self._idle.popleft()
            except IndexError:
                return  # another thread was faster
            connection.discard()
