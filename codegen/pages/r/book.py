"""The dialect `r`: pages laid out and worded as those of the R package.

What a page of an operation says, and how, are that package's conventions, down to their
oddities: a title is what stands before the first period of any kind, Usage has names alone,
and of an example only the input shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from codegen.checks.scopes import Names
from codegen.checks.soundness import require_consistency
from codegen.load import Model
from codegen.model.reader import read_service
from codegen.pages.r import examples, syntax
from codegen.pages.r.service import service_page
from codegen.problems import path_of, refuse
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


def build_r_pages(model: Model, name: str) -> tuple[Page, ...]:
    """Return the pages of a model: the service's, then one for each operation.

    Args:
        model: a validated model.
        name: what the package is called; it begins the name of each page.

    Raises:
        ModelError: the model contradicts itself.
    """
    require_consistency(read_service(model))
    references = _references(model, name)
    pages = [_operation_page(model, references, each) for each in references]
    titles = [(references[each], page.title) for each, page in zip(references, pages, strict=True)]
    return (service_page(model, name, references, titles), *pages)


def _references(model: Model, name: str) -> dict[str, Reference]:
    names = Names(model.file, "page")
    references = {}
    for operation in model.service["operations"]:
        function = syntax.r_name(operation)
        page = f"{name}_{function}"
        names.claim(page, operation, path_of("operations", operation))
        references[operation] = Reference(page, function)
    refuse(names.problems)
    return references


def _operation_page(model: Model, references: dict[str, Reference], name: str) -> Page:
    reference = references[name]
    operation = model.service["operations"][name]
    blocks = markup.parse(operation.get("documentation", ""), references)
    title = _title(blocks) or reference.name.replace("_", " ").capitalize()
    sections = [
        Section("description", "Description", blocks or (Paragraph((Text(title),)),)),
        *_input_sections(model, references, name),
        Section("value", "Value", tuple(_value(model, operation))),
        *_examples(model.examples.get(name, []), reference.name),
    ]
    return Page(reference.page, reference.name, (Text(title),), tuple(sections))


def _title(blocks: Iterable[Block]) -> str:
    """Return the words before the first period of the first paragraph."""
    first = next(iter(blocks), None)
    if isinstance(first, Note):
        return _title(first.blocks)
    text = plain([first]) if first else ""
    return " ".join(text.partition(".")[0].split())


def _input_sections(model: Model, references: dict[str, Reference], name: str) -> Iterator[Section]:
    reference = references[name]
    operation = model.service["operations"][name]
    shapes = model.service["shapes"]
    shape = shapes[operation["input"]["shape"]] if "input" in operation else {}
    code = syntax.usage(reference.page, shape.get("members", {}))
    yield Section("usage", "Usage", (Preformatted(code),))
    arguments = tuple(_arguments(shapes, shape, references))
    if arguments:
        yield Section("arguments", "Arguments", (Definitions(arguments),))
    if "input" in operation:
        code = syntax.skeleton(shapes, operation["input"]["shape"], f"svc${reference.name}")
        yield Section("section", "Request syntax", (Preformatted(code),))


def _arguments(
    shapes: dict[str, Any], shape: dict[str, Any], references: dict[str, Reference]
) -> Iterator[Definition]:
    for member, target in shape.get("members", {}).items():
        html = (
            target.get("documentation")
            or shapes.get(member, {}).get("documentation")
            or shapes[target["shape"]].get("documentation", "")
        )
        blocks = markup.parse(html, references)
        if member in shape.get("required", []):
            blocks = _required(blocks)
        yield Definition((Code(member),), blocks, f"arg-{member}")


def _required(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph((Badge("required"), Text(" "), *blocks[0].content)), *blocks[1:])
    return (Paragraph((Badge("required"),)), *blocks)


def _value(model: Model, operation: dict[str, Any]) -> Iterator[Block]:
    shapes = model.service["shapes"]
    shape = operation.get("output", {}).get("shape")
    if shape and shapes[shape].get("members"):
        yield Paragraph((Text("A list with the following syntax:"),))
        yield Preformatted(syntax.skeleton(shapes, shape))
    else:
        yield Paragraph((Text("An empty list."),))


def _examples(given: list[dict[str, Any]], function: str) -> Iterator[Section]:
    if given:
        code = "\n\n".join(examples.example(function, each) for each in given)
        yield Section("examples", "Examples", (Preformatted(code),))
