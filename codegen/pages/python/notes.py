"""What is said of values of a kind, once in each section that has such."""

from __future__ import annotations

from collections.abc import Iterable

from codegen.model.shapes import Member, Shape
from codegen.pages.python.material import paragraph
from codegen.prose.document import Paragraph

# By the kind of values, in the order of the notes.
_SENT = {
    "timestamp": (
        "A time is a `datetime`, of UTC unless it has a zone, or seconds since the epoch, or "
        "ISO 8601 text."
    ),
    "blob": "Text that is given for `bytes` is sent as UTF-8.",
    "document": "`Any` is any JSON value.",
}
_RECEIVED = {
    "timestamp": "Times are in UTC.",
    "document": "`Any` is any JSON value.",
    "union": (
        "Of a union, a member that this package does not know yet is named in `SDK_UNKNOWN_MEMBER`."
    ),
}

UNION = paragraph("A union: exactly one of its members is there.")


def notes(members: Iterable[Member], *, sent: bool) -> tuple[Paragraph, ...]:
    """Return what is said of the values of members.

    Args:
        members: those of a section, nested ones included.
        sent: they go to the service.
    """
    found = {_kind(each.shape.innermost) for each in members}
    return tuple(
        paragraph(text) for kind, text in (_SENT if sent else _RECEIVED).items() if kind in found
    )


def _kind(shape: Shape) -> str:
    return "union" if shape.is_union else shape.type.name
