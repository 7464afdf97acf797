"""How operations answer in pages: what `paginators-1.json` says, held against its model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.build.graph import Graph
from codegen.model.names import function_name, page_function_name
from codegen.problems import Problem, path_of

_Described = Mapping[str, Any]


def pagination_problems(
    file: str, paginators: Mapping[str, _Described], graph: Graph
) -> Iterator[Problem]:
    """Yield what paginators name and the model does not have, or has as something else.

    Args:
        file: the paginators' file, for messages.
        paginators: the content of `paginators-1.json`, by operation.
        graph: the model's shapes, whose references all resolve.
    """
    functions = {function_name(name): name for name in graph.operations}
    for name, described in paginators.items():
        path = path_of("pagination", name)
        if name not in graph.operations:
            yield Problem(file, path, f"there is no operation {name!r}")
            continue
        for kind in ("pages", "items"):
            function = page_function_name(name, kind)
            if function in functions:
                both = f"its {kind} and {functions[function]!r} would both be the function"
                yield Problem(file, path, f"{both} `{function}` in Python")
        for key, place, role, allowed in _claims(described):
            what = _problem(graph, name, place, role, allowed)
            if what:
                yield Problem(file, path_of("pagination", name, *key), what)


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


def _claims(
    described: _Described,
) -> Iterator[tuple[tuple[str | int, ...], str, str, tuple[str, ...]]]:
    """Yield what is said to be in an input or output: where, its path, which, and what it is."""
    yield ("input_token",), described["input_token"], "input", ("string",)
    yield ("output_token",), described["output_token"], "output", ("string",)
    if "limit_key" in described:
        yield ("limit_key",), described["limit_key"], "input", ("integer", "long", "string")
    is_list = not isinstance(described["result_key"], str)
    for index, place in enumerate(result_keys(described)):
        key = ("result_key", index) if is_list else ("result_key",)
        yield key, place, "output", ("list", "map", "string")
    for index, place in enumerate(described.get("non_aggregate_keys", [])):
        yield ("non_aggregate_keys", index), place, "output", ()


def _problem(
    graph: Graph, operation: str, place: str, role: str, allowed: tuple[str, ...]
) -> str | None:
    shape = _shape_at(graph, operation, role, place)
    if shape is None:
        return f"the {role} of {operation!r} has no member {place!r}"
    kind = graph.shapes[shape]["type"]
    if allowed and kind not in allowed:
        return f"{place!r} is a {kind}: expected {' or '.join(allowed)}"
    return None


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
