"""Documentation pages as files: .Rd for R, and a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codegen.prose.document import Page
from codegen.render.rd import rd_page
from codegen.render.site import render_site


def render_docs(books: Mapping[str, Sequence[Page]], header: str) -> dict[str, str]:
    """Return the files of the documentation of some packages: path to text.

    Args:
        books: the pages by package; the first is the one of the service.
        header: where the pages come from, said in each.
    """
    pages = [page for of_package in books.values() for page in of_package]
    rd = {f"rd/{page.name}.Rd": rd_page(page, header) for page in pages}
    html = {f"html/{name}": text for name, text in render_site(books, header).items()}
    return rd | html
