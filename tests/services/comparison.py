"""What comparing many outcomes comes to: how many are the same, and those that nothing explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.services.differences import Difference, compare

_SHOWN = 5


class Comparison:
    """Our outcomes against botocore's.

    Args:
        what: what is compared, as counts name it.
        differences: those that are listed.
    """

    def __init__(self, what: str, differences: Iterable[Difference]) -> None:
        self._what = what
        self._differences = tuple(differences)
        self._counted: Counter[str] = Counter()
        self._unexplained: list[str] = []

    def add(self, name: str, given: Any, shape: Any, ours: Any, theirs: Any) -> None:
        """Compare two outcomes.

        Args:
            name: what to call them if they differ.
            given: what led to them.
            shape: of what was given.
            ours: our outcome.
            theirs: botocore's.
        """
        if not compare(self._differences, given, shape, ours, theirs, self._counted):
            self._unexplained.append(f"{name}\n  ours   {ours}\n  theirs {theirs}")

    def end(self, count: Counter[str]) -> None:
        """Add the numbers to those of all services, and fail if something is unexplained."""
        count.update({f"{self._what}: {each}": number for each, number in self._counted.items()})
        shown = "\n".join(self._unexplained[:_SHOWN])
        assert not self._unexplained, f"{len(self._unexplained)} unexplained:\n{shown}"
