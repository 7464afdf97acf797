"""The dialect `r`: pages laid out and worded as those of the R package.

What a page of an operation says, and how, are that package's conventions, down to their
oddities: a title is what stands before the first period of any kind, Usage has names alone,
and of an example only the input shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codegen.checks.refusals import bottomless, endless
from codegen.checks.soundness import examine
from codegen.load.problems import refuse
from codegen.model.operations import Operation
from codegen.model.service import Example, Service
from codegen.model.shapes import Shape
from codegen.pages.names import page_name_problems
from codegen.pages.r import examples, syntax
from codegen.pages.r.service import service_page
from codegen.prose import markup
from codegen.prose.document import (
    Badge,
    Block,
    Code,
    Definition,
    Definitions,
    Note,
    Page,
    Paragraph,
    Preformatted,
    Reference,
    Section,
    Text,
    plain,
)


def build_r_pages(service: Service, name: str) -> tuple[Page, ...]:
    """Return the pages of a service: its own, then one for each operation.

    Args:
        service: as it was read.
        name: what the package is called; it begins the name of each page.

    Raises:
        ModelError: the model contradicts itself.
    """
    problems, _ = examine(
        service,
        endless,
        lambda sound: (each.problem for each in bottomless(sound)),
        lambda sound: page_name_problems(sound, _references(sound, name)),
    )
    refuse(problems)
    references = _references(service, name)
    pages = [
        _operation_page(service, references, operation) for operation in service.operations.values()
    ]
    titles = [
        (reference, page.title) for reference, page in zip(references.values(), pages, strict=True)
    ]
    return (service_page(service, name, references, titles), *pages)


def _references(service: Service, name: str) -> dict[str, Reference]:
    functions = {operation: syntax.r_name(operation) for operation in service.operations}
    return {
        operation: Reference(f"{name}_{function}", function)
        for operation, function in functions.items()
    }


def _operation_page(
    service: Service, references: dict[str, Reference], operation: Operation
) -> Page:
    reference = references[operation.key]
    blocks = markup.parse(operation.documentation, references)
    title = _title(blocks) or reference.name.replace("_", " ").capitalize()
    sections = [
        Section("description", "Description", blocks or (Paragraph((Text(title),)),)),
        *_input_sections(service, references, operation),
        Section("value", "Value", tuple(_value(operation))),
        *_examples(service.examples.get(operation.key, ()), reference.name),
    ]
    return Page(reference.page, reference.name, (Text(title),), tuple(sections))


def _title(blocks: Iterable[Block]) -> str:
    """Return the words before the first period of the first paragraph."""
    first = next(iter(blocks), None)
    if isinstance(first, Note):
        return _title(first.blocks)
    text = plain([first]) if first else ""
    return " ".join(text.partition(".")[0].split())


def _input_sections(
    service: Service, references: dict[str, Reference], operation: Operation
) -> Iterator[Section]:
    reference = references[operation.key]
    code = syntax.usage(reference.page, operation.members)
    yield Section("usage", "Usage", (Preformatted(code),))
    if operation.input is None:
        return
    arguments = tuple(_arguments(service, operation.input, references))
    if arguments:
        yield Section("arguments", "Arguments", (Definitions(arguments),))
    code = syntax.skeleton(operation.input, f"svc${reference.name}")
    yield Section("section", "Request syntax", (Preformatted(code),))


def _arguments(
    service: Service, shape: Shape, references: dict[str, Reference]
) -> Iterator[Definition]:
    for name, member in shape.members.items():
        namesake = service.shapes.get(name)
        html = (
            member.documentation
            or (namesake.documentation if namesake else "")
            or member.shape.documentation
        )
        blocks = markup.parse(html, references)
        if name in shape.required:
            blocks = _required(blocks)
        yield Definition((Code(name),), blocks, f"arg-{name}")


def _required(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph((Badge("required"), Text(" "), *blocks[0].content)), *blocks[1:])
    return (Paragraph((Badge("required"),)), *blocks)


def _value(operation: Operation) -> Iterator[Block]:
    if operation.output and operation.output.members:
        yield Paragraph((Text("A list with the following syntax:"),))
        yield Preformatted(syntax.skeleton(operation.output))
    else:
        yield Paragraph((Text("An empty list."),))


def _examples(given: tuple[Example, ...], function: str) -> Iterator[Section]:
    if given:
        code = "\n\n".join(examples.example(function, each) for each in given)
        yield Section("examples", "Examples", (Preformatted(code),))
