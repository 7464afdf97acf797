"""The documentation tree as HTML: what stands in the `<main>` of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from codegen.prose.document import (
    Badge,
    Block,
    Bullets,
    Code,
    Definition,
    Definitions,
    Emphasis,
    Inline,
    Link,
    Note,
    Page,
    Paragraph,
    Preformatted,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from codegen.render.characters import fit, fit_address

Resolve = Callable[[Reference], str]


def main_html(page: Page, resolve: Resolve, package: str = "") -> str:
    """Return the `<main>` element of a page.

    Args:
        page: what it says.
        resolve: gives the address of what a reference leads to.
        package: named beside the page's name, as R does for pages of a package.
    """
    writer = _Writer(resolve)
    name = f"{page.name} {{{package}}}" if package else page.name
    lines = [
        "<main>",
        f'<p class="head"><span>{_escape(name)}</span> <span>{_escape(page.manual)}</span></p>',
        f"<h1>{writer.inlines(page.title)}</h1>",
        *map(writer.section, page.shown),
        "</main>",
    ]
    return "\n".join(lines) + "\n"


class _Writer:
    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve

    def section(self, section: Section) -> str:
        anchor = _escape(section.anchor)
        is_run = section.role != "examples"
        body = self._blocks(section.blocks) if is_run else _examples(section)
        heading = f"<h2>{_escape(section.title)}</h2>"
        return f'<section id="{anchor}" class="{section.role}">\n{heading}\n{body}\n</section>'

    def inlines(self, content: Iterable[Inline]) -> str:
        return "".join(map(self._inline, content))

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            return _escape(inline.text)
        if isinstance(inline, Code):
            return f"<code>{_escape(inline.text)}</code>"
        if isinstance(inline, Badge):
            return f'<span class="badge">[{_escape(inline.text)}]</span>'
        if isinstance(inline, Emphasis):
            return f"<em>{self.inlines(inline.content)}</em>"
        if isinstance(inline, Strong):
            return f"<strong>{self.inlines(inline.content)}</strong>"
        if isinstance(inline, Link):
            address = _escape(fit_address(inline.href))
            return f'<a href="{address}">{self.inlines(inline.content)}</a>'
        address = _escape(self._resolve(inline))
        return f'<a href="{address}"><code>{_escape(inline.name)}</code></a>'

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return f"<p>{self.inlines(block.content)}</p>"
        if isinstance(block, Preformatted):
            return _preformatted(block.text)
        if isinstance(block, Bullets):
            return self._bullets(block)
        if isinstance(block, Definitions):
            return f"<dl>\n{''.join(map(self._definition, block.items))}</dl>"
        if isinstance(block, Note):
            return f'<div class="{_escape(block.kind)}">\n{self._blocks(block.blocks)}\n</div>'
        return self._table(block)

    def _bullets(self, bullets: Bullets) -> str:
        tag = "ol" if bullets.ordered else "ul"
        items = "".join(f"<li>{self._item(item)}</li>\n" for item in bullets.items)
        return f"<{tag}>\n{items}</{tag}>"

    def _item(self, blocks: tuple[Block, ...]) -> str:
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return self.inlines(blocks[0].content)
        return self._blocks(blocks)

    def _definition(self, definition: Definition) -> str:
        term = self.inlines(definition.term)
        meaning = self._blocks(definition.blocks)
        return f"<dt{_id(definition.anchor)}>{term}</dt>\n<dd>{meaning}</dd>\n"

    def _table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{_escape(cell)}</th>' for cell in table.head)
        if head:
            head = f"<thead>\n<tr>{head}</tr>\n</thead>\n"
        rows = "".join(map(self._row, table.rows))
        return f"<table>\n{head}<tbody>\n{rows}</tbody>\n</table>"

    def _row(self, row: Row) -> str:
        cells = "".join(f"<td>{self.inlines(cell)}</td>" for cell in row.cells)
        return f"<tr{_id(row.anchor)}>{cells}</tr>\n"


def _examples(section: Section) -> str:
    """Return examples as R shows those that it does not run."""
    code = "".join(block.text for block in section.blocks if isinstance(block, Preformatted))
    return _preformatted(f"## Not run: \n{code}\n## End(Not run)")


def _preformatted(text: str) -> str:
    return f"<pre><code>{_escape(text)}</code></pre>"


def _id(anchor: str) -> str:
    return f' id="{_escape(anchor)}"' if anchor else ""


def _escape(text: str) -> str:
    return escape(fit(text), quote=True)
