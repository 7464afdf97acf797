"""The query: members of an input, after the constant part of it that the model has."""

from __future__ import annotations

from codegen.model.shapes import Location, Member
from codegen.package.limits import Limit
from codegen.package.module import Code
from codegen.package.places import BoundMember, Place, is_string, scalar_text


def _bind(member: Member) -> BoundMember:
    shape = member.shape
    if shape.is_list:
        text = scalar_text(shape.element, "each", member.location)
        return BoundMember(member.name, member.wire_name, text, repeated=True)
    text = scalar_text(member, "item", member.location)
    return BoundMember(member.name, member.wire_name, text, repeated=False)


def _limits(member: Member) -> tuple[Limit, ...]:
    problem = f"{member.name}: expected text without lone surrogates"
    if is_string(member.shape):
        return (Limit(Code("not is_query_text(item)"), problem),)
    if member.shape.is_list and is_string(member.shape.element.shape):
        wrong = "isinstance(item, (list, tuple)) and not all(map(is_query_text, item))"
        return (Limit(Code(wrong), problem),)
    return ()


QUERY = Place(Location.QUERY, "query", _bind, _limits)
