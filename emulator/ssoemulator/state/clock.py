"""The emulator's own time, which a test moves on instead of waiting."""

import math
import time
from collections.abc import Callable


class Clock:
    """A clock that runs as another one does, ahead of it by as much as it was advanced.

    Args:
        base: Gives the time in seconds since the epoch.
    """

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self._ahead = 0.0

    def __call__(self) -> float:
        """The time in seconds since the epoch."""
        return self._base() + self._ahead

    def advance(self, seconds: float) -> None:
        """Move on.

        Args:
            seconds: How far, 0 or more.

        Raises:
            ValueError: This is no such number.
        """
        if not math.isfinite(seconds) or seconds < 0:
            raise ValueError("seconds: is not a number of 0 or more")
        self._ahead += seconds
