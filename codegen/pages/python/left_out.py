"""What a package leaves out: operations and waiters of its model that nothing emits, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from codegen.load.problems import Problem
from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.pages.python.material import paragraph, words
from codegen.prose.document import Block, Bullets, Code, Note, Paragraph, Section

TITLE = "Left out"


def section(service: Service) -> tuple[Section, ...]:
    """Return the lists of operations and of waiters that are left out, if any are."""
    blocks: list[Block] = []
    for kind, left_out in (
        ("Operations", service.left_out),
        ("Waiters", service.waiters_left_out),
    ):
        if left_out:
            blocks.append(paragraph(f"{kind} of the model that the package does not have:"))
            blocks.append(Bullets(tuple(_items(left_out))))
    return (Section("section", TITLE, tuple(blocks)),) if blocks else ()


def note(service: Service, operation: Operation) -> tuple[Section, ...]:
    """Return the note on the page of an operation that is left out."""
    if operation.key not in service.left_out:
        return ()
    reasons = _reasons(service.left_out[operation.key])
    text = paragraph(f"The package does not have this operation: {reasons}.")
    return (Section("section", TITLE, (Note((text,), "important"),)),)


def _items(left_out: Mapping[str, tuple[Problem, ...]]) -> Iterator[tuple[Block, ...]]:
    for name, problems in left_out.items():
        yield (Paragraph((Code(name), *words(f": {_reasons(problems)}"))),)


def _reasons(problems: Iterable[Problem]) -> str:
    return "; ".join(dict.fromkeys(problem.what for problem in problems))
