"""Headers that members of an input set."""

from __future__ import annotations

from codegen.model.shapes import Location, Member
from codegen.package.limits import Limit
from codegen.package.module import Code
from codegen.package.places import BoundMember, Place, is_string, scalar_text

# What the runtime sets unless a member does; it must be the same key.
_OVERRIDABLE = {"content-type": "Content-Type"}


def _bind(member: Member) -> BoundMember:
    is_text = is_string(member.shape)
    text = Code("header_text(item)") if is_text else scalar_text(member, "item", member.location)
    name = _OVERRIDABLE.get(member.wire_name.lower(), member.wire_name)
    return BoundMember(member.name, name, text, repeated=False)


def _limits(member: Member) -> tuple[Limit, ...]:
    if not is_string(member.shape):
        return ()
    problem = f"{member.name}: expected text without line breaks or lone surrogates"
    return (Limit(Code("not is_header_text(item)"), problem),)


HEADERS = Place(Location.HEADER, "headers", _bind, _limits)
