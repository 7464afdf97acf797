"""What a model says rightly but cannot be emitted: not yet, or not in Python.

Each part is sound and the parts fit each other: `load` and `consistency` have seen to that.
"""

from __future__ import annotations

from collections.abc import Iterator

from codegen.checks.refusal import Refusal
from codegen.load.problems import Problem, path_of
from codegen.model.locations import Location
from codegen.model.service import Service
from codegen.model.shapes import Member, Shape

# Places in the head of a request, by what can be written there.
_OF_SCALARS = (Location.LABEL, Location.QUERY, Location.HEADER)
_OF_BODIES = (Location.BODY, Location.PAYLOAD)
_OF_LISTS = (Location.QUERY, Location.HEADER)
_OF_EVENTS = (Location.EVENT_HEADER, Location.EVENT_PAYLOAD)
_OF_MAPS = (Location.QUERY_MAP, Location.PREFIX_HEADER)

# AWS's deepest is 4. Each more doubles the text of an annotation.
_MOST_NESTED = 6

# AWS's deepest is 22. On pages, each more adds to the path of all that is inside.
_DEEPEST = 100


def unsupported(service: Service) -> Iterator[Refusal]:
    """Yield what the schema knows but that nothing emits yet."""
    file = service.sources.service
    for shape in service.used.values():
        yield from _in_event_streams(file, service, shape)
        yield from _in_locations(file, service, shape)


def endless(service: Service) -> Iterator[Problem]:
    """Yield the lists and maps that no annotation can be written for.

    Smithy, too, lets no list or map contain itself but through a structure
    (https://smithy.io/2.0/spec/model.html#recursive-shape-definitions).
    """
    for name, shape in service.shapes.items():
        if _is_endless(shape):
            yield Problem(
                service.sources.service,
                path_of("shapes", name),
                f"lists and maps are nested without end, or more than {_MOST_NESTED} deep",
            )


def bottomless(service: Service) -> Iterator[Refusal]:
    """Yield the inputs and outputs whose shapes are nested too deeply to be spelt out.

    `endless` has the lists and maps without end.
    """
    told = service.holding(name for name, shape in service.shapes.items() if _is_endless(shape))
    for name, operation in service.operations.items():
        for side, shape in (("input", operation.input), ("output", operation.output)):
            if shape is not None and shape.name not in told and _is_deeper(shape, _DEEPEST):
                path = path_of("operations", name, side)
                what = f"shapes are nested more than {_DEEPEST} deep"
                yield Refusal(operation, Problem(service.sources.service, path, what))


def can_be_bound(member: Member) -> bool:
    """Tell whether the values of a member can be written as the text that its place takes."""
    shape = member.shape
    if member.location.in_request in _OF_BODIES or member.is_json_header:
        return True
    if member.location in _OF_LISTS and shape.is_list:
        return shape.element.shape.has_text
    if member.location in _OF_MAPS and shape.is_map:
        value = shape.element.shape
        if value.is_list and member.location is Location.QUERY_MAP:
            value = value.element.shape
        return value.is_string
    return member.location in _OF_SCALARS and shape.has_text


def can_be_read(member: Member) -> bool:
    """Tell whether the values of a member can be read from its place in a response."""
    shape = member.shape
    if member.location.in_response in _OF_BODIES:
        return True
    if member.location is Location.PREFIX_HEADER:
        return shape.is_map and shape.element.shape.is_string
    if member.location is Location.STATUS:
        return shape.type.name == "integer"
    if member.location is not Location.HEADER:
        return False
    if member.is_json_header:
        return True
    return (shape.element.shape if shape.is_list else shape).has_text


def _in_event_streams(file: str, service: Service, shape: Shape) -> Iterator[Refusal]:
    """Yield the event streams that go up, or are only a part of a response."""
    if shape.is_event_stream and shape.name in service.sent:
        what = "an event stream goes up by HTTP/2 alone, and this client speaks HTTP/1.1"
        path = path_of("shapes", shape.name, "eventstream")
        yield Refusal(shape, Problem(file, path, what))
    for member in shape.members.values():
        if member.shape.is_event_stream and not member.is_event_stream:
            path = path_of("shapes", shape.name, "members", member.name)
            yield _not_yet(shape, file, path, "an event stream that is not the payload")


def _in_locations(file: str, service: Service, shape: Shape) -> Iterator[Refusal]:
    """Yield the members of a structure that go where nothing puts them yet, or come from there."""
    is_nested = shape.name in service.nested
    for member in shape.members.values():
        is_sent = shape.name not in service.inputs or can_be_bound(member)
        is_read = shape.name not in service.received or can_be_read(member)
        if member.location is Location.BODY or (is_sent and is_read and not is_nested):
            continue
        if member.location in _OF_EVENTS:
            continue
        path = path_of("shapes", shape.name, "members", member.name, "location")
        kind = member.shape.type.name
        article = "an" if kind == "integer" else "a"
        yield _not_yet(shape, file, path, f"location {member.location.trait} of {article} {kind}")


def _is_endless(shape: Shape) -> bool:
    depth = 0
    while shape.is_collection and depth <= _MOST_NESTED:
        depth, shape = depth + 1, shape.element.shape
    return depth > _MOST_NESTED


def _is_deeper(root: Shape, most: int) -> bool:
    """Tell whether shapes stand in shapes more than `most` deep.

    Each structure is spelt out where it comes up first.
    """
    entered: set[str] = set()
    # What is still to be looked into at each depth, the deepest last.
    trail = [iter([root])]
    while trail:
        shape = next(trail[-1], None)
        if shape is None:
            trail.pop()
        elif shape.name not in entered:
            if len(trail) > most:
                return True
            if shape.is_structure:
                entered.add(shape.name)
            trail.append(iter([part.shape for part in shape.references]))
    return False


def _not_yet(subject: Shape, file: str, path: str, what: str) -> Refusal:
    problem = Problem(file, path, f"{what}: not supported yet")
    return Refusal(subject, problem)
