"""The emulator's own time, which a test moves on instead of waiting."""

import time
from collections.abc import Callable

# A hundred years, in seconds: dates that HTTP and signatures can say do not end before.
_FURTHEST = 100 * 365.25 * 24 * 60 * 60


class Clock:
    """A clock that runs as another one does, ahead of it by as much as it was advanced.

    Args:
        base: gives the time in seconds since the epoch.
    """

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self._ahead = 0.0

    def __call__(self) -> float:
        """Return the time in seconds since the epoch."""
        return self._base() + self._ahead

    def advance(self, seconds: float) -> None:
        """Move on.

        Args:
            seconds: how far, 0 or more; all together at most a hundred years.

        Raises:
            ValueError: this is not such a number.
        """
        if not 0 <= seconds <= _FURTHEST - self._ahead:
            raise ValueError("seconds: is not a number from 0 to what is left of a hundred years")
        self._ahead += seconds
