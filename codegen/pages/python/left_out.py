"""What a package leaves out: the operations of its model that nothing emits, and why."""

from __future__ import annotations

from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.pages.python.material import paragraph, words
from codegen.prose.document import Bullets, Code, Note, Paragraph, Section

TITLE = "Left out"


def section(service: Service) -> tuple[Section, ...]:
    """Return the list of operations that are left out, if any are."""
    if not service.left_out:
        return ()
    items = tuple(
        (Paragraph((Code(name), *words(f": {_reasons(service, name)}"))),)
        for name in service.left_out
    )
    intro = paragraph("Operations of the model that the package does not have:")
    return (Section("section", TITLE, (intro, Bullets(items))),)


def note(service: Service, operation: Operation) -> tuple[Section, ...]:
    """Return the note on the page of an operation that is left out."""
    if operation.key not in service.left_out:
        return ()
    reasons = _reasons(service, operation.key)
    text = paragraph(f"The package does not have this operation: {reasons}.")
    return (Section("section", TITLE, (Note((text,), "important"),)),)


def _reasons(service: Service, name: str) -> str:
    return "; ".join(dict.fromkeys(problem.what for problem in service.left_out[name]))
