"""Serializers: functions that turn inputs into JSON values."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.service import Service
from codegen.model.shapes import Location, Member, Shape
from codegen.package.module import Annotation, Code, Part


@dataclass(frozen=True)
class SentMember(Part):
    """A member on its way to JSON; `expression` is the JSON value of `item`."""

    name: str
    wire_name: str
    expression: Code


@dataclass(frozen=True)
class StructureSerializer(Part):
    """A serializer of a structure."""

    annotates = ("Any",)

    function: str
    shape: str
    members: tuple[SentMember, ...]


@dataclass(frozen=True)
class ElementsSerializer(Part):
    """A serializer of a list or a map."""

    function: str
    shape: str
    annotation: Annotation
    comprehension: Code


def structure_serializers(service: Service) -> tuple[StructureSerializer, ...]:
    """Return the functions that turn structures into JSON objects, in the model's order."""
    return tuple(
        StructureSerializer(
            function=shape.function("serialize"),
            shape=shape.name,
            members=tuple(map(_sent, shape.at(Location.BODY))),
        )
        for shape in service.sent.values()
        if shape.is_structure and _has_body(shape)
    )


def elements_serializers(service: Service) -> tuple[ElementsSerializer, ...]:
    """Return the serializers of lists and maps whose elements change, in that order."""
    return tuple(
        _elements_serializer(shape)
        for shape in service.sent.values()
        if shape.is_collection and _changes(shape)
    )


def _has_body(shape: Shape) -> bool:
    """Tell whether a structure has something to serialize: only an operation's input may not."""
    return not shape.members or bool(shape.at(Location.BODY))


def _sent(member: Member) -> SentMember:
    return SentMember(member.name, member.wire_name, _written(member.shape))


def _elements_serializer(shape: Shape) -> ElementsSerializer:
    expression: str = _written(shape.element.shape)
    if shape.sparse:
        expression = f"None if item is None else {expression}"
    return ElementsSerializer(
        function=shape.function("serialize"),
        shape=shape.name,
        annotation=Annotation(f"{shape.type.python}[{'str, ' * shape.is_map}Any]"),
        comprehension=Code(
            f"{{key: {expression} for key, item in value.items()}}"
            if shape.is_map
            else f"[{expression} for item in value]"
        ),
    )


def _written(shape: Shape) -> Code:
    """Return the JSON value of `item`, as an expression."""
    if shape.code:
        return Code(shape.code.write)
    return Code(f"{shape.function('serialize')}(item)" if _changes(shape) else "item")


def _changes(shape: Shape) -> bool:
    """Tell whether a value's JSON can differ from the value itself."""
    if shape.is_collection:
        return _changes(shape.element.shape)
    return shape.code is None or shape.code.write != "item"
