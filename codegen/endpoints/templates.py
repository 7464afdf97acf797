"""Template strings: ``https://{Region}.{PartitionResult#dnsSuffix}``, doubled braces for braces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codegen.endpoints.values import Path, Refusal

_PLACE = re.compile(r"\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?:#(?P<attribute>[^{}#]+))?\}")
_TEXT = re.compile(r"(?:[^{}]|\{\{|\}\})+")


@dataclass(frozen=True)
class Place:
    """What is filled in: a variable, or with `attribute` a part of one."""

    name: str
    attribute: str | None


def parse_template(text: str, path: Path) -> tuple[str | Place, ...]:
    """Return the parts of a template string: text as it is to appear, and places.

    Raises:
        Refusal: a brace is neither doubled nor part of a place.
    """
    parts: list[str | Place] = []
    position = 0
    while position < len(text):
        part = _TEXT.match(text, position) or _PLACE.match(text, position)
        if part is None:
            near = text[position : position + 20]
            raise Refusal(
                path,
                f"expected {{name}}, {{name#attribute}}, or {{{{ and }}}} for braces: {near!r}",
            )
        parts.append(_read(part))
        position = part.end()
    return tuple(parts)


def _read(part: re.Match[str]) -> str | Place:
    if part.re is _PLACE:
        return Place(part.group("name"), part.group("attribute"))
    return part.group().replace("{{", "{").replace("}}", "}")
