"""Bindings: what of an operation's input goes into the query or into headers."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.service import Service
from codegen.model.shapes import Location, Member, Shape
from codegen.package.limits import Limit
from codegen.package.module import Code, Part

# What the runtime sets unless a member does; it must be the same key.
_OVERRIDABLE = {"content-type": "Content-Type"}


@dataclass(frozen=True)
class BoundMember(Part):
    """A member on its way to the query or a header; `expression` is the text of `item`.

    Where the member is `repeated`, that is of each item of a list.
    """

    name: str
    wire_name: str
    expression: Code
    repeated: bool


@dataclass(frozen=True)
class Binding(Part):
    """What of an input goes to one place in the head of a request."""

    annotates = ("Any",)

    function: str
    shape: str
    members: tuple[BoundMember, ...]


def queries(service: Service) -> tuple[Binding, ...]:
    """Return the functions that give the query of an input, in the model's order."""
    return _bindings(service, Location.QUERY, "query")


def headers(service: Service) -> tuple[Binding, ...]:
    """Return the functions that give the headers of an input, in the model's order."""
    return _bindings(service, Location.HEADER, "headers")


def text_limits(member: Member) -> tuple[Limit, ...]:
    """Return what is asked of the text of a member because of where it goes."""
    is_text = _is_string(member.shape)
    if member.location is Location.HEADER and is_text:
        problem = f"{member.name}: expected text without line breaks or lone surrogates"
        return (Limit(Code("not is_header_text(item)"), problem),)
    problem = f"{member.name}: expected text without lone surrogates"
    if member.location is Location.QUERY and is_text:
        return (Limit(Code("not is_query_text(item)"), problem),)
    if member.location is Location.QUERY and _has_strings(member.shape):
        wrong = "isinstance(item, (list, tuple)) and not all(map(is_query_text, item))"
        return (Limit(Code(wrong), problem),)
    return ()


def _bindings(service: Service, location: Location, role: str) -> tuple[Binding, ...]:
    return tuple(
        Binding(shape.function(role), shape.name, members)
        for shape in service.inputs.values()
        if (members := tuple(map(_bound, shape.at(location))))
    )


def _bound(member: Member) -> BoundMember:
    return BoundMember(
        name=member.name,
        wire_name=_OVERRIDABLE.get(member.wire_name.lower(), member.wire_name),
        expression=_text(member),
        repeated=member.shape.is_list,
    )


def _text(member: Member) -> Code:
    """Return the text of `item`, or of `each` of its items, as an expression."""
    shape = member.shape
    if member.location is Location.HEADER and _is_string(shape):
        return Code("header_text(item)")
    scalar, variable = (shape.element.shape, "each") if shape.is_list else (shape, "item")
    return Code(scalar.code.text.format(variable) if scalar.code else "")


def _is_string(shape: Shape) -> bool:
    return shape.type.name == "string"


def _has_strings(shape: Shape) -> bool:
    return shape.is_list and _is_string(shape.element.shape)
