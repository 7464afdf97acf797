"""Places in the head of a request that members of an input go to.

A place is a small module that says what is written there, and a template of its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codegen.model.locations import Location
from codegen.model.shapes import Member, Reference
from codegen.package.limits import Limit
from codegen.package.module import Code, Part

Text = Callable[[Reference, str, Location], Code]


@dataclass(frozen=True)
class BoundMember(Part):
    """A member on its way to the head of a request; `kind` is the type of its shape.

    `expression` is the text of `item`, of `each` item of a list, or what the entries of a map give.
    What is null in a list that is `sparse` is left out.
    """

    name: str
    wire_name: str
    kind: str
    expression: Code
    sparse: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the head of a request.

    Args:
        locations: what the model calls it: for members with a name there, and for maps.
        role: what records of operations call the function that fills it, whose name it begins;
            the template of such functions is ``_bind_<role>.jinja``.
        bind: gives what is written of a member.
        limits: gives what is asked of a member because it goes there.
    """

    locations: tuple[Location, ...]
    role: str
    bind: Callable[[Member], BoundMember]
    limits: Callable[[Member], tuple[Limit, ...]]


def bound(member: Member, item_text: Text, entries: str) -> BoundMember:
    """Return what is written of a member.

    Args:
        member: of an input.
        item_text: gives the text of a list's item, as `scalar_text` does.
        entries: what the entries of a map give, as an expression of `item`.
    """
    shape = member.shape
    if shape.is_map:
        written = Code(entries)
    elif shape.is_list:
        written = item_text(shape.element, "each", member.location)
    else:
        written = scalar_text(member, "item", member.location)
    return BoundMember(member.name, member.wire_name, shape.type.name, written, shape.sparse)


def scalar_text(reference: Reference, variable: str, place: Location) -> Code:
    """Return the text of a scalar, as an expression of a variable.

    Args:
        reference: what the model says of the value: a member, or an item of a list.
        variable: the name of the value in the emitted code.
        place: where the text goes; the form of a timestamp depends on it.
    """
    code = reference.code_at(place)
    return Code(code.text.format(variable) if code else "")
