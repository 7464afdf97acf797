"""What a model says wrongly: its parts, held against each other.

The schema has made sure of each part alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.load import Model
from codegen.problems import Problem, path_of

_Shapes = dict[str, dict[str, Any]]


def contradictions(model: Model) -> Iterator[Problem]:
    """Yield what points nowhere, or at the wrong kind of thing."""
    service = model.service
    if not service["operations"]:
        yield Problem(model.file, path_of("operations"), "there is no operation")
    yield from _operations(model.file, service)
    for name, shape in service["shapes"].items():
        yield from _shape(model.file, service["shapes"], name, shape)
    yield from _examples(model)


def required_cycles(file: str, shapes: _Shapes) -> Iterator[Problem]:
    """Yield the structures that no value can satisfy, because they require themselves."""
    settled: set[str] = set()
    for start in shapes:
        trail: list[str] = []
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


def _operations(file: str, service: dict[str, Any]) -> Iterator[Problem]:
    shapes = service["shapes"]
    for name, operation in service["operations"].items():
        if operation["name"] != name:
            path = path_of("operations", name, "name")
            yield Problem(file, path, f"differs from the operation's key {name!r}")
        for role in ("input", "output"):
            if role in operation:
                path = path_of("operations", name, role, "shape")
                yield from _target(file, path, shapes, operation[role]["shape"], "structure")
        for index, error in enumerate(operation.get("errors", [])):
            path = path_of("operations", name, "errors", index, "shape")
            yield from _target(file, path, shapes, error["shape"])
            if error["shape"] in shapes and not shapes[error["shape"]].get("exception"):
                yield Problem(file, path, f"{error['shape']!r} is no exception")


def _shape(file: str, shapes: _Shapes, name: str, shape: dict[str, Any]) -> Iterator[Problem]:
    members = shape.get("members", {})
    for member, reference in members.items():
        path = path_of("shapes", name, "members", member, "shape")
        yield from _target(file, path, shapes, reference["shape"])
    for part, kind in (("member", ""), ("key", "string"), ("value", "")):
        if part in shape:
            path = path_of("shapes", name, part, "shape")
            yield from _target(file, path, shapes, shape[part]["shape"], kind)
    for index, required in enumerate(shape.get("required", [])):
        if required not in members:
            path = path_of("shapes", name, "required", index)
            yield Problem(file, path, f"{required!r} is no member of {name!r}")


def _examples(model: Model) -> Iterator[Problem]:
    for name, examples in model.examples.items():
        if name not in model.service["operations"]:
            path = path_of("examples", name)
            yield Problem(model.examples_file, path, f"there is no operation {name!r}")
            continue
        reference = model.service["operations"][name].get("input", {}).get("shape")
        members = model.service["shapes"].get(reference, {}).get("members", {})
        for index, example in enumerate(examples):
            for member in example.get("input", {}):
                if member not in members:
                    path = path_of("examples", name, index, "input", member)
                    what = f"the input of {name!r} has no member {member!r}"
                    yield Problem(model.examples_file, path, what)


def _target(file: str, path: str, shapes: _Shapes, name: str, kind: str = "") -> Iterator[Problem]:
    if name not in shapes:
        yield Problem(file, path, f"there is no shape {name!r}")
    elif kind and shapes[name]["type"] != kind:
        yield Problem(file, path, f"{name!r} is a {shapes[name]['type']}, not a {kind}")


def _required_structures(shapes: _Shapes, name: str) -> list[str]:
    members = shapes[name].get("members", {})
    targets = [members[required]["shape"] for required in shapes[name].get("required", [])]
    return [target for target in targets if shapes[target]["type"] == "structure"]
