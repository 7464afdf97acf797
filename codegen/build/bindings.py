"""Bindings: what of an operation's input goes into the query or into headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen import ir_shapes
from codegen.build import types
from codegen.build.graph import Graph, element

QUERY, HEADER = "querystring", "header"

# The text of a value, by its Python type.
_TEXTS: dict[str | None, str] = {
    "bool": '"true" if {item} else "false"',
    "float": "str(float_to_json({item}))",
    "int": 'format({item}, "d")',
    "str": "{item}",
}

# What the runtime sets unless a member does; it must be the same key.
_OVERRIDABLE = {"content-type": "Content-Type"}


def queries(graph: Graph) -> tuple[ir_shapes.Binding, ...]:
    """Return the functions that give the query of an input, in the model's order."""
    return _bindings(graph, QUERY, "query")


def headers(graph: Graph) -> tuple[ir_shapes.Binding, ...]:
    """Return the functions that give the headers of an input, in the model's order."""
    return _bindings(graph, HEADER, "headers")


def is_bound(reference: Mapping[str, Any]) -> bool:
    """Tell whether a member goes elsewhere than into the body."""
    return "location" in reference


def can_be_bound(graph: Graph, shape: str, place: str) -> bool:
    """Tell whether values of a shape can be written as the text that a place takes."""
    model = graph.shapes[shape]
    if place == QUERY and model["type"] == "list" and not model.get("sparse"):
        return _item_type(graph, shape) is not None
    return place in (QUERY, HEADER) and types.scalar(graph, shape) is not None


def text_limits(
    graph: Graph, member: str, reference: Mapping[str, Any]
) -> tuple[ir_shapes.Limit, ...]:
    """Return what is asked of the text of a member because of where it goes."""
    place = reference.get("location")
    is_text = types.scalar(graph, reference["shape"]) == "str"
    if place == HEADER and is_text:
        problem = f"{member}: expected text without line breaks or lone surrogates"
        return (ir_shapes.Limit("not is_header_text(item)", problem),)
    problem = f"{member}: expected text without lone surrogates"
    if place == QUERY and is_text:
        return (ir_shapes.Limit("not is_query_text(item)", problem),)
    if place == QUERY and _item_type(graph, reference["shape"]) == "str":
        wrong = "isinstance(item, (list, tuple)) and not all(map(is_query_text, item))"
        return (ir_shapes.Limit(wrong, problem),)
    return ()


def _bindings(graph: Graph, place: str, role: str) -> tuple[ir_shapes.Binding, ...]:
    return tuple(
        ir_shapes.Binding(types.function(role, name), name, members)
        for name in graph.input_structures
        if (members := tuple(_members(graph, name, place)))
    )


def _members(graph: Graph, shape: str, place: str) -> Iterator[ir_shapes.BoundMember]:
    for member, reference in graph.shapes[shape].get("members", {}).items():
        if reference.get("location") == place:
            wire_name = reference.get("locationName", member)
            yield ir_shapes.BoundMember(
                name=member,
                wire_name=_OVERRIDABLE.get(wire_name.lower(), wire_name),
                expression=_text(graph, reference["shape"], place),
                repeated=graph.shapes[reference["shape"]]["type"] == "list",
            )


def _text(graph: Graph, shape: str, place: str) -> str:
    """Return the text of `item`, or of `each` of its items, as an expression."""
    model = graph.shapes[shape]
    if model["type"] == "list":
        return _TEXTS[types.scalar(graph, element(model)["shape"])].format(item="each")
    if place == HEADER and model["type"] == "string":
        return "header_text(item)"
    return _TEXTS[types.scalar(graph, shape)].format(item="item")


def _item_type(graph: Graph, shape: str) -> str | None:
    """Return the Python type of a list's scalar items, None for what is no such list."""
    model = graph.shapes[shape]
    return types.scalar(graph, element(model)["shape"]) if model["type"] == "list" else None
