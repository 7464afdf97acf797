"""Annotations: what type checkers know of a value, by its shape and by where it goes."""

from __future__ import annotations

from codegen.model.shapes import Member, Shape


def member_annotation(member: Member, *, sent: bool, prefix: str = "", text: str = "str") -> str:
    """Return the Python type of a member's values; the arguments are as with `shape_annotation`."""
    if member.is_event_stream:
        return f"restjson.EventStream[{shape_annotation(member.shape, sent=False, prefix=prefix)}]"
    if member.is_stream:
        return "restjson.Uploadable" if sent else "restjson.StreamingBody"
    if member.is_blob_payload and not sent:
        return "restjson.PayloadBytes"
    return shape_annotation(member.shape, sent=sent, prefix=prefix, text=text)


def shape_annotation(shape: Shape, *, sent: bool, prefix: str = "", text: str = "str") -> str:
    """Return the Python type of a shape's values.

    Args:
        shape: what they are.
        sent: they go to the service, so a tuple does for a list, and whatever else the type of
            the shape accepts.
        prefix: what stands before the name of a TypedDict, such as ``shapes.``.
        text: the type of the strings in them.
    """
    if shape.is_structure:
        return prefix + shape.class_name
    if shape.is_string:
        return text
    if not shape.is_collection:
        return (shape.type.accepts if sent else "") or shape.type.python
    item = shape_annotation(shape.element.shape, sent=sent, prefix=prefix, text=text)
    item += " | None" if shape.sparse else ""
    if shape.is_map:
        return f"dict[str, {item}]"
    return f"list[{item}] | tuple[{item}, ...]" if sent else f"list[{item}]"
