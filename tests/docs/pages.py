"""The pages under test: those of our own models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from codegen.load.model_files import load_model, load_packages
from codegen.load.rule_files import load_rules
from codegen.model.reader import read_service
from codegen.pages.python.book import build_python_pages
from codegen.prose.document import (
    Block,
    Bullets,
    Definition,
    Definitions,
    Emphasis,
    Inline,
    Link,
    Note,
    Page,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
)
from codegen.render.site import render_site


@cache
def books() -> dict[str, tuple[Page, ...]]:
    """The pages of each service by the name of its package."""
    return {
        name: build_python_pages(read_service(load_model(folder)), name, load_rules(folder))
        for name, folder in load_packages().items()
    }


@cache
def pages() -> dict[str, Page]:
    """Each page of every service by its name."""
    return {page.name: page for book in books().values() for page in book}


@cache
def site() -> dict[str, str]:
    """The files of the site by their names."""
    return render_site(books(), "Made for a test.")


def section(page: str, title: str) -> Section:
    (found,) = (each for each in pages()[page].sections if each.title == title)
    return found


def table(page: str, title: str) -> Table:
    (found,) = (each for each in section(page, title).blocks if isinstance(each, Table))
    return found


def blocks_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each block, and those inside."""
    for block in blocks:
        yield block
        if isinstance(block, Note):
            yield from blocks_in(block.blocks)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from blocks_in(item)
        elif isinstance(block, Definitions):
            for definition in block.items:
                yield from blocks_in(definition.blocks)


def places_in(page: Page) -> Iterator[Definition | Row]:
    """Each row and definition of a page."""
    for part in page.sections:
        for block in blocks_in(part.blocks):
            if isinstance(block, Definitions):
                yield from block.items
            elif isinstance(block, Table):
                yield from block.rows


def inlines_in(page: Page) -> Iterator[Inline]:
    """Each inline of a page, and those inside, but not those inside of links."""
    yield from _inside(page.title)
    for place in places_in(page):
        parts = [place.term] if isinstance(place, Definition) else place.cells
        for content in parts:
            yield from _inside(content)
    for part in page.sections:
        for block in blocks_in(part.blocks):
            if isinstance(block, Paragraph):
                yield from _inside(block.content)


def _inside(content: Iterable[Inline]) -> Iterator[Inline]:
    for inline in content:
        yield inline
        if isinstance(inline, Emphasis | Strong):
            yield from _inside(inline.content)


def leads(page: Page) -> Iterator[str]:
    """The address of each link out of the service."""
    return (inline.href for inline in inlines_in(page) if isinstance(inline, Link))
