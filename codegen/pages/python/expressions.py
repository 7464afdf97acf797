"""Python expressions on pages: types, placeholders and values of a model's shapes.

Unlike what is emitted, pages know every type of shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from codegen.build.graph import Graph, element
from codegen.escape import literal

_STEP = " " * 4

_TYPES = {
    "blob": "bytes",
    "boolean": "bool",
    "double": "float",
    "float": "float",
    "integer": "int",
    "long": "int",
    "string": "str",
    "timestamp": "datetime",
}
_PLACEHOLDERS = {
    "blob": 'b"bytes"',
    "boolean": "True | False",
    "double": "123.0",
    "float": "123.0",
    "integer": "123",
    "long": "123",
    "string": '"string"',
    "timestamp": "datetime(2015, 1, 1)",
}

# What has been spelt out before on the same page.
_AGAIN = "{...}"


def type_of(graph: Graph, shape: str, *, sent: bool, prefix: str = "") -> str:
    """Return the Python type of a shape's values.

    Args:
        graph: the model's shapes.
        shape: the name of the shape.
        sent: the value goes to the service, so a tuple does for a list.
        prefix: what stands before the name of a structure.
    """
    model = graph.shapes[shape]
    if model["type"] == "structure":
        return f"{prefix}{shape}"
    if model["type"] not in ("list", "map"):
        return _TYPES[model["type"]]
    item = type_of(graph, element(model)["shape"], sent=sent, prefix=prefix)
    item += " | None" if model.get("sparse") else ""
    if model["type"] == "map":
        return f"dict[str, {item}]"
    return f"list[{item}] | tuple[{item}, ...]" if sent else f"list[{item}]"


class Skeleton:
    """Writes what values look like, each structure once and after that as ``{...}``."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._spelt_out: set[str] = set()

    def call(self, opening: str, shape: str, argument: Callable[[str], str]) -> str:
        """Return the lines of a call whose arguments are the members of a structure.

        Args:
            opening: what is called.
            shape: the name of the structure.
            argument: gives the argument of a member.
        """
        members = self._graph.shapes[shape].get("members", {}).items()
        inner = [
            line
            for member, reference in members
            for line in self._lines(f"{argument(member)}=", reference["shape"], _STEP)
        ]
        return "\n".join([f"{opening}(", *inner, ")"]) if inner else f"{opening}()"

    def value(self, shape: str) -> str:
        """Return the lines of a value."""
        return "\n".join(self._lines("", shape, "")).removesuffix(",")

    def _lines(self, opening: str, shape: str, indent: str) -> list[str]:
        model = self._graph.shapes[shape]
        if model["type"] == "structure":
            if shape in self._spelt_out or not model.get("members"):
                return [f"{indent}{opening}{_AGAIN if model.get('members') else '{}'},"]
            self._spelt_out.add(shape)
            inner = [
                line
                for member, reference in model["members"].items()
                for line in self._lines(f"{literal(member)}: ", reference["shape"], indent + _STEP)
            ]
            return [f"{indent}{opening}{{", *inner, f"{indent}}},"]
        if model["type"] == "list":
            inner = self._lines("", model["member"]["shape"], indent + _STEP)
            return [f"{indent}{opening}[", *inner, f"{indent}],"]
        if model["type"] == "map":
            inner = self._lines('"string": ', model["value"]["shape"], indent + _STEP)
            return [f"{indent}{opening}{{", *inner, f"{indent}}},"]
        return [f"{indent}{opening}{_placeholder(model)},"]


def call_of(opening: str, arguments: Mapping[str, Any]) -> str:
    """Return the lines of a call with JSON values as its arguments."""
    inner = [line for name, value in arguments.items() for line in _lines(f"{name}=", value, _STEP)]
    return "\n".join([f"{opening}(", *inner, ")"]) if inner else f"{opening}()"


def value_of(value: Any) -> str:
    """Return the lines of a JSON value."""
    return "\n".join(_lines("", value, "")).removesuffix(",")


def _placeholder(model: Mapping[str, Any]) -> str:
    enum: Iterable[str] = model.get("enum", ())
    return " | ".join(map(literal, enum)) or _PLACEHOLDERS[model["type"]]


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
