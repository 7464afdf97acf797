"""Members of outputs and errors that are not fields of a JSON object: where they come from."""

from __future__ import annotations

from codegen.layout import Group, Layout
from codegen.model.locations import Location
from codegen.model.shapes import Member
from codegen.package.payloads import payload_of


def place_of(member: Member, kind: Layout) -> Layout:
    """Return the place of a member that is not a field of a JSON object, as a row has it.

    Args:
        member: the member.
        kind: that of its values.
    """
    if member.location is Location.PAYLOAD:
        return payload_of(member, kind)
    if member.location is Location.STATUS:
        return "Status()"
    if member.location is Location.EVENT_HEADER:
        return Group("EventHeader(", (("", kind),), ")", is_call=True)
    if member.location is Location.EVENT_PAYLOAD:
        return Group("EventPayload(", (("", kind),), ")", is_call=True)
    if member.location is Location.PREFIX_HEADER:
        return "PrefixHeaders()"
    if member.is_json_header:
        return "JSONHeader()"
    shape = member.shape
    is_of_dates = shape.is_list and shape.element.shape.is_timestamp
    start = "DatesHeader(" if is_of_dates else "Header("
    return Group(start, (("", kind),), ")", is_call=True)
