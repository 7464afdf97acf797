"""Pages of small models in the dialect `python`, and what stands on them."""

from __future__ import annotations

from codegen.pages.python.book import build_python_pages
from codegen.prose.document import (
    Badge,
    Definitions,
    Page,
    Preformatted,
    Section,
    Table,
    plain,
)
from tests.codegen.models import Json, read, structure

EVERY_TYPE: Json = {
    "Blob": {"type": "blob"},
    "Time": {"type": "timestamp"},
    "Color": {"type": "string", "enum": ["red", 'a "quoted" one']},
    "Prices": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Double"}},
    "Tree": structure({"name": "String", "children": "Trees"}),
    "Trees": {"type": "list", "member": {"shape": "Tree"}},
    "Empty": structure(),
    "Sparse": {"type": "list", "member": {"shape": "Long"}, "sparse": True},
}


def build(
    service: Json, guide: Json | None = None, examples: Json | None = None, **beside: Json
) -> list[Page]:
    """The pages of a model; `beside` are its paginators and habits."""
    return list(build_python_pages(read(service, examples, guide, **beside), "tea"))


def section(page: Page, title: str) -> Section:
    (found,) = (each for each in page.sections if each.title == title)
    return found


def code(page: Page, title: str) -> list[str]:
    return [each.text for each in section(page, title).blocks if isinstance(each, Preformatted)]


def words(part: Section) -> str:
    return " ".join(plain(part.blocks).split())


def entries(part: Section) -> dict[str, str]:
    """The text of each definition by its term, marks included."""
    found = [each for each in part.blocks if isinstance(each, Definitions)]
    return {
        "".join(
            f"[{inline.text}]" if isinstance(inline, Badge) else plain([inline])
            for inline in item.term
        ): plain(item.blocks).strip()
        for block in found
        for item in block.items
    }


def table(part: Section) -> Table:
    (found,) = (each for each in part.blocks if isinstance(each, Table))
    return found


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row.cells] for row in table.rows]
