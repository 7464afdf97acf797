"""The query: members of an input, after the constant part of it that the model has."""

from __future__ import annotations

from codegen.model.locations import Location
from codegen.model.shapes import Member
from codegen.package.limits import Limit
from codegen.package.module import Code
from codegen.package.places import BoundMember, Place, bound, scalar_text


def _bind(member: Member) -> BoundMember:
    return bound(member, scalar_text, "map_parameters(item, query)")


def _limits(member: Member) -> tuple[Limit, ...]:
    shape = member.shape
    if shape.is_map:
        wrong = "not is_query_map(item)"
    elif shape.is_list and shape.element.shape.is_string:
        wrong = "isinstance(item, (list, tuple)) and not all(map(is_encodable, item))"
    elif shape.is_string:
        wrong = "not is_encodable(item)"
    else:
        return ()
    return (Limit(Code(wrong), member.name, "text without lone surrogates"),)


QUERY = Place((Location.QUERY, Location.QUERY_MAP), "query", _bind, _limits)
