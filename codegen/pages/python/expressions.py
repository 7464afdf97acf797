"""Python expressions on pages: what values look like, and those of examples."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from codegen.escape import literal
from codegen.model.operations import Operation
from codegen.model.shapes import Shape

_STEP = " " * 4

# What is spelt out elsewhere.
_ELSEWHERE = "{...}"


class Skeleton:
    """Writes what values look like.

    Args:
        apart: the names of the structures that are documented by themselves: ``{...}``.
    """

    def __init__(self, apart: Collection[str]) -> None:
        self._apart = apart

    def call(self, opening: str, operation: Operation) -> str:
        """Return the lines of a call with all arguments of an operation.

        Args:
            opening: what is called.
            operation: whose arguments are given.
        """
        inner = [
            line
            for name, member in operation.members.items()
            for line in self._lines(f"{operation.argument(name)}=", member.shape, _STEP)
        ]
        return "\n".join([f"{opening}(", *inner, ")"]) if inner else f"{opening}()"

    def value(self, shape: Shape) -> str:
        """Return the lines of a structure."""
        return "\n".join(self._structure("", shape, "")).removesuffix(",")

    def _lines(self, opening: str, shape: Shape, indent: str) -> list[str]:
        if shape.name in self._apart:
            return [f"{indent}{opening}{_ELSEWHERE},"]
        if shape.is_structure:
            return self._structure(f"{indent}{opening}", shape, indent)
        if not shape.is_collection:
            return [f"{indent}{opening}{_placeholder(shape)},"]
        key, brackets = ("", "[]") if shape.is_list else ('"string": ', "{}")
        inner = self._lines(key, shape.element.shape, indent + _STEP)
        return [f"{indent}{opening}{brackets[0]}", *inner, f"{indent}{brackets[1]},"]

    def _structure(self, opening: str, shape: Shape, indent: str) -> list[str]:
        if not shape.members:
            return [f"{opening}{{}},"]
        inner = [
            line
            for name, member in shape.members.items()
            for line in self._lines(f"{literal(name)}: ", member.shape, indent + _STEP)
        ]
        return [f"{opening}{{", *inner, f"{indent}}},"]


def call_of(opening: str, arguments: Mapping[str, Any]) -> str:
    """Return the lines of a call with JSON values as its arguments."""
    inner = [line for name, value in arguments.items() for line in _lines(f"{name}=", value, _STEP)]
    return "\n".join([f"{opening}(", *inner, ")"]) if inner else f"{opening}()"


def value_of(value: Any) -> str:
    """Return the lines of a JSON value."""
    return "\n".join(_lines("", value, "")).removesuffix(",")


def _placeholder(shape: Shape) -> str:
    return " | ".join(map(literal, shape.enum)) or shape.type.placeholder


def _lines(opening: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, dict) and value:
        inner = [
            line
            for name, item in value.items()
            for line in _lines(f"{literal(name)}: ", item, indent + _STEP)
        ]
        return [f"{indent}{opening}{{", *inner, f"{indent}}},"]
    if isinstance(value, list) and value:
        inner = [line for item in value for line in _lines("", item, indent + _STEP)]
        return [f"{indent}{opening}[", *inner, f"{indent}],"]
    text = literal(value) if isinstance(value, str) else repr(value)
    return [f"{indent}{opening}{text},"]
