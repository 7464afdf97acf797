"""What a model says wrongly: its parts, held against each other.

The schema has made sure of each part alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.load.problems import Problem, path_of, refuse
from codegen.model.operations import Operation
from codegen.model.service import Service, Shapes
from codegen.model.shapes import Location, Shape

_HOST_TEXT = re.compile(r"[A-Za-z0-9.-]+")


def require_consistency(service: Service) -> None:
    """Make sure that a service's names lead to what they should.

    Raises:
        ModelError: with everything that contradicts something else.
    """
    refuse(contradictions(service))


def contradictions(service: Service) -> Iterator[Problem]:
    """Yield what points nowhere, or at the wrong kind of thing."""
    file = service.sources.service
    if not service.operations:
        yield Problem(file, path_of("operations"), "there is no operation")
    for operation in service.operations.values():
        yield from _operation(file, service.shapes, operation)
    for shape in service.shapes.values():
        yield from _shape(file, service.shapes, shape)
    yield from _examples(service)


def required_cycles(service: Service) -> Iterator[Problem]:
    """Yield the structures that no value can satisfy, because they require themselves."""
    settled: set[str] = set()
    for start in service.shapes:
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
                    service.sources.service,
                    path_of("shapes", name, "required"),
                    f"requires itself, so that no value fits: {circle}",
                )
            elif name not in settled:
                trail.append(name)
                stack.append(iter(_required_structures(service.shapes[name])))


def _operation(file: str, shapes: Shapes, operation: Operation) -> Iterator[Problem]:
    key = operation.key
    if operation.name != key:
        path = path_of("operations", key, "name")
        yield Problem(file, path, f"differs from the operation's key {key!r}")
    for role, name in (("input", operation.input_name), ("output", operation.output_name)):
        if name is not None:
            path = path_of("operations", key, role, "shape")
            yield from _target(file, path, shapes, name, "structure")
    yield from _labels(file, shapes, operation)
    yield from _host_prefix(file, operation, shapes)
    for name in (operation.input_name, operation.output_name):
        if name is not None and name in shapes:
            yield from _payload(file, shapes[name])
    for index, name in enumerate(operation.error_names):
        path = path_of("operations", key, "errors", index, "shape")
        yield from _target(file, path, shapes, name)
        if name in shapes and not shapes[name].is_error:
            yield Problem(file, path, f"{name!r} is no exception")


def _payload(file: str, shape: Shape) -> Iterator[Problem]:
    """Yield a payload that is no member of its own, and members that it leaves no place for."""
    if not shape.payload:
        return
    if not shape.at(Location.PAYLOAD):
        what = f"no member without a location has the name {shape.payload!r}"
        yield Problem(file, path_of("shapes", shape.name, "payload"), what)
    for member in shape.at(Location.BODY):
        path = path_of("shapes", shape.name, "members", member.name)
        yield Problem(file, path, f"goes nowhere: the body is {shape.payload!r} alone")


def _labels(file: str, shapes: Shapes, operation: Operation) -> Iterator[Problem]:
    """Yield the labels of a path that no member fills, and the members that fill none."""
    path = path_of("operations", operation.key, "http", "requestUri")
    if any("{" in part or "}" in part for part in operation.target_parts if isinstance(part, str)):
        yield Problem(file, path, "a brace is part of no label")
    names = {label.name for label in operation.labels}
    shape = shapes.get(operation.input_name or "")
    filled = {each.wire_name for each in shape.at(Location.LABEL)} if shape else set()
    for name in sorted(names - filled):
        yield Problem(file, path, f"no member of the input has the location of the label {name!r}")
    for name in sorted(filled - names):
        yield Problem(file, path, f"has no label for the member at {name!r}")


def _host_prefix(file: str, operation: Operation, shapes: Shapes) -> Iterator[Problem]:
    """Yield what cannot stand before a host: other text, or a label that no member fills."""
    path = path_of("operations", operation.key, "endpoint", "hostPrefix")
    text = "".join(part for part in operation.host_parts if isinstance(part, str))
    if text and not _HOST_TEXT.fullmatch(text):
        what = "expected letters, digits, hyphens and dots, and labels in braces"
        yield Problem(file, path, what)
    shape = shapes.get(operation.input_name or "")
    for label in operation.host_labels:
        member = shape.members.get(label.name) if shape else None
        if member is None or not member.host_label:
            yield Problem(file, path, f"no member of the input is the host label {label.name!r}")
        elif member.target in shapes and member.shape.type.name != "string":
            yield Problem(file, path, f"the host label {label.name!r} is no string")


def _shape(file: str, shapes: Shapes, shape: Shape) -> Iterator[Problem]:
    for member in shape.members.values():
        path = path_of("shapes", shape.name, "members", member.name, "shape")
        yield from _target(file, path, shapes, member.target)
    for name, part in shape.parts.items():
        path = path_of("shapes", shape.name, name, "shape")
        yield from _target(file, path, shapes, part.target, "string" if name == "key" else "")
    for index, required in enumerate(shape.required):
        if required not in shape.members:
            path = path_of("shapes", shape.name, "required", index)
            yield Problem(file, path, f"{required!r} is no member of {shape.name!r}")


def _examples(service: Service) -> Iterator[Problem]:
    file = service.sources.examples
    for name, examples in service.examples.items():
        if name not in service.operations:
            yield Problem(file, path_of("examples", name), f"there is no operation {name!r}")
            continue
        shape = service.shapes.get(service.operations[name].input_name or "")
        for index, example in enumerate(examples):
            for member in example.input or ():
                if shape is None or member not in shape.members:
                    path = path_of("examples", name, index, "input", member)
                    what = f"the input of {name!r} has no member {member!r}"
                    yield Problem(file, path, what)


def _target(file: str, path: str, shapes: Shapes, name: str, kind: str = "") -> Iterator[Problem]:
    if name not in shapes:
        yield Problem(file, path, f"there is no shape {name!r}")
    elif kind and shapes[name].type.name != kind:
        yield Problem(file, path, f"{name!r} is a {shapes[name].type.name}, not a {kind}")


def _required_structures(shape: Shape) -> list[str]:
    targets = [shape.members[required].shape for required in shape.required]
    return [target.name for target in targets if target.is_structure]
