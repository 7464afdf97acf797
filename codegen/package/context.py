"""Context: what endpoint rules know of an operation, beside the settings of a client."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from codegen.model.operations import Operation
from codegen.package.records import Setting, mapping


def context(operation: Operation, parameters: Collection[str]) -> Iterator[Setting]:
    """Yield the arguments of an operation's record that say what endpoint rules know of it.

    Args:
        operation: what is called.
        parameters: the parameters of the endpoint rules; empty where there are no rules.
    """
    known = {name: value for name, value in operation.context.items() if name in parameters}
    yield from mapping("context", known)
    members = {
        member.context_parameter: name
        for name, member in operation.members.items()
        if member.context_parameter in parameters
    }
    yield from mapping("context_members", members)
