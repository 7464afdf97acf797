"""Bindings: what of an operation's input goes into the head of a request."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.locations import Location
from codegen.model.service import Service
from codegen.model.shapes import Member, Shape
from codegen.package.headers import HEADERS
from codegen.package.labels import label_limits
from codegen.package.limits import Limit
from codegen.package.module import Part
from codegen.package.payloads import payload_limits
from codegen.package.places import BoundMember, Place
from codegen.package.query import QUERY

# In the order of an operation's record.
PLACES = (QUERY, HEADERS)


@dataclass(frozen=True)
class Binding(Part):
    """What of an input goes to one place; `template` writes the function."""

    annotates = ("Any",)

    template: str
    function: str
    shape: str
    members: tuple[BoundMember, ...]


def bindings(service: Service) -> tuple[Binding, ...]:
    """Return the functions that fill each place, in the model's order."""
    return tuple(
        _binding(place, shape)
        for place in PLACES
        for shape in service.inputs.values()
        if shape.at(*place.locations)
    )


def place_limits(member: Member) -> tuple[Limit, ...]:
    """Return what is asked of a member because of where it goes."""
    limits = tuple(label_limits(member))
    if member.location is Location.PAYLOAD:
        limits += payload_limits(member)
    for place in PLACES:
        if member.location in place.locations:
            limits += place.limits(member)
    return limits


def _binding(place: Place, shape: Shape) -> Binding:
    # Maps come last: what has a name of its own wins.
    members = [member for location in place.locations for member in shape.at(location)]
    bound = tuple(map(place.bind, members))
    return Binding(f"_bind_{place.role}.jinja", shape.function(place.role), shape.name, bound)
