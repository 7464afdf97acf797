"""Members of outputs and errors that come from the head of a response."""

from __future__ import annotations

from collections.abc import Callable

from codegen.layout import Group, Layout
from codegen.model.shapes import Location, Member

# What gives the kind of a member's values, as a row has it.
Kind = Callable[[Member], Layout]


def place_of(member: Member, kind: Kind) -> Layout:
    """Return the place of a member that is not in the body, as a row has it."""
    if member.location is Location.STATUS:
        return "Status()"
    if member.location is Location.PREFIX_HEADER:
        return "PrefixHeaders()"
    if member.json_value:
        return "JSONHeader()"
    shape = member.shape
    is_of_dates = shape.is_list and shape.element.shape.type.name == "timestamp"
    start = "DatesHeader(" if is_of_dates else "Header("
    return Group(start, (("", kind(member)),), ")", is_call=True)
