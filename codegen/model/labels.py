"""Labels: the places in a path, or in the name of a host, that members of an input fill."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = re.compile(r"\{([A-Za-z_][A-Za-z0-9_.-]*)(\+?)\}")


@dataclass(frozen=True, slots=True)
class Label:
    """A place that a member fills.

    Args:
        name: the member's, on the wire.
        greedy: what fills it may be several segments of a path.
    """

    name: str
    greedy: bool


def parts_of(template: str) -> tuple[str | Label, ...]:
    """Return text and labels in their order: ``/a/{b}`` is ``/a/`` and a label."""
    texts_and_labels = _LABEL.split(template)
    parts: list[str | Label] = [texts_and_labels[0]]
    for start in range(1, len(texts_and_labels), 3):
        name, plus, text = texts_and_labels[start : start + 3]
        parts += [Label(name, bool(plus)), text]
    return tuple(part for part in parts if part)
