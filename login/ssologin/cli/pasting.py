"""Taking the address at which a browser elsewhere ended, pasted at the terminal."""

from __future__ import annotations

import os
import sys
import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_TICK = 0.1  # seconds
_MOST_BYTES = 64 * 1024
_ENTER, _BACKSPACE = b"\r\n", b"\x08\x7f"


def can_paste() -> bool:
    """Tell whether somebody can paste here: a terminal that this process may read."""
    if os.name != "posix" or not sys.stdin.isatty():
        return False
    # Who reads or changes the terminal from the background is stopped.
    return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()


class Pasting:
    """Reads lines that are pasted, in a thread.

    The terminal does not show them, since the address has a code, and does not cut them off, as
    it does with long lines that it edits itself.

    Args:
        take: is called with each line.
    """

    def __init__(self, take: Callable[[str], object]) -> None:
        import termios
        import tty

        self._take = take
        self._terminal = sys.stdin.fileno()
        self._before: list[Any] = termios.tcgetattr(self._terminal)
        tty.setcbreak(self._terminal)  # Ctrl-C stays what it is
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the terminal be as it was; what was pasted and not read goes to no other program."""
        import termios

        self._done.set()
        self._thread.join()
        termios.tcsetattr(self._terminal, termios.TCSAFLUSH, self._before)

    def _read(self) -> None:
        from select import select

        line = bytearray()
        while not self._done.is_set():
            if select([self._terminal], [], [], _TICK)[0]:
                data = os.read(self._terminal, 4096)
                if not data:
                    return  # the terminal is gone
                self._add(line, data)

    def _add(self, line: bytearray, data: bytes) -> None:
        for byte in data:
            if byte in _ENTER:
                text = line.decode(errors="replace").strip()
                line.clear()
                if text:
                    self._take(text)
            elif byte in _BACKSPACE:
                del line[-1:]
            elif len(line) < _MOST_BYTES:
                line.append(byte)
