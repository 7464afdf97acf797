"""Looking up the addresses of a host in bounded time: the system takes as long as it likes.

`getaddrinfo` cannot be interrupted. It runs in a thread that nobody waits for longer than they
can, and that does not keep Python from exiting. Only new connections look a name up.
"""

from __future__ import annotations

import os
import socket
from _thread import TIMEOUT_MAX, RLock, allocate_lock, start_new_thread
from collections import deque
from contextlib import suppress
from ipaddress import ip_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from typing import Any

# A lookup that hangs is shared by all who ask for its host; one that somebody gave up on may hang
# for ever, so others are tried beside it.
_MOST_LOOKUPS = 4  # of one host at the same time

# An interrupt cannot come between `with` and the lock, and a signal handler gets it though its own
# thread has it.
_lock = RLock()
_lookups: list[_Lookup] = []


def look_up(host: str, port: int, seconds: float | None) -> list[Any]:
    """Return the addresses of a host as `socket.getaddrinfo` does.

    Args:
        host: a name or an IP address.
        port: from 1 to 65535.
        seconds: how long it may take; None sets no bound.

    Raises:
        TimeoutError: it took longer.
        socket.gaierror: the host has no address.
        UnicodeError: it can be no host's name.
    """
    if _is_address(host):
        return _ask_system(host, port)
    try:
        lookup = _share(host, port)
    except RuntimeError:
        # No thread can be started, as in an exit handler from Python 3.12 on.
        return _ask_system(host, port)
    return lookup.wait(seconds)


class _Lookup:
    """A lookup in a thread of its own.

    Each caller waits for a lock of its own. All would have to take the one of an Event in turn,
    which an interrupt may leave held.
    """

    def __init__(self, host: str, port: int) -> None:
        self.place = (host, port)
        self.is_overdue = False
        self.is_done = False
        self._waiting: deque[LockType] = deque()
        self._addresses: list[Any] = []
        self._error: BaseException | None = None

    def start(self) -> None:
        """Start the thread; it does not keep Python from exiting."""
        start_new_thread(self._run, ())

    def wait(self, seconds: float | None) -> list[Any]:
        self._sleep(seconds)
        if not self.is_done:
            self.is_overdue = True
            raise TimeoutError("the lookup of the host's name takes too long")
        if self._error is not None:
            raise self._error.with_traceback(None)  # one that another caller may have got, too
        return self._addresses

    def _sleep(self, seconds: float | None) -> None:
        own = allocate_lock()
        own.acquire()
        self._waiting.append(own)
        if not self.is_done:  # if it is, nobody may be left to release what was appended
            own.acquire(True, -1 if seconds is None else min(max(seconds, 0.0), TIMEOUT_MAX))
        with suppress(ValueError):  # it was released
            self._waiting.remove(own)

    def _run(self) -> None:
        try:
            self._addresses = _ask_system(*self.place)
        except BaseException as error:  # whoever waits gets it
            self._error = error
        self.is_done = True
        while True:
            try:
                self._waiting.pop().release()
            except IndexError:
                return  # all are awake


def _share(host: str, port: int) -> _Lookup:
    """Return the lookup of a host that is under way, or start one."""
    with _lock:
        return _find_or_start(host, port)


def _find_or_start(host: str, port: int) -> _Lookup:
    # Apart from `with`: Python 3.12 and 3.13 compile some jumps back in a loop outside of the range
    # that `with` guards, and an interrupt that comes there would leave the lock held.
    _lookups[:] = [each for each in _lookups if not each.is_done]
    same = [each for each in _lookups if each.place == (host, port)]
    if same and (not same[-1].is_overdue or len(same) >= _MOST_LOOKUPS):
        return same[-1]
    lookup = _Lookup(host, port)
    lookup.start()
    _lookups.append(lookup)
    return lookup


def _ask_system(host: str, port: int) -> list[Any]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _forget() -> None:
    """Begin anew after a fork: the threads are the parent's, and so may be a lock that is held."""
    global _lock
    _lock = RLock()
    _lookups.clear()


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_forget)
