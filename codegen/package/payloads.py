"""Payloads: members that are the whole body of a request or a response."""

from __future__ import annotations

from codegen.escape import literal
from codegen.layout import Group, Layout
from codegen.model.shapes import Member
from codegen.package.limits import Limit
from codegen.package.module import Code

# What a body is called that is sent as it is, by the type of its member.
_CONTENT_TYPES = {"blob": "application/octet-stream", "string": "text/plain"}


def is_raw(member: Member) -> bool:
    """Tell whether a payload is sent, and received, as it is: not as JSON."""
    return member.shape.type.name in _CONTENT_TYPES


def body_of(member: Member, kind: Layout) -> Layout:
    """Return the codec of an input whose body is a member.

    Args:
        member: the payload.
        kind: that of its values, as a row has it.
    """
    shape = member.shape
    cells: tuple[tuple[str, Layout], ...] = (("", literal(member.name)),)
    if is_raw(member):
        cells += (("", literal(_CONTENT_TYPES[shape.type.name])),)
        return Group("RawBody(", cells, ")", is_call=True)
    cells += (("", kind),)
    if shape.is_structure and not shape.is_union:
        cells += (("unset=", "{}"),)
    return Group("JSONBody(", cells, ")", is_call=True)


def payload_of(member: Member, kind: Layout) -> Layout:
    """Return where in a response a payload is; the arguments are those of `body_of`."""
    if member.is_event_stream:
        return Group("EventStreamPayload(", (("", kind),), ")", is_call=True)
    if member.is_stream:
        return "StreamPayload()"
    if is_raw(member):
        return "BlobPayload()" if member.is_blob_payload else "TextPayload()"
    return Group("JSONPayload(", (("", kind),), ")", is_call=True)


def payload_limits(member: Member) -> tuple[Limit, ...]:
    """Return what is asked of a member because it is the body."""
    if not member.shape.is_string:
        return ()
    wrong = Code("not is_encodable(item)")
    return (Limit(wrong, member.name, "text without lone surrogates"),)
