"""Waiting for a person: bounded, and given up when the caller says so."""

from __future__ import annotations

import threading
import time

from .errors import LoginCancelled, LoginTimedOut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Clock(Protocol):
        """What tells the time: the module `time`, or a test's own."""

        def time(self) -> float: ...

        def monotonic(self) -> float: ...

    class Cancel(Protocol):
        """What says that the caller gave up: a `threading.Event`, set from another thread."""

        def is_set(self) -> bool: ...

        def wait(self, timeout: float | None = None) -> bool: ...


_STEP = 0.1  # seconds after which it is looked whether the caller gave up


class Wait:
    """How long a sign-in may take.

    Args:
        seconds: the bound.
        cancel: is set when the caller gives up.
        clock: tells the time.
        command: the command that begins anew.

    Attributes:
        command: the same, for errors; None if there is none.
    """

    def __init__(
        self, seconds: float, cancel: Cancel | None, clock: Clock = time, command: str = ""
    ) -> None:
        self._clock = clock
        self._ends = clock.monotonic() + seconds
        self._cancel: Cancel = cancel or threading.Event()
        self.command = command or None

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return max(0.0, self._ends - self._clock.monotonic())

    def shorten(self, seconds: float) -> None:
        """Let it end after so many seconds from now, if that is earlier."""
        self._ends = min(self._ends, self._clock.monotonic() + seconds)

    def check(self) -> None:
        """Raise if there is nothing to wait for any more.

        Raises:
            LoginCancelled: the caller gave up.
            LoginTimedOut: the time is over.
        """
        if self._cancel.is_set():
            raise LoginCancelled("the sign-in was cancelled", self.command)
        if self.left <= 0:
            raise LoginTimedOut("the sign-in was not completed in time", self.command)

    def sleep(self, seconds: float) -> None:
        """Wait so many seconds, or raise as `check` does."""
        self.check()
        self._cancel.wait(min(seconds, self.left))
        self.check()

    def until(self, event: threading.Event) -> None:
        """Wait until something has happened, or raise as `check` does."""
        while not event.wait(min(_STEP, self.left)):
            self.check()
