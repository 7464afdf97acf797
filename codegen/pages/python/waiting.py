"""Waiting: what can be waited for with an operation."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.model.operations import Operation
from codegen.model.waiters import Waiter
from codegen.pages.python.material import Material, joined, paragraph, words
from codegen.prose.document import (
    Block,
    Code,
    Definition,
    Definitions,
    Inline,
    Paragraph,
    Preformatted,
    Section,
)

_STATES = (("success", "Ends when "), ("failure", "Fails when "))


def waiters(material: Material, operation: Operation) -> tuple[Section, ...]:
    """Return what can be waited for with an operation, if anything can."""
    described = [
        each for each in material.service.waiters.values() if each.operation == operation.key
    ]
    if not described:
        return ()
    intro = paragraph(
        "These call the operation again and again. They take its arguments, and `WaiterConfig`: "
        "`Delay`, seconds between two calls, and `MaxAttempts`, how many calls there are at most. "
        "Where they wait in vain, they raise a `restjson.WaiterError`."
    )
    items = tuple(
        Definition((Code(each.name),), tuple(_meaning(material, each)), f"waiter-{each.name}")
        for each in described
    )
    example = (
        f'waiter = client.get_waiter("{described[0].name}")\n'
        f'waiter.wait(..., WaiterConfig={{"Delay": {described[0].delay}, '
        f'"MaxAttempts": {described[0].most}}})'
    )
    blocks = (intro, Definitions(items), Preformatted(example))
    return (Section("section", "Waiters", blocks),)


def ends(waiter: Waiter, state: str) -> tuple[Inline, ...]:
    """Return what leads a wait to a state, in words; nothing if nothing does."""
    found = (Code(each.in_words) for each in waiter.acceptors if each.state == state)
    return joined(found, " or ")


def _meaning(material: Material, waiter: Waiter) -> Iterator[Block]:
    yield from material.blocks(waiter.documentation)
    for state, opening in _STATES:
        found = ends(waiter, state)
        if found:
            yield Paragraph(words(opening, *found, "."))
    yield paragraph(
        f"Every {_counted(waiter.delay, 'second')}, {_counted(waiter.most, 'time')} at most, "
        "unless you say otherwise."
    )


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
