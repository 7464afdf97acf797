"""What a model says rightly but cannot be emitted: not yet, or not in Python.

Each part is sound and the parts fit each other: `load` and `consistency` have seen to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.build.bindings import can_be_bound
from codegen.build.graph import Graph, element
from codegen.build.types import SUPPORTED
from codegen.problems import Problem, path_of

# Traits of these places that change what is sent or read, and that nothing emits yet.
_OPERATION_TRAITS = ("endpoint", "staticContextParams")
_MEMBER_TRAITS = (
    "contextParam",
    "eventpayload",
    "hostLabel",
    "jsonvalue",
)
_SHAPE_TRAITS = (
    "document",
    "event",
    "eventstream",
    "payload",
    "requiresLength",
    "streaming",
    "union",
)

# AWS's deepest is 4. Each more doubles the text of an annotation.
_MOST_NESTED = 6

# AWS's deepest is 22. On pages, each more adds to the path of all that is inside.
_DEEPEST = 100


def unsupported(file: str, service: dict[str, Any], graph: Graph) -> Iterator[Problem]:
    """Yield the traits that the schema knows but that nothing emits yet."""
    yield from _unsupported_in_metadata(file, service["metadata"])
    for name, operation in graph.operations.items():
        for trait in _OPERATION_TRAITS:
            if trait in operation:
                yield _not_yet(file, path_of("operations", name, trait), trait)
        if "{" in operation["http"]["requestUri"]:
            path = path_of("operations", name, "http", "requestUri")
            yield _not_yet(file, path, "a label in the path")
    for name, shape in (graph.inputs | graph.outputs).items():
        yield from _unsupported_in_shape(file, name, shape)
        yield from _unsupported_locations(file, graph, name)


def endless(file: str, shapes: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    """Yield the lists and maps that no annotation can be written for.

    Smithy, too, lets no list or map contain itself but through a structure
    (https://smithy.io/2.0/spec/model.html#recursive-shape-definitions).
    """
    for name in shapes:
        depth, inner = 0, shapes[name]
        while inner["type"] in ("list", "map") and depth <= _MOST_NESTED:
            depth, inner = depth + 1, shapes[element(inner)["shape"]]
        if depth > _MOST_NESTED:
            yield Problem(
                file,
                path_of("shapes", name),
                f"lists and maps are nested without end, or more than {_MOST_NESTED} deep",
            )


def bottomless(file: str, graph: Graph) -> Iterator[Problem]:
    """Yield the inputs and outputs whose shapes are nested too deeply to be spelt out.

    Lists and maps must be known not to be `endless`.
    """
    for name, operation in graph.operations.items():
        for side in ("input", "output"):
            if side in operation and graph.is_nested_more_than(_DEEPEST, operation[side]["shape"]):
                yield Problem(
                    file,
                    path_of("operations", name, side),
                    f"shapes are nested more than {_DEEPEST} deep",
                )


def _unsupported_in_metadata(file: str, metadata: dict[str, Any]) -> Iterator[Problem]:
    if metadata["signatureVersion"] != "v4":
        what = f"signatureVersion {metadata['signatureVersion']}"
        yield _not_yet(file, path_of("metadata", "signatureVersion"), what)
    if "globalEndpoint" in metadata:
        yield _not_yet(file, path_of("metadata", "globalEndpoint"), "globalEndpoint")


def _unsupported_in_shape(file: str, name: str, shape: dict[str, Any]) -> Iterator[Problem]:
    if shape["type"] not in SUPPORTED:
        yield _not_yet(file, path_of("shapes", name, "type"), f"type {shape['type']}")
    for trait in _SHAPE_TRAITS:
        if trait in shape:
            yield _not_yet(file, path_of("shapes", name, trait), trait)
    for member, reference in shape.get("members", {}).items():
        for trait in _MEMBER_TRAITS:
            if trait in reference:
                yield _not_yet(file, path_of("shapes", name, "members", member, trait), trait)


def _unsupported_locations(file: str, graph: Graph, name: str) -> Iterator[Problem]:
    """Yield the members of a structure that go where nothing puts them yet, or come from there."""
    is_input = name in graph.input_structures and name not in graph.nested | graph.outputs.keys()
    for member, reference in graph.shapes[name].get("members", {}).items():
        place = reference.get("location")
        if place is None or (is_input and can_be_bound(graph, reference["shape"], place)):
            continue
        path = path_of("shapes", name, "members", member, "location")
        kind = graph.shapes[reference["shape"]]["type"]
        article = "an" if kind == "integer" else "a"
        yield _not_yet(file, path, f"location {place} of {article} {kind}")


def _not_yet(file: str, path: str, what: str) -> Problem:
    return Problem(file, path, f"{what}: known, but no code is emitted for it yet")
