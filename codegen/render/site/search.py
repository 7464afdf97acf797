"""The search index: what can be found on a site, as a script that assigns it.

A browser does not fetch from a file, but it runs a script from one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from codegen.prose.document import (
    Block,
    Bullets,
    Definition,
    Definitions,
    Note,
    Page,
    Row,
    Table,
    plain,
)

# Places with these names can be found, each by what follows the hyphen.
_KINDS = ("arg", "value", "error", "member")

# In characters: enough to tell two results apart.
_SHORT = 60


def search_index(pages: Iterable[Page]) -> str:
    """Return the script.

    It assigns an object: `pages` has the file, the label and the title of each page; `entries`
    has a list a page and kind, of the kind, the page's number, and then the name and the beginning
    of the text of each place.
    """
    listed = list(pages)
    titles = [[page.name, page.label, _shortened(plain(page.title))] for page in listed]
    entries = [
        [kind, number, *chain.from_iterable(places)]
        for number, page in enumerate(listed)
        for kind, places in _by_kind(page).items()
    ]
    lines = [
        "window.searchIndex = {",
        f'"pages": [\n{_rows(titles)}\n],',
        f'"entries": [\n{_rows(entries)}\n]',
        "};",
    ]
    return "\n".join(lines) + "\n"


def _by_kind(page: Page) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for section in page.shown:
        for kind, name, text in _places(section.blocks):
            found.setdefault(kind, []).append((name, _shortened(text)))
    return found


def _places(blocks: Iterable[Block]) -> Iterator[tuple[str, str, str]]:
    for block in blocks:
        if isinstance(block, Definitions):
            for item in block.items:
                yield from _place(item, plain(item.blocks))
                yield from _places(item.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                # Of what follows the name, the longest says most; a fifth cell is advice.
                yield from _place(row, max(map(plain, row.cells[1:4]), key=len, default=""))
        elif isinstance(block, Note):
            yield from _places(block.blocks)
        elif isinstance(block, Bullets):
            for blocks_of_item in block.items:
                yield from _places(blocks_of_item)


def _place(place: Definition | Row, text: str) -> Iterator[tuple[str, str, str]]:
    kind, _, name = place.anchor.partition("-")
    if kind in _KINDS and name:
        yield kind, name, text


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _SHORT:
        return text
    return text[: text.rfind(" ", 0, _SHORT) + 1].rstrip() + "..."


def _rows(rows: Iterable[object]) -> str:
    return ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
