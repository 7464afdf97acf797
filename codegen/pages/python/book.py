"""The dialect of generated/docs: Python, with all that a model and its guide know.

The order is that of R's pages. All sections but the first are ``section``: R would put its own
ones elsewhere, and read Python as R.
"""

from __future__ import annotations

from codegen.checks.refusals import endless
from codegen.checks.scopes import Names
from codegen.checks.soundness import require_consistency
from codegen.load import Model
from codegen.load_rules import Rules
from codegen.model.names import function_name
from codegen.model.reader import read_service
from codegen.pages.python import (
    calls,
    client,
    configuration,
    failures,
    hosts,
    members,
    paging,
    variants,
    wire,
)
from codegen.pages.python.material import Material, paragraph, words
from codegen.problems import Problem, path_of, refuse
from codegen.prose.document import (
    Block,
    Bullets,
    Code,
    Inline,
    Link,
    Page,
    Paragraph,
    Reference,
    Row,
    Section,
    Table,
    Text,
)
from codegen.prose.guide import guide_problems

_MANUAL = "Python Documentation"


def build_python_pages(model: Model, name: str, rules: Rules | None = None) -> tuple[Page, ...]:
    """Return the pages of a model: the service's, then one for each operation.

    Args:
        model: a validated model.
        name: the import name of the package; it begins the name of each page.
        rules: the endpoint rules, if there are any.

    Raises:
        ModelError: the model contradicts itself or its guide.
    """
    service = read_service(model)
    require_consistency(service)
    refuse(endless(service))
    material = Material(name, model, rules)
    problems = guide_problems(model.guide_file, model.guide, material.graph)
    refuse([*problems, *_name_problems(model, material)])
    operations = (_operation_page(material, each) for each in material.graph.operations)
    return (_service_page(material), *operations)


def _name_problems(model: Model, material: Material) -> list[Problem]:
    names = Names(model.file, "page")
    for operation in material.graph.operations:
        names.claim(material.page_name(operation), operation, path_of("operations", operation))
    return names.problems


def _operation_page(material: Material, operation: str) -> Page:
    model = material.graph.operations[operation]
    documentation = model.get("documentation")
    return Page(
        name=material.page_name(operation),
        label=function_name(operation),
        title=material.headline(documentation, f"Call {operation}"),
        sections=(
            *_description(material, documentation, f"Calls {operation}."),
            calls.usage(material, operation),
            *members.arguments(material, operation),
            members.value(material, operation),
            *paging.pagination(material, operation),
            calls.request_syntax(material, operation),
            wire.http_mapping(material, operation),
            *failures.operation_errors(material, operation),
            *variants.matrix(material, operation),
            *calls.examples(material, operation),
            *wire.permissions(material, operation),
            wire.endpoints(material),
            *_notes(material, material.advice_of(operation).get("notes", [])),
            _see_also(
                material,
                (material.service_reference, *material.siblings(operation)),
                material.advice_of(operation).get("seeAlso", []),
            ),
            _provenance(material),
        ),
        manual=_MANUAL,
    )


def _service_page(material: Material) -> Page:
    documentation = material.model.service.get("documentation")
    see_also = material.model.guide.get("seeAlso", [])
    return Page(
        name=material.name,
        label=material.name,
        title=(Text(material.title),),
        sections=(
            *_description(material, documentation, f"A client for {material.title}."),
            client.usage(material),
            client.configuration(),
            *_operations(material),
            *failures.service_errors(material),
            configuration.settings(material),
            *([configuration.credentials(material)] if _signs(material) else []),
            hosts.endpoints(material),
            configuration.retries(material),
            *calls.first_example(material),
            *_notes(material, material.model.guide.get("notes", [])),
            *([_see_also(material, (), see_also)] if see_also else []),
            _provenance(material),
        ),
        manual=_MANUAL,
    )


def _description(material: Material, html: str | None, fallback: str) -> tuple[Section, ...]:
    blocks = material.blocks(html) or (paragraph(fallback),)
    return (Section("description", "Description", blocks),)


def _signs(material: Material) -> bool:
    return not all(wire.is_unsigned(material, name) for name in material.graph.operations)


def _operations(material: Material) -> tuple[Section, ...]:
    rows = tuple(
        Row(
            (
                (reference,),
                material.headline(
                    material.graph.operations[name].get("documentation"), f"Calls {name}"
                ),
                words("unsigned" if wire.is_unsigned(material, name) else "signed"),
            )
        )
        for name, reference in material.references.items()
    )
    table = Table(("Operation", "What it does", "Requests"), rows)
    return (Section("section", "Operations", (table,)),)


def _notes(material: Material, notes: list[str]) -> tuple[Section, ...]:
    items = tuple(material.blocks(note) for note in notes)
    return (Section("section", "Notes", (Bullets(items),)),) if items else ()


def _see_also(
    material: Material, pages: tuple[Inline, ...], links: list[dict[str, str]]
) -> Section:
    listed = [inline for page in pages for inline in (Text(", "), page)][1:]
    items: list[tuple[Block, ...]] = [(Paragraph(tuple(listed)),)] if listed else []
    for link in links:
        text = material.phrase(link.get("text"))
        title = Link(link["href"], tuple(map(_unlinked, material.phrase(link["title"]))))
        items.append((Paragraph((title, *(words(": ", *text) if text else ()))),))
    return Section("section", "See Also", (Bullets(tuple(items)),))


def _unlinked(inline: Inline) -> Inline:
    """Return what a link may hold: HTML has no links inside of links."""
    return Code(inline.name) if isinstance(inline, Reference) else inline


def _provenance(material: Material) -> Section:
    version = material.model.service["metadata"]["apiVersion"]
    return Section(
        "section",
        "Model",
        (
            paragraph(
                f"{material.title}, API version {version}, from `{material.model.source}`, whose "
                f"SHA-256 is `{material.model.sha256}`."
            ),
        ),
    )
