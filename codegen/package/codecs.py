"""Codecs: functions that turn shapes into JSON values and back."""

from __future__ import annotations

from codegen.ir_shapes import (
    ElementsParser,
    ElementsSerializer,
    Reading,
    ReceivedMember,
    SentMember,
    StructureParser,
    StructureSerializer,
)
from codegen.model.service import Service
from codegen.model.shapes import Location, Member, Shape
from codegen.package.elements import elements


def scalar_helpers(service: Service) -> tuple[str, ...]:
    """Return the functions of `restjson.scalars` that the codecs of a model call."""
    sent = {shape.code.write for shape in service.sent.values() if shape.code}
    received = {shape.code.read for shape in service.received.values() if shape.code}
    used = {code.partition("(")[0] for code in sent | received if "(" in code}
    return tuple(sorted(used))


# ---------------------------------------------------------------------------- serializers


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
    expression = _written(shape.element.shape)
    if shape.sparse:
        expression = f"None if item is None else {expression}"
    return ElementsSerializer(
        function=shape.function("serialize"),
        shape=shape.name,
        annotation=f"{shape.type.python}[{'str, ' * shape.is_map}Any]",
        comprehension=(
            f"{{key: {expression} for key, item in value.items()}}"
            if shape.is_map
            else f"[{expression} for item in value]"
        ),
    )


def _written(shape: Shape) -> str:
    """Return the JSON value of `item`, as an expression."""
    if shape.code:
        return shape.code.write
    return f"{shape.function('serialize')}(item)" if _changes(shape) else "item"


def _changes(shape: Shape) -> bool:
    """Tell whether a value's JSON can differ from the value itself."""
    if shape.is_collection:
        return _changes(shape.element.shape)
    return shape.code is None or shape.code.write != "item"


# -------------------------------------------------------------------------------- parsers


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
    value = (_lenient(member.shape) or "{}").format("value.get({})")
    return ReceivedMember(member.name, member.wire_name, value, _reading(member.shape))


def _elements_parser(shape: Shape) -> ElementsParser:
    target = shape.element.shape
    lenient = _lenient(target)
    return ElementsParser(
        function=shape.function("parse"),
        shape=shape.name,
        annotation=f"{shape.type.python}[{'str, ' * shape.is_map}Any]",
        keyed=shape.is_map,
        elements=elements(shape, "raw" if lenient else "item"),
        value=lenient.format("raw"),
        reading=_reading(target),
    )


def _lenient(shape: Shape) -> str:
    """Return the expression that reads a value leniently, nothing if its type wants none."""
    return shape.code.read if shape.code else ""


def _reading(shape: Shape) -> Reading:
    python = shape.type.python
    if shape.code:
        return Reading(shape.code.is_right, python, parser="")
    return Reading(f"isinstance(item, {python})", python, parser=shape.function("parse"))
