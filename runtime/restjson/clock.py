"""Time and chance, which tests replace."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Clock(Protocol):
        """What tells time and chance: the modules `time` and `random`, or a test's own."""

        def time(self) -> float: ...

        def monotonic(self) -> float: ...

        def sleep(self, seconds: float, /) -> None: ...

        def random(self) -> float: ...


class SystemClock:
    """Time and chance as they are. The modules load when first asked."""

    def time(self) -> float:
        """Return the seconds since the epoch."""
        from time import time

        return time()

    def monotonic(self) -> float:
        """Return seconds from a point that does not move."""
        from time import monotonic

        return monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        from time import sleep

        sleep(seconds)

    def random(self) -> float:
        """Return a number from 0 to 1."""
        from random import random

        return random()  # noqa: S311 - spreads retries, keeps no secret
