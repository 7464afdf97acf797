"""Labels: members of an input as parts of the path, and of the host's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from codegen.escape import Slot, f_string
from codegen.model.labels import Label
from codegen.model.locations import Location
from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.model.shapes import Member
from codegen.package.limits import Limit
from codegen.package.module import Code, Part
from codegen.package.places import scalar_text


@dataclass(frozen=True)
class LabelFunction(Part):
    """A function that fills the labels of an operation; `returned` says what it returns.

    `labels` are the calls in `text`.
    """

    annotates = ("Any",)

    name: str
    returned: str
    text: Code
    labels: tuple[Code, ...]


def label_functions(service: Service) -> Iterator[LabelFunction]:
    """Yield the functions that fill labels, in the model's order of operations."""
    for operation in service.operations.values():
        if operation.labels:
            yield _path_function(operation)
        if operation.host_labels:
            yield _host_function(operation)


def label_limits(member: Member) -> Iterator[Limit]:
    """Yield what is asked of a member because it fills a label.

    Dot segments and empty ones are resolved or dropped on the way to the service, and by
    signatures (RFC 3986 section 6.2.2.3): the request would go somewhere else.
    """
    if member.host_label:
        expected = "letters, digits, hyphens and dots, as part of the host's name"
        yield Limit(Code("not is_host_text(item)"), member.name, expected)
    if member.location is Location.LABEL and member.shape.is_string:
        kind = "greedy_label" if member.greedy else "label"
        yield Limit(Code(f"not is_{kind}(item)"), member.name, problems=Code(f"{kind}_problems"))


def _path_function(operation: Operation) -> LabelFunction:
    members = {member.wire_name: member for member in operation.at(Location.LABEL)}

    def fill(label: Label) -> str:
        member = members[label.name]
        text = scalar_text(member, _value_of(member), Location.LABEL)
        return f"{'greedy_label' if label.greedy else 'label'}({text})"

    returned = "the path of a `{}`, and its constant query"
    return _function(operation, operation.path_function, returned, operation.target_parts, fill)


def _host_function(operation: Operation) -> LabelFunction:
    def fill(label: Label) -> str:
        return f"plain_text({_value_of(operation.members[label.name])})"

    returned = "what stands before the host of a `{}`"
    return _function(operation, operation.host_function, returned, operation.host_parts, fill)


def _function(
    operation: Operation,
    name: str,
    returned: str,
    parts: tuple[str | Label, ...],
    fill: Callable[[Label], str],
) -> LabelFunction:
    filled = [part if isinstance(part, str) else Slot(fill(part)) for part in parts]
    labels = tuple(Code(part.code) for part in filled if isinstance(part, Slot))
    text = Code(f_string(filled))
    return LabelFunction(name, returned.format(operation.key), text, labels)


def _value_of(member: Member) -> str:
    return f'value["{member.name}"]'
