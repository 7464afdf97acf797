"""Places in the head of a request that members of an input go to.

A place is a small module that says what is written there, and a template of its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codegen.model.shapes import Location, Member, Reference, Shape
from codegen.package.limits import Limit
from codegen.package.module import Code, Part


@dataclass(frozen=True)
class BoundMember(Part):
    """A member on its way to the head of a request; `expression` is the text of `item`.

    Where the member is `repeated`, that is of `each` item of a list.
    """

    name: str
    wire_name: str
    expression: Code
    repeated: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the head of a request.

    Args:
        location: what the model calls it.
        role: what records of operations call the function that fills it, whose name it begins;
            the template of such functions is ``_bind_<role>.jinja``.
        bind: gives what is written of a member.
        limits: gives what is asked of a member because it goes there.
    """

    location: Location
    role: str
    bind: Callable[[Member], BoundMember]
    limits: Callable[[Member], tuple[Limit, ...]]


def scalar_text(reference: Reference, variable: str, place: Location) -> Code:
    """Return the text of a scalar, as an expression of a variable.

    Args:
        reference: what the model says of the value: a member, or an item of a list.
        variable: the name of the value in the emitted code.
        place: where the text goes; the form of a timestamp depends on it.
    """
    code = reference.code_at(place)
    return Code(code.text.format(variable) if code else "")


def is_string(shape: Shape) -> bool:
    """Tell whether values are text already."""
    return shape.type.name == "string"
