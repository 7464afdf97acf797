"""Choices: strings of which likely values are known, so that editors can complete them.

Any other string is one too: services learn new values before their models do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codegen.escape import literal
from codegen.layout import INDENT, WIDTH, Group, union_lines
from codegen.model.annotations import member_annotation
from codegen.model.names import can_be_class, free_name
from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.model.shapes import Member, Shape
from codegen.package.module import Part
from codegen.prose.allowed import allowed_values


@dataclass(frozen=True)
class Choice(Part):
    """The type of a string with known values."""

    uses = ("Literal", "TypeAlias")

    name: str
    values: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The definition, as ruff breaks it."""
        start, values = f"{self.name}: TypeAlias = ", tuple(map(literal, self.values))
        whole = f"Literal[{', '.join(values)}] | str"
        if len(start + whole) <= WIDTH:
            return (start + whole,)
        if len(INDENT + whole) <= WIDTH:
            return (f"{start}(", INDENT + whole, ")")
        known = Group("Literal[", tuple(("", value) for value in values), "]", len(values) == 1)
        return (f"{start}(", *union_lines("", [known, "str"], INDENT), ")")


class Choices:
    """The types of such strings in a service, and the annotations that they are part of."""

    def __init__(self, service: Service) -> None:
        enums = (shape for shape in service.used.values() if _is_enum(shape))
        self.all = {shape.name: Choice(shape.class_name, shape.enum) for shape in enums}
        self._taken = {
            *(shape.class_name for shape in service.shapes.values()),
            *service.result_classes.values(),
        }
        self._of_members: dict[tuple[str, str], str] = {}
        for operation in service.operations.values():
            for member, values in _of_arguments(service, operation):
                self._note(service, operation, member, values)

    def annotation(self, owner: Shape, member: Member, *, sent: bool, prefix: str = "") -> str:
        """Return the Python type of a member; the arguments are those of `shape_annotation`."""
        name = self._of_members.get((owner.name, member.name)) or member.shape.innermost.name
        text = prefix + self.all[name].name if name in self.all else "str"
        return member_annotation(member, sent=sent, prefix=prefix, text=text)

    def _note(
        self, service: Service, operation: Operation, member: str, values: tuple[str, ...]
    ) -> None:
        name = free_name(f"{operation.key}{member[:1].upper()}{member[1:]}", self._taken)
        self.all[name] = Choice(name, values)
        self._of_members[operation.input_name or "", member] = name


def _of_arguments(service: Service, operation: Operation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the members of an input whose values are known, but for those of an enumeration."""
    for name, member in operation.members.items():
        if not _is_enum(member.shape.innermost):
            values = _said(service, operation, name) or allowed_values(member)
            if values:
                yield name, values


def _said(service: Service, operation: Operation, member: str) -> tuple[str, ...]:
    """Return the values that the guide gives."""
    advice = service.advice_of(operation)
    if advice.variants and advice.variants.member == member:
        return tuple(case.value for case in advice.variants.cases)
    return advice.values.get(member, ())


def _is_enum(shape: Shape) -> bool:
    return bool(shape.enum) and shape.is_string and can_be_class(shape.name)
