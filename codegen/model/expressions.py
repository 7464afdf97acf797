"""Expressions: what a waiter looks for in a result, in as much of JMESPath as AWS's models use.

A place (`account.status`, `items[].status`, where `[]` stands for each item of a list), how many
items are at a place (`length(items)`), one of them compared with a value, and such comparisons
joined by `&&` (https://jmespath.org/specification.html).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_PLACE = r"[A-Za-z_]\w*(?:\[\])?(?:\.[A-Za-z_]\w*(?:\[\])?)*"
_TEST = re.compile(
    rf"(?:length\(\s*(?P<counted>{_PLACE})\s*\)|(?P<place>{_PLACE}))"
    r"(?:\s*(?P<sign>==|!=)\s*(?:'(?P<text>[^'\\]*)'|`(?P<number>[0-9]+)`))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A member; `each`: it is a list, and each of its items is meant."""

    name: str
    each: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What steps lead to, from member to member."""

    steps: tuple[Step, ...]

    @property
    def is_several(self) -> bool:
        """Whether it is a list of what is at the place in each item of a list."""
        return any(step.each for step in self.steps)


@dataclass(frozen=True, slots=True)
class Length:
    """How many items are at a place."""

    place: Place


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value compared with a constant; `sign` is ``==`` or ``!=``."""

    value: Place | Length
    sign: str
    expected: str | int

    @property
    def opposite(self) -> Comparison:
        """The comparison that holds where this one does not."""
        return replace(self, sign="!=" if self.sign == "==" else "==")


@dataclass(frozen=True, slots=True)
class Both:
    """Comparisons that must all hold."""

    tests: tuple[Comparison, ...]


Expression = Place | Length | Comparison | Both


def parse(text: str) -> Expression | None:
    """Return the expression that a text is, None if it is not one of these."""
    parts = [_part(part.strip()) for part in text.split("&&")]
    if len(parts) == 1:
        return parts[0]
    tests = tuple(part for part in parts if isinstance(part, Comparison))
    return Both(tests) if len(tests) == len(parts) else None


def _part(text: str) -> Place | Length | Comparison | None:
    match = _TEST.fullmatch(text)
    if match is None:
        return None
    place = match["place"]
    value = Place(_steps(place)) if place else Length(Place(_steps(match["counted"])))
    if match["sign"] is None:
        return value
    expected = match["text"] if match["number"] is None else int(match["number"])
    return Comparison(value, match["sign"], expected)


def _steps(text: str) -> tuple[Step, ...]:
    return tuple(Step(name.removesuffix("[]"), name.endswith("[]")) for name in text.split("."))
