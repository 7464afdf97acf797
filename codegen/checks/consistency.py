"""What a model says wrongly: its parts, held against each other.

The schema has made sure of each part alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.load.problems import Problem, path_of
from codegen.model.locations import Location
from codegen.model.operations import Operation
from codegen.model.service import Service, Shapes
from codegen.model.shapes import Shape

_HOST_TEXT = re.compile(r"[A-Za-z0-9.-]+")

# What names a shape: its JSON path, the shape's name, and the type that it must have, if any.
_Place = tuple[str | int, ...]
_Target = tuple[_Place, str, str]


def contradictions(service: Service) -> Iterator[Problem]:
    """Yield what points nowhere, or at the wrong kind of thing."""
    if not service.operations:
        yield Problem(service.sources.service, path_of("operations"), "there is no operation")
    for operation in service.operations.values():
        yield from in_operation(service, operation)
    for shape in service.shapes.values():
        yield from in_shape(service, shape)
    yield from _missing_shapes(service)
    yield from _examples(service)


def in_operation(service: Service, operation: Operation) -> Iterator[Problem]:
    """Yield what an operation says wrongly, apart from shapes that are not there."""
    file, key = service.sources.service, operation.key
    if operation.name != key:
        path = path_of("operations", key, "name")
        yield Problem(file, path, f"differs from the operation's key {key!r}")
    yield from _wrong_types(file, service.shapes, _targets_of_operation(operation))
    yield from _labels(file, service.shapes, operation)
    yield from _host_prefix(file, operation, service.shapes)
    yield from _named_payloads(file, operation, service.shapes)
    for index, name in enumerate(operation.error_names):
        if name in service.shapes and not service.shapes[name].is_error:
            path = path_of("operations", key, "errors", index, "shape")
            yield Problem(file, path, f"{name!r} is not an exception")


def in_shape(service: Service, shape: Shape) -> Iterator[Problem]:
    """Yield what a shape says wrongly, apart from shapes that are not there."""
    file = service.sources.service
    yield from _wrong_types(file, service.shapes, _targets_of_shape(shape))
    for index, required in enumerate(shape.required):
        if required not in shape.members:
            path = path_of("shapes", shape.name, "required", index)
            yield Problem(file, path, f"{required!r} is not a member of {shape.name!r}")
    yield from _payload(file, shape)


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


def _targets_of_operation(operation: Operation) -> Iterator[_Target]:
    for role, name in (("input", operation.input_name), ("output", operation.output_name)):
        if name is not None:
            yield ("operations", operation.key, role, "shape"), name, "structure"
    for index, name in enumerate(operation.error_names):
        yield ("operations", operation.key, "errors", index, "shape"), name, ""


def _targets_of_shape(shape: Shape) -> Iterator[_Target]:
    for member in shape.members.values():
        yield ("shapes", shape.name, "members", member.name, "shape"), member.target, ""
    for name, part in shape.parts.items():
        expected = "string" if name == "key" else ""
        yield ("shapes", shape.name, name, "shape"), part.target, expected


def _wrong_types(file: str, shapes: Shapes, targets: Iterator[_Target]) -> Iterator[Problem]:
    for place, name, expected in targets:
        if expected and name in shapes and shapes[name].type.name != expected:
            what = f"{name!r} is a {shapes[name].type.name}, not a {expected}"
            yield Problem(file, path_of(*place), what)


def _missing_shapes(service: Service) -> Iterator[Problem]:
    """Yield the shapes that are not there, each once, however many places name it."""
    places: dict[str, list[_Place]] = {}
    for targets in (
        *map(_targets_of_operation, service.operations.values()),
        *map(_targets_of_shape, service.shapes.values()),
    ):
        for place, name, _ in targets:
            if name not in service.shapes:
                places.setdefault(name, []).append(place)
    for name, (first, *others) in places.items():
        what = f"there is no shape {name!r}"
        if others:
            what += f", which is named in {len(others) + 1} places"
        yield Problem(service.sources.service, path_of(*first), what)


def _payload(file: str, shape: Shape) -> Iterator[Problem]:
    """Yield a payload that is not a member, and members that it leaves no place for."""
    if shape.payload and shape.payload not in shape.members:
        path = path_of("shapes", shape.name, "payload")
        yield Problem(file, path, f"{shape.payload!r} is not a member of {shape.name!r}")
    members = shape.members.values() if shape.at(Location.PAYLOAD) else ()
    for member in (each for each in members if each.location is Location.BODY):
        path = path_of("shapes", shape.name, "members", member.name)
        yield Problem(file, path, f"goes nowhere: the body is {shape.payload!r} alone")


def _named_payloads(file: str, operation: Operation, shapes: Shapes) -> Iterator[Problem]:
    """Yield the payloads by which operations make two things of one shape."""
    for side, name in (("input", operation.input_name), ("output", operation.output_name)):
        shape = shapes.get(name or "")
        if shape is None:
            continue
        named = operation.payloads.get(shape.name)
        if named is None:
            named = shape.payload if "payload" in shape.traits else ""
        if named != shape.payload:
            path = path_of("operations", operation.key, side, "payload")
            what = f"is {named!r} here, and elsewhere the payload of {name!r} is {shape.payload!r}"
            yield Problem(file, path, what)


def _labels(file: str, shapes: Shapes, operation: Operation) -> Iterator[Problem]:
    """Yield the labels of a path that no member fills, and the members that fill none."""
    path = path_of("operations", operation.key, "http", "requestUri")
    if any("{" in part or "}" in part for part in operation.target_parts if isinstance(part, str)):
        yield Problem(file, path, "a brace is part of no label")
    names = {label.name for label in operation.labels}
    shape = shapes.get(operation.input_name or "")
    if operation.input_name and not (shape and shape.is_structure):
        return  # what members it would have is not known
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
    if operation.input_name and not (shape and shape.is_structure):
        return  # what members it would have is not known
    for label in operation.host_labels:
        member = shape.members.get(label.name) if shape else None
        if member is None or not member.host_label:
            yield Problem(file, path, f"no member of the input is the host label {label.name!r}")
        elif member.target in shapes and not member.shape.is_string:
            yield Problem(file, path, f"the host label {label.name!r} is not a string")


def _examples(service: Service) -> Iterator[Problem]:
    file = service.sources.examples
    for name, examples in service.examples.items():
        if name not in service.operations:
            yield Problem(file, path_of("examples", name), f"there is no operation {name!r}")
            continue
        input_name = service.operations[name].input_name
        shape = service.shapes.get(input_name or "")
        if input_name and not (shape and shape.is_structure):
            continue  # what members it would have is not known
        for index, example in enumerate(examples):
            for member in example.input or ():
                if shape is None or member not in shape.members:
                    path = path_of("examples", name, index, "input", member)
                    what = f"the input of {name!r} has no member {member!r}"
                    yield Problem(file, path, what)


def _required_structures(shape: Shape) -> list[str]:
    targets = [shape.members[required].shape for required in shape.required]
    return [target.name for target in targets if target.is_structure]
