"""The dialect of generated/docs: Python, with all that a model and its guide know.

The order is that of R's pages. All sections but the first are ``section``: R would put its own
ones elsewhere, and read Python as R.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from codegen.checks.emittable import left_out_of
from codegen.checks.habits import habit_problems
from codegen.checks.pagination import pagination_problems
from codegen.checks.refusals import bottomless, endless
from codegen.checks.soundness import examine
from codegen.checks.waiting import waiter_problems, waiters_left_out
from codegen.load.problems import refuse
from codegen.load.rule_files import Rules
from codegen.model.guide import GuideLink
from codegen.model.operations import Operation
from codegen.model.service import Service, apart_from
from codegen.model.shapes import Shape
from codegen.pages.names import page_name_problems
from codegen.pages.python import (
    authentication,
    calls,
    client,
    configuration,
    failures,
    hosts,
    left_out,
    members,
    paging,
    structures,
    variants,
    waiting,
    wire,
)
from codegen.pages.python.material import Material, joined, paragraph, words
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


def build_python_pages(service: Service, name: str, rules: Rules | None = None) -> tuple[Page, ...]:
    """Return the pages of a service: its own, one for each operation, then those of structures.

    Args:
        service: as it was read.
        name: the import name of the package; it begins the name of each page.
        rules: the endpoint rules, if there are any.

    Raises:
        ModelError: the model contradicts itself or its guide.
    """
    problems, _ = examine(
        service,
        endless,
        lambda sound: (each.problem for each in bottomless(sound)),
        guide_problems,
        pagination_problems,
        waiter_problems,
        habit_problems,
        lambda sound: page_name_problems(sound, Material(name, sound).references),
    )
    refuse(problems)
    material = Material(name, _with_left_out(service), rules)
    refuse(page_name_problems(service, material.references, material.apart))
    operations = (_operation_page(material, each) for each in service.operations.values())
    used_by = structures.users(material)
    parts = (
        _structure_page(material, service.shapes[name], used_by[name]) for name in material.apart
    )
    return (_service_page(material), *operations, *parts)


def _with_left_out(service: Service) -> Service:
    """Return a service that says what of it the package does not have."""
    odd = waiters_left_out(service)
    waiters = apart_from(service.waiters, odd)
    return replace(service, left_out=left_out_of(service), waiters=waiters, waiters_left_out=odd)


def _operation_page(material: Material, operation: Operation) -> Page:
    advice = material.service.advice_of(operation)
    return Page(
        name=material.page_name(operation),
        label=operation.function,
        title=material.headline(operation.documentation, f"Call {operation.key}"),
        sections=(
            *_description(material, operation.documentation, f"Calls {operation.key}."),
            *left_out.note(material.service, operation),
            calls.usage(material, operation),
            *members.arguments(material, operation),
            members.value(material, operation),
            *paging.pagination(material, operation),
            *waiting.waiters(material, operation),
            calls.request_syntax(material, operation),
            wire.http_mapping(material, operation),
            *failures.operation_errors(material, operation),
            *variants.matrix(material, operation),
            *calls.examples(material, operation),
            *authentication.permissions(material, operation),
            wire.endpoints(material),
            *_notes(material, advice.notes),
            _see_also(
                material,
                (material.service_reference, *material.siblings(operation)),
                advice.see_also,
            ),
            _provenance(material),
        ),
        manual=_MANUAL,
    )


def _structure_page(material: Material, shape: Shape, used_by: Iterable[Reference]) -> Page:
    reference = material.apart[shape.name]
    return Page(
        name=reference.page,
        label=reference.name,
        title=(Text(shape.class_name),),
        sections=(
            *_description(material, shape.documentation, f"The structure {shape.name}."),
            *structures.sections(material, shape, used_by),
            _see_also(material, (material.service_reference,), ()),
            _provenance(material),
        ),
        manual=_MANUAL,
        is_part=True,
    )


def _service_page(material: Material) -> Page:
    service = material.service
    see_also = service.guide.see_also
    return Page(
        name=material.name,
        label=material.name,
        title=(Text(service.full_name),),
        sections=(
            *_description(material, service.documentation, f"A client for {service.full_name}."),
            client.usage(material),
            client.configuration(material.service),
            *_operations(material),
            *left_out.section(service),
            *failures.service_errors(material),
            configuration.settings(material),
            *authentication.sections(service),
            hosts.endpoints(material),
            configuration.retries(material),
            *calls.first_example(material),
            *_notes(material, service.guide.notes),
            *([_see_also(material, (), see_also)] if see_also else []),
            _provenance(material),
        ),
        manual=_MANUAL,
    )


def _description(material: Material, html: str | None, fallback: str) -> tuple[Section, ...]:
    blocks = material.blocks(html) or (paragraph(fallback),)
    return (Section("description", "Description", blocks),)


def _operations(material: Material) -> tuple[Section, ...]:
    rows = tuple(
        Row(
            (
                (material.references[name],),
                material.headline(operation.documentation, f"Calls {name}"),
                words("unsigned" if operation.is_unsigned else "signed"),
            )
        )
        for name, operation in material.service.operations.items()
    )
    table = Table(("Operation", "What it does", "Requests"), rows)
    return (Section("section", "Operations", (table,)),)


def _notes(material: Material, notes: tuple[str, ...]) -> tuple[Section, ...]:
    items = tuple(material.blocks(note) for note in notes)
    return (Section("section", "Notes", (Bullets(items),)),) if items else ()


def _see_also(
    material: Material, pages: tuple[Inline, ...], links: tuple[GuideLink, ...]
) -> Section:
    items: list[tuple[Block, ...]] = [(Paragraph(joined(pages)),)] if pages else []
    for link in links:
        text = material.phrase(link.text)
        title = Link(link.href, tuple(map(_unlinked, material.phrase(link.title))))
        items.append((Paragraph((title, *(words(": ", *text) if text else ()))),))
    return Section("section", "See Also", (Bullets(tuple(items)),))


def _unlinked(inline: Inline) -> Inline:
    """Return what a link may hold: HTML has no links inside of links."""
    return Code(inline.name) if isinstance(inline, Reference) else inline


def _provenance(material: Material) -> Section:
    service = material.service
    return Section(
        "section",
        "Model",
        (
            paragraph(
                f"{service.full_name}, API version {service.api_version}, from "
                f"`{service.sources.origin}`, whose SHA-256 is `{service.sources.sha256}`."
            ),
        ),
    )
