"""Arguments of emitted records, as finished lines. What is as by default is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codegen.escape import literal
from codegen.layout import INDENT, Group, lines_of
from codegen.package.module import Code, Part


@dataclass(frozen=True)
class Setting(Part):
    """An argument of a record; `code` is its value where that is not a string."""

    lines: tuple[str, ...]
    code: Code | None = None


def text(name: str, value: str) -> Setting:
    """Return an argument that is a string."""
    return Setting((f"{INDENT}{name}={literal(value)},",))


def code(name: str, value: str) -> Setting:
    """Return an argument that is what a name stands for."""
    return Setting((f"{INDENT}{name}={value},",), Code(value))


def mapping(name: str, values: Mapping[str, str | bool]) -> Iterator[Setting]:
    """Yield an argument that is a dict, unless that is empty."""
    items = tuple(
        (f"{literal(key)}: ", literal(value) if isinstance(value, str) else str(value))
        for key, value in values.items()
    )
    if items:
        layout = Group("{", items, "}", is_call=False)
        yield Setting(tuple(lines_of(f"{name}=", layout, INDENT, ",")))


def texts(name: str, values: Iterable[str]) -> Iterator[Setting]:
    """Yield an argument that is a list of strings, unless there are none."""
    items = tuple(("", literal(value)) for value in values)
    if items:
        yield Setting(
            tuple(lines_of(f"{name}=", Group("[", items, "]", is_call=False), INDENT, ","))
        )
