"""TypedDicts: what type checkers know of inputs, results and nested structures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codegen.model.names import is_field_name
from codegen.model.service import Service
from codegen.model.shapes import Shape
from codegen.package.choices import Choices
from codegen.package.docstrings import METADATA, UNKNOWN_MEMBER, Docstrings
from codegen.package.imports import SHAPE_HOMES
from codegen.package.module import Code, Module, Part
from codegen.package.parts import module_of
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class Field(Part):
    """A member of a TypedDict."""

    name: str
    annotation: Code
    docstring: Docstring


@dataclass(frozen=True)
class TypedDict(Part):
    """A TypedDict, or the half of one: its members are all there, or all may be (not `total`).

    `bases` is the list of its bases; `functional` says that a member's name cannot stand in the
    body of a class. A half has no docstring.
    """

    uses = ("TypedDict",)

    name: str
    bases: str
    total: bool
    docstring: Docstring
    fields: tuple[Field, ...]
    functional: bool


_METADATA = Field("ResponseMetadata", Code("ResponseMetadata"), METADATA)


def shapes_module(service: Service, docstrings: Docstrings, choices: Choices) -> Module:
    """Return the module of TypedDicts, and of the strings in them that have known values."""
    context = {
        "choices": tuple(choices.all.values()),
        "typed_dicts": typed_dicts(service, docstrings, choices),
    }
    uses = ["ResponseMetadata"]
    return module_of("shapes.py", service.sources.origin, context, uses=uses, homes=SHAPE_HOMES)


def typed_dicts(
    service: Service, docstrings: Docstrings, choices: Choices
) -> tuple[TypedDict, ...]:
    """Return a TypedDict for each structure that callers give or get, in the model's order.

    Before one whose members are partly optional stands the half with the others; after one that is
    both a result and a part of another structure, that of the result.
    """
    return tuple(
        typed_dict
        for shape in service.typed.values()
        if shape.is_structure
        for typed_dict in _typed_dict(service, docstrings, choices, shape)
    )


def _typed_dict(
    service: Service, docstrings: Docstrings, choices: Choices, shape: Shape
) -> Iterator[TypedDict]:
    is_result = shape.name in service.results
    # A service may leave out what its model requires of a response; the guide knows what it does.
    is_sure = shape.name in service.sent and not is_result
    is_only_sent = shape.name in service.sent and shape.name not in service.received
    always: tuple[Field, ...] = ()
    sometimes: tuple[Field, ...] = ()
    for member in shape.members.values():
        annotation = Code(choices.annotation(shape, member, sent=is_only_sent))
        field = Field(member.name, annotation, docstrings.member(member))
        # A stream is there, even if nothing comes by it.
        is_there = member.always_sent or (is_result and member.is_handed_out)
        if is_there or (is_sure and member.required):
            always += (field,)
        else:
            sometimes += (field,)
    if shape.is_union and shape.name in service.received:
        sometimes += (Field("SDK_UNKNOWN_MEMBER", Code("dict[str, str]"), UNKNOWN_MEMBER),)
    result_class = service.result_classes.get(shape.name)
    if result_class == shape.class_name:
        always += (_METADATA,)
    halves = [
        _half(f"_{shape.class_name}Always", always, total=True),
        _half(f"_{shape.class_name}Sometimes", sometimes, total=False),
    ]
    filled = [half for half in halves if half.fields]
    yield from _joined(shape.class_name, docstrings.structure(shape), filled)
    if result_class and result_class != shape.class_name:
        about = docstrings.result(shape)
        yield TypedDict(result_class, shape.class_name, True, about, (_METADATA,), False)


def _half(name: str, fields: tuple[Field, ...], *, total: bool) -> TypedDict:
    return TypedDict(name, "TypedDict", total, (), fields, _is_functional(fields))


def _joined(name: str, docstring: Docstring, halves: list[TypedDict]) -> Iterator[TypedDict]:
    """Yield halves and the class that joins them: it is the last one that can be a class."""
    own = TypedDict("", "", False, (), (), False)
    if halves and not halves[-1].functional:
        own = halves.pop()
    elif halves and not halves[0].functional:
        own = halves.pop(0)
    yield from halves
    bases = ", ".join(half.name for half in halves) or "TypedDict"
    yield TypedDict(name, bases, own.total, docstring, own.fields, functional=False)


def _is_functional(fields: Iterable[Field]) -> bool:
    return not all(is_field_name(field.name) for field in fields)
