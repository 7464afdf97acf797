"""TypedDicts: what type checkers know of inputs, results and nested structures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codegen import ir
from codegen.model.names import is_field_name
from codegen.model.service import Service
from codegen.model.shapes import Member, Shape
from codegen.package.docstrings import METADATA, Docstrings


def typed_dicts(service: Service, docstrings: Docstrings) -> tuple[ir.TypedDict, ...]:
    """Return a TypedDict for each structure that callers give or get, in the model's order.

    Before one whose members are partly optional stands the half with the others.
    """
    return tuple(
        typed_dict
        for shape in service.typed.values()
        if shape.is_structure
        for typed_dict in _typed_dict(service, docstrings, shape)
    )


def _typed_dict(service: Service, docstrings: Docstrings, shape: Shape) -> Iterator[ir.TypedDict]:
    is_result = shape.name in service.results
    # A service may leave out what its model requires of an answer, so there nothing is sure.
    is_sure = shape.name in service.sent and not is_result
    is_only_sent = shape.name in service.sent and shape.name not in service.received
    always: tuple[ir.Field, ...] = ()
    sometimes: tuple[ir.Field, ...] = ()
    for member in shape.members.values():
        field = _field(docstrings, member, sent=is_only_sent)
        if is_sure and member.required:
            always += (field,)
        else:
            sometimes += (field,)
    if is_result:
        always += (ir.Field("ResponseMetadata", "ResponseMetadata", METADATA),)
    halves = [
        _half(f"_{shape.name}Always", always, total=True),
        _half(f"_{shape.name}Sometimes", sometimes, total=False),
    ]
    filled = [half for half in halves if half.fields]
    yield from _joined(shape.name, docstrings.structure(shape), filled)


def _half(name: str, fields: tuple[ir.Field, ...], *, total: bool) -> ir.TypedDict:
    return ir.TypedDict(name, "TypedDict", total, (), fields, _is_functional(fields))


def _joined(
    name: str, docstring: ir.Docstring, halves: list[ir.TypedDict]
) -> Iterator[ir.TypedDict]:
    """Yield halves and the class that joins them: it is the last one that can be a class."""
    own = ir.TypedDict("", "", False, (), (), False)
    if halves and not halves[-1].functional:
        own = halves.pop()
    elif halves and not halves[0].functional:
        own = halves.pop(0)
    yield from halves
    bases = ", ".join(half.name for half in halves) or "TypedDict"
    yield ir.TypedDict(name, bases, own.total, docstring, own.fields, functional=False)


def _field(docstrings: Docstrings, member: Member, *, sent: bool) -> ir.Field:
    annotation = member.shape.annotation(sent=sent)
    return ir.Field(member.name, annotation, docstrings.member(member))


def _is_functional(fields: Iterable[ir.Field]) -> bool:
    return not all(is_field_name(field.name) for field in fields)
