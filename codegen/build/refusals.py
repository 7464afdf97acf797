"""What a model says wrongly, and what it says rightly but cannot be emitted yet.

The schema has made sure of each part; here the parts are held against each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.build.graph import Graph
from codegen.build.types import SUPPORTED
from codegen.problems import Problem, path_of

# Traits of these places that change what is sent or read, and that nothing emits yet.
_OPERATION_TRAITS = (
    "endpoint",
    "endpointdiscovery",
    "endpointoperation",
    "httpChecksum",
    "operationContextParams",
    "staticContextParams",
    "unsignedPayload",
)
_MEMBER_TRAITS = (
    "contextParam",
    "eventheader",
    "eventpayload",
    "hostLabel",
    "idempotencyToken",
    "jsonvalue",
    "location",
    "streaming",
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
_AUTH_TYPES = ("none", "v4")


def dangling_references(file: str, service: dict[str, Any]) -> Iterator[Problem]:
    """Yield what points nowhere, or at the wrong kind of shape."""
    shapes = service["shapes"]
    for name, operation in service["operations"].items():
        for role in ("input", "output"):
            if role in operation:
                path = path_of("operations", name, role, "shape")
                yield from _target(file, path, shapes, operation[role]["shape"], "structure")
        for index, error in enumerate(operation.get("errors", [])):
            path = path_of("operations", name, "errors", index, "shape")
            yield from _target(file, path, shapes, error["shape"], "structure")
    for name, shape in shapes.items():
        for member, reference in shape.get("members", {}).items():
            path = path_of("shapes", name, "members", member, "shape")
            yield from _target(file, path, shapes, reference["shape"], None)
        for element in ("member", "key", "value"):
            if element in shape:
                path = path_of("shapes", name, element, "shape")
                kind = "string" if element == "key" else None
                yield from _target(file, path, shapes, shape[element]["shape"], kind)
        for index, required in enumerate(shape.get("required", [])):
            if required not in shape.get("members", {}):
                path = path_of("shapes", name, "required", index)
                yield Problem(file, path, f"{required!r} is no member of {name!r}")


def required_cycles(file: str, shapes: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    """Yield the structures that no value can satisfy, because they require themselves."""
    settled: set[str] = set()
    for start in shapes:
        trail: list[str] = []
        name: str | None = start
        # A structure is entered through each of its required members, depth first.
        stack = [iter([start])]
        while stack:
            name = next(stack[-1], None)
            if name is None:
                stack.pop()
                if trail:
                    settled.add(trail.pop())
            elif name in trail:
                circle = " -> ".join([*trail[trail.index(name) :], name])
                yield Problem(
                    file,
                    path_of("shapes", name, "required"),
                    f"requires itself, so that no value fits: {circle}",
                )
            elif name not in settled:
                trail.append(name)
                stack.append(iter(_required_structures(shapes, name)))


def unsupported(file: str, graph: Graph) -> Iterator[Problem]:
    """Yield the traits that the schema knows but that nothing emits yet."""
    for name, operation in graph.operations.items():
        for trait in _OPERATION_TRAITS:
            if trait in operation:
                yield _not_yet(file, path_of("operations", name, trait), trait)
        if "{" in operation["http"]["requestUri"]:
            path = path_of("operations", name, "http", "requestUri")
            yield _not_yet(file, path, "a label in the path")
        if operation.get("authtype", "v4") not in _AUTH_TYPES:
            path = path_of("operations", name, "authtype")
            yield _not_yet(file, path, f"authtype {operation['authtype']}")
    for name, shape in graph.inputs.items():
        if "min" in shape:
            yield _not_yet(file, path_of("shapes", name, "min"), "min")
    for name, shape in (graph.inputs | graph.outputs).items():
        yield from _unsupported_in_shape(file, name, shape)


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


def _target(
    file: str, path: str, shapes: dict[str, Any], name: str, kind: str | None
) -> Iterator[Problem]:
    if name not in shapes:
        yield Problem(file, path, f"there is no shape {name!r}")
    elif kind is not None and shapes[name]["type"] != kind:
        yield Problem(file, path, f"{name!r} is a {shapes[name]['type']}, not a {kind}")


def _required_structures(shapes: dict[str, dict[str, Any]], name: str) -> list[str]:
    members = shapes[name].get("members", {})
    targets = [members[required]["shape"] for required in shapes[name].get("required", [])]
    return [target for target in targets if shapes[target]["type"] == "structure"]


def _not_yet(file: str, path: str, what: str) -> Problem:
    return Problem(file, path, f"{what}: known, but no code is emitted for it yet")
