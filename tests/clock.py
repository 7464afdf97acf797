"""A clock that a test moves: nobody waits."""


class FakeClock:
    """Time that passes only by sleeping.

    Attributes:
        slept: each sleep, in seconds.
        chance: what `random` returns.
    """

    def __init__(self, now: float = 1_700_000_000.0, chance: float = 0.5) -> None:
        self.now = now
        self.chance = chance
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def random(self) -> float:
        return self.chance
