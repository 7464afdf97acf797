"""The query: members of an input, after the constant part of it that the model has."""

from __future__ import annotations

from codegen.model.shapes import Location, Member
from codegen.package.limits import Limit
from codegen.package.module import Code
from codegen.package.places import BoundMember, Place, bound, is_string, scalar_text


def _bind(member: Member) -> BoundMember:
    return bound(member, scalar_text, "map_parameters(item, query)")


def _limits(member: Member) -> tuple[Limit, ...]:
    shape = member.shape
    if shape.is_map:
        wrong = "not is_query_map(item)"
    elif shape.is_list and is_string(shape.element.shape):
        wrong = "isinstance(item, (list, tuple)) and not all(map(is_query_text, item))"
    elif is_string(shape):
        wrong = "not is_query_text(item)"
    else:
        return ()
    return (Limit(Code(wrong), f"{member.name}: expected text without lone surrogates"),)


QUERY = Place((Location.QUERY, Location.QUERY_MAP), "query", _bind, _limits)
