"""Modelled errors: what a service says no with."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.names import is_error_attribute
from codegen.model.shapes import Member, Shape


@dataclass(frozen=True, eq=False)
class Error:
    """An error that the model has.

    Args:
        shape: what it carries.
        code: its name on the wire.
        status: its HTTP status, if the model gives one.
        retry_class: ``throttling`` or ``transient`` where the model says that trying again may
            help, else empty.
    """

    shape: Shape
    code: str
    status: int | None
    retry_class: str

    @property
    def name(self) -> str:
        """The name of the shape."""
        return self.shape.name

    @property
    def class_name(self) -> str:
        """The name of its class."""
        return self.shape.class_name

    @property
    def attributes(self) -> tuple[Member, ...]:
        """The members that are attributes of the class."""
        members = self.shape.members.values()
        return tuple(each for each in members if is_error_attribute(each.name))

    @property
    def oauth_value(self) -> str | None:
        """The value of `error` (RFC 6749 section 5.2) by which it is known, if any.

        The model gives it as an enum of one on the member.
        """
        member = self.shape.members.get("error")
        return member.enum[0] if member and len(member.enum) == 1 else None
