"""Headers that members of an input set."""

from __future__ import annotations

from dataclasses import replace

from codegen.escape import literal
from codegen.model.locations import Location
from codegen.model.shapes import Member, Reference
from codegen.package.limits import Limit
from codegen.package.module import Code
from codegen.package.places import BoundMember, Place, bound, scalar_text

_EXPECTED = "text without line breaks or lone surrogates"


def _bind(member: Member) -> BoundMember:
    entries = f"prefixed_headers({literal(member.wire_name)}, item, headers)"
    header = bound(member, _item_text, entries)
    if member.is_json_header:
        return replace(header, expression=Code("json_header(item)"))
    if member.shape.is_string:
        return replace(header, expression=Code("plain_text(item)"))
    return header


def _item_text(reference: Reference, variable: str, place: Location) -> Code:
    """Return the text of a list's item. Strings are quoted for their commas; dates are not."""
    if reference.shape.is_string:
        return Code(f"list_item({variable})")
    return scalar_text(reference, variable, place)


def _limits(member: Member) -> tuple[Limit, ...]:
    shape, expected = member.shape, _EXPECTED
    if shape.is_map:
        wrong = f"not is_header_map({literal(member.wire_name)}, item)"
        expected += ", by names of headers that the client does not set itself"
    elif shape.is_list and shape.element.shape.is_string:
        wrong = "isinstance(item, (list, tuple)) and not all(map(is_header_text, item))"
    elif shape.is_string:
        wrong = "not is_header_text(item)"
    else:
        return ()
    return (Limit(Code(wrong), member.name, expected),)


HEADERS = Place((Location.HEADER, Location.PREFIX_HEADER), "headers", _bind, _limits)
