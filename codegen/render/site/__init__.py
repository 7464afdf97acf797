"""The documentation tree as a site: files that open from a disk or any static host.

The text of a page is in its `<main>`; navigation, search and footer stand around it. Nothing is
asked of another host.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from codegen.prose.document import Page, Reference, plain
from codegen.render.html import main_html
from codegen.render.site.search import search_index

_ASSETS = ("site.js", "style.css")

# A service with more pages than that has them listed in the index alone.
_FEW = 20


@dataclass(frozen=True)
class Entry:
    """A line of the navigation or of the index.

    `current` is what `aria-current` says of it, if anything.
    """

    href: str
    label: str
    text: str = ""
    current: str | None = None


def render_site(books: Mapping[str, Sequence[Page]], header: str) -> dict[str, str]:
    """Return the files of a site: name to text.

    Args:
        books: the pages by package; the first is the one of the service.
        header: where the pages come from, on one line, said in the footer of each.
    """
    files = {
        f"{page.name}.html": _page(name, pages, page, header)
        for name, pages in books.items()
        for page in pages
    }
    shelves = [_shelf(name, pages) for name, pages in books.items()]
    files["index.html"] = _template("index").render(shelves=shelves, header=header)
    entries = search_index(page for pages in books.values() for page in pages)
    files["search-index.js"] = f"// {header}\n{entries}"
    return files | {name: _asset(name) for name in _ASSETS}


def _shelf(name: str, pages: Sequence[Page]) -> tuple[str, list[Entry], list[Entry]]:
    """Return what the index says of a package: its name, its pages, and those of parts."""
    whole = [_entry(page) for page in pages if not page.is_part]
    return name, whole, [_entry(page) for page in pages if page.is_part]


def _page(name: str, pages: Sequence[Page], page: Page, header: str) -> str:
    whole = [each for each in pages if not each.is_part]
    listed = whole if len(whole) <= _FEW else whole[:1]
    return _template("page").render(
        package=name,
        page=page,
        pages=[_entry(each, "page" if each == page else None) for each in listed],
        sections=[Entry(f"#{each.anchor}", each.title) for each in page.shown],
        main=main_html(page, _address),
        header=header,
    )


def _entry(page: Page, current: str | None = None) -> Entry:
    return Entry(f"{page.name}.html", page.label, plain(page.title), current)


def _address(reference: Reference) -> str:
    return f"{reference.page}.html" + (f"#{reference.anchor}" if reference.anchor else "")


def _asset(name: str) -> str:
    return (resources.files(__name__) / "assets" / name).read_text(encoding="utf-8")


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader(__name__),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )
    return environment.get_template(f"{name}.html.jinja")
