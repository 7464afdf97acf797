"""Functions of the emitted module, and the names that they use."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.endpoints.compiler import Continuation
from codegen.endpoints.layout import INDENT, Group, lines_of
from codegen.endpoints.module import Function
from codegen.endpoints.parameters import Parameter, arguments
from codegen.endpoints.scope import RULE_CLASSES, RULE_FUNCTIONS
from codegen.endpoints.statements import Simple, Statement, lines
from codegen.prose.document import Code, Definition, Definitions, Paragraph, Section, Text

PARTITION_FUNCTIONS = frozenset({"_partition", "_partition_or_first"})


def resolve(declared: tuple[Parameter, ...], body: tuple[Statement, ...]) -> Function:
    """Return the function that a client calls."""
    given = [f"{each.name}: {each.type.annotation} | None = {each.default}" for each in declared]
    items = tuple(("", each) for each in (["*", *given] if given else []))
    return Function(
        signature=_signature("resolve", items, "endpoints.Endpoint"),
        docstring=tuple(_documentation(declared)),
        lines=tuple(lines(body)),
    )


def said(text: str) -> Section:
    """Return a docstring's opening."""
    return Section("description", "", (Paragraph((Text(text),)),))


def _documentation(declared: tuple[Parameter, ...]) -> Iterator[Section]:
    yield said("Return the endpoint that requests go to.")
    if declared:
        yield Section("section", "Args", (arguments(declared),))
    refusal = Paragraph((Text("The rules have no endpoint for these arguments."),))
    error = Definition((Code("EndpointResolutionError"),), (refusal,))
    yield Section("section", "Raises", (Definitions((error,)),))


def continuation(each: Continuation) -> Function:
    """Return a function that continues another."""
    items = tuple(("", f"{one.code}: {one.annotation}") for one in each.parameters)
    body = lines(each.body)
    if not each.ends:
        body.append(f"{INDENT}return None")
    returned = "endpoints.Endpoint" + ("" if each.ends else " | None")
    return Function(_signature(each.name, items, returned), (), tuple(body))


def no_endpoint(declared: tuple[Parameter, ...]) -> Statement:
    """Return the end of rules that may all leave the turn to the next one."""
    items = tuple((f"{each.name}=", each.name) for each in declared)
    call = Group("no_endpoint(", items, ")", is_call=True)
    names = frozenset({"no_endpoint", *(each.name for each in declared)})
    return Simple("raise ", call, names, ends=True)


def names_used(
    reads: frozenset[str], continuations: list[Continuation], has_partitions: bool
) -> frozenset[str]:
    """Return the names of the runtime that the functions use.

    Args:
        reads: the names that the functions refer to.
        continuations: their signatures name types.
        has_partitions: the module has records of partitions.
    """
    annotations = {one.type.annotation for each in continuations for one in each.parameters}
    classes = {*RULE_CLASSES} & (annotations | ({"Partition"} if has_partitions else set()))
    return frozenset({"endpoints"} | classes | reads & {*RULE_FUNCTIONS, "EndpointResolutionError"})


def _signature(name: str, items: tuple[tuple[str, str], ...], returned: str) -> tuple[str, ...]:
    end = f" -> {returned}:"
    return tuple(lines_of(f"def {name}", Group("(", items, ")", is_call=True), "", end))
