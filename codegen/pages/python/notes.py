"""What is said of values of a kind, once in each section that has such."""

from __future__ import annotations

from collections.abc import Iterable

from codegen.model.shapes import Member
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
    "stream": (
        "A body is `bytes`, text, a file that was opened in binary mode, or an iterable of bytes. "
        "A file is sent from where it stands; what can be read only once is sent once."
    ),
}
_RECEIVED = {
    "timestamp": "Times are in UTC.",
    "document": "`Any` is any JSON value.",
    "stream": (
        "A `restjson.StreamingBody` is a file that can be read once. It holds a connection until "
        "it was read to its end, or is closed."
    ),
    "events": (
        "A `restjson.EventStream` is iterated over: each event has one of its members. An error in "
        "it is raised. It holds a connection until its end, or until it is closed."
    ),
    "payload": "`restjson.PayloadBytes` is `bytes`, which can be read as a file besides.",
    "union": (
        "Of a union, a member that this package does not know yet is named in `SDK_UNKNOWN_MEMBER`."
    ),
}

UNION = paragraph("A union: exactly one of its members is there.")

# A model may well ask for text in Base64, which would then be encoded twice.
JSON_HEADER = paragraph(
    "This is the value itself, not encoded: the client writes and reads it as JSON in Base64."
)


def notes(members: Iterable[Member], *, sent: bool) -> tuple[Paragraph, ...]:
    """Return what is said of the values of members.

    Args:
        members: those of a section, nested ones included.
        sent: they go to the service.
    """
    found = {kind for each in members for kind in _kinds(each)}
    return tuple(
        paragraph(text) for kind, text in (_SENT if sent else _RECEIVED).items() if kind in found
    )


def _kinds(member: Member) -> tuple[str, ...]:
    if member.is_event_stream:
        return ("events",)
    if member.is_stream:
        return ("stream",)
    shape = member.shape.innermost
    kind = "union" if shape.is_union else shape.type.name
    return (kind, "payload") if member.is_blob_payload else (kind,)
