"""How operations answer in pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codegen.build.graph import Graph

_Described = Mapping[str, Any]


def result_keys(described: _Described) -> tuple[str, ...]:
    """Return the paths of a page's items; those at the first are counted."""
    keys = described["result_key"]
    return (keys,) if isinstance(keys, str) else tuple(keys)


def result_shape(graph: Graph, operation: str, described: _Described) -> str:
    """Return the shape of what a page has at the first of its result keys."""
    return _shape_at(graph, operation, "output", result_keys(described)[0]) or ""


def limit_shape(graph: Graph, operation: str, described: _Described) -> str | None:
    """Return the shape of the member that says how large a page may be, if there is one."""
    if "limit_key" not in described:
        return None
    return _shape_at(graph, operation, "input", described["limit_key"])


def _shape_at(graph: Graph, operation: str, role: str, place: str) -> str | None:
    """Return the shape that a path leads to from an input or output, if it leads anywhere."""
    if role not in graph.operations[operation]:
        return None
    shape: str = graph.operations[operation][role]["shape"]
    for name in place.split("."):
        members = graph.shapes[shape].get("members", {})
        if name not in members:
            return None
        shape = members[name]["shape"]
    return shape
