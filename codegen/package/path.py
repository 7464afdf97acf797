"""The path: members of an input as its labels."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.escape import Slot, f_string
from codegen.model.labels import Label
from codegen.model.operations import Operation
from codegen.model.shapes import Location, Member
from codegen.package.limits import Limit
from codegen.package.module import Code, Part
from codegen.package.places import is_string, scalar_text


@dataclass(frozen=True)
class PathFunction(Part):
    """A function that gives the target of an operation's requests; `labels` are its calls."""

    annotates = ("Any",)

    function: str
    operation: str
    target: Code
    labels: tuple[Code, ...]


def path_function(operation: Operation) -> PathFunction:
    """Return the function of an operation that has labels."""
    members = {member.wire_name: member for member in operation.at(Location.LABEL)}
    parts = [
        part if isinstance(part, str) else Slot(_filled(part, members[part.name]))
        for part in operation.target_parts
    ]
    labels = tuple(Code(part.code) for part in parts if isinstance(part, Slot))
    target = Code(f_string(parts))
    return PathFunction(operation.path_function, operation.key, target, labels)


def label_limits(member: Member) -> tuple[Limit, ...]:
    """Return what is asked of a member because it fills a label.

    Dot segments and empty ones are resolved or dropped on the way to the service, and by
    signatures (RFC 3986 section 6.2.2.3): the request would go somewhere else.
    """
    if not is_string(member.shape):
        return ()
    if member.greedy:
        wrong, expected = "not is_greedy_label(item)", 'segments other than "", "." and ".."'
    else:
        wrong, expected = "not is_label(item)", 'text other than "", "." and ".."'
    problem = f"{member.name}: expected {expected}, without lone surrogates"
    return (Limit(Code(wrong), problem),)


def _filled(label: Label, member: Member) -> str:
    text = scalar_text(member.shape, f'value["{member.name}"]')
    return f"{'greedy_label' if label.greedy else 'label'}({text})"
