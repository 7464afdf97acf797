"""Examples, held against their model and against what its prose allows.

An example is what readers copy. AWS's own for one operation has a value that the service
refuses: a hyphen for an underscore.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.build.graph import Graph, element
from codegen.problems import Problem, path_of
from codegen.prose.allowed import allowed_values

_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "blob": (str,),
    "boolean": (bool,),
    "double": (int, float),
    "float": (int, float),
    "integer": (int,),
    "list": (list,),
    "long": (int,),
    "map": (dict,),
    "string": (str,),
    "structure": (dict,),
    "timestamp": (str, int, float),
}

# Where an example is wrong, and what is wrong there.
_Fault = tuple[str, str]


def example_problems(
    file: str, examples: Mapping[str, list[dict[str, Any]]], guide: Mapping[str, Any], graph: Graph
) -> Iterator[Problem]:
    """Yield what is wrong with examples.

    Args:
        file: the examples' file, for messages.
        examples: the examples by operation, each of which the model has.
        guide: the content of `guide-1.json`, or nothing.
        graph: the model's shapes.
    """
    for name, listed in examples.items():
        values = guide.get("operations", {}).get(name, {}).get("values", {})
        for index, example in enumerate(listed):
            for side in ("input", "output"):
                if side in example and side in graph.operations[name]:
                    path = path_of("examples", name, index, side)
                    reference = graph.operations[name][side]
                    for where, what in _Check(graph, values).value(path, reference, example[side]):
                        yield Problem(file, where, what)


class _Check:
    """Looks through a value; `values` is what the guide allows for members of an input."""

    def __init__(self, graph: Graph, values: Mapping[str, list[str]]) -> None:
        self._graph = graph
        self._values = values

    def value(self, path: str, reference: Mapping[str, Any], value: Any) -> Iterator[_Fault]:
        shape = self._graph.shapes[reference["shape"]]
        if not _fits(shape["type"], value):
            yield path, f"is no {shape['type']}"
        elif shape["type"] == "structure":
            yield from self._structure(path, shape, value)
        elif shape["type"] == "list":
            for index, item in enumerate(value):
                yield from self.value(f"{path}[{index}]", element(shape), item)
        elif shape["type"] == "map":
            for key, item in value.items():
                yield from self.value(f"{path}.{key}", element(shape), item)

    def _structure(self, path: str, shape: Mapping[str, Any], value: Any) -> Iterator[_Fault]:
        members = shape.get("members", {})
        for name in shape.get("required", []):
            if name not in value:
                yield path, f"lacks {name!r}, which is required"
        for name, item in value.items():
            if name not in members:
                yield f"{path}.{name}", "the model has no such member"
                continue
            yield from self.value(f"{path}.{name}", members[name], item)
            yield from self._allowed(f"{path}.{name}", name, members[name], item)

    def _allowed(
        self, path: str, name: str, reference: Mapping[str, Any], value: Any
    ) -> Iterator[_Fault]:
        allowed = allowed_values(self._graph, reference) or self._values.get(name, ())
        for each in value if isinstance(value, list) else [value]:
            if allowed and each not in allowed:
                yield path, f"{each!r} is not one of {', '.join(allowed)}"


def _fits(kind: str, value: Any) -> bool:
    # bool is a subclass of int, but true is no number.
    return isinstance(value, _JSON_TYPES[kind]) and (
        kind == "boolean" or not isinstance(value, bool)
    )
