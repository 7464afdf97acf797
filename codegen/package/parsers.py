"""Parsers: functions that turn JSON values into results."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.service import Service
from codegen.model.shapes import Member, Shape
from codegen.package.elements import Elements, elements
from codegen.package.module import Annotation, Code, Part


@dataclass(frozen=True)
class Reading(Part):
    """How a received item is taken.

    `accepts` is a condition on `item`; `parser` reads an item of more than one part.
    """

    accepts: Code
    expected: str
    parser: str


@dataclass(frozen=True)
class ReceivedMember(Part):
    """A member on its way from JSON; `value` is an expression with a place for the name."""

    uses = ("mismatch",)

    name: str
    wire_name: str
    value: Code
    reading: Reading


@dataclass(frozen=True)
class StructureParser(Part):
    """A parser of a structure; `constant` names the set of the `secrets`, members to mask."""

    uses = ("Result",)
    annotates = ("Any",)

    function: str
    constant: str
    shape: str
    members: tuple[ReceivedMember, ...]
    secrets: tuple[str, ...]


@dataclass(frozen=True)
class ElementsParser(Part):
    """A parser of a list or a map; `keyed` says that it is a map.

    `value` is read from `raw`; it is empty where the items are taken as they are.
    """

    uses = ("mismatch",)

    function: str
    shape: str
    annotation: Annotation
    keyed: bool
    elements: Elements
    value: Code
    reading: Reading


def structure_parsers(service: Service) -> tuple[StructureParser, ...]:
    """Return the functions that turn JSON objects into results, in the model's order."""
    return tuple(
        StructureParser(
            function=shape.function("parse"),
            constant=f"{shape.snake_name.upper()}_SECRETS",
            shape=shape.name,
            members=tuple(map(_received, shape.members.values())),
            secrets=tuple(name for name, member in shape.members.items() if member.is_secret),
        )
        for shape in service.received.values()
        if shape.is_structure
    )


def elements_parsers(service: Service) -> tuple[ElementsParser, ...]:
    """Return the parsers of lists and maps, in the model's order."""
    return tuple(
        _elements_parser(shape) for shape in service.received.values() if shape.is_collection
    )


def _received(member: Member) -> ReceivedMember:
    value = Code((_lenient(member.shape) or "{}").format("value.get({})"))
    return ReceivedMember(member.name, member.wire_name, value, _reading(member.shape))


def _elements_parser(shape: Shape) -> ElementsParser:
    target = shape.element.shape
    lenient = _lenient(target)
    return ElementsParser(
        function=shape.function("parse"),
        shape=shape.name,
        annotation=Annotation(f"{shape.type.python}[{'str, ' * shape.is_map}Any]"),
        keyed=shape.is_map,
        elements=elements(shape, "raw" if lenient else "item"),
        value=Code(lenient.format("raw")),
        reading=_reading(target),
    )


def _lenient(shape: Shape) -> str:
    """Return the expression that reads a value leniently, nothing if its type wants none."""
    return shape.code.read if shape.code else ""


def _reading(shape: Shape) -> Reading:
    python = shape.type.python
    if shape.code:
        return Reading(Code(shape.code.is_right), python, parser="")
    return Reading(Code(f"isinstance(item, {python})"), python, parser=shape.function("parse"))
