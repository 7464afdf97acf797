"""The documentation tree: what is to be said, before it is Rd, HTML or a docstring.

`pages` makes it from a model and knows the model; the renderers know only these classes. Text is
text: each renderer escapes for its own format. A name that refers to an operation is a
`Reference`, which each renderer resolves to its own kind of link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# ---------------------------------------------------------------------------------- inline


@dataclass(frozen=True)
class Text:
    """Words; white space counts as one blank."""

    text: str


@dataclass(frozen=True)
class Code:
    """A name, a value or a piece of code, on one line."""

    text: str


@dataclass(frozen=True)
class Emphasis:
    """Words set apart."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """Words that lead to an address."""

    href: str
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Reference:
    """A name that leads to another page of the same service, as `page` calls it.

    `anchor` is a place on that page, or nothing.
    """

    page: str
    name: str
    anchor: str = ""


@dataclass(frozen=True)
class Badge:
    """A word that marks what it stands by, such as ``required``; it shows in brackets."""

    text: str


Inline = Text | Code | Emphasis | Strong | Link | Reference | Badge


# ---------------------------------------------------------------------------------- blocks


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Bullets:
    """A list; `ordered` numbers it."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Definition:
    """A term and what it means; `anchor` names the place, or is empty."""

    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Definitions:
    """Terms and what they mean."""

    items: tuple[Definition, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table; `anchor` names the place, or is empty."""

    cells: tuple[tuple[Inline, ...], ...]
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """Rows below a head; an empty head is not shown."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Preformatted:
    """Code, its lines kept."""

    text: str


@dataclass(frozen=True)
class Note:
    """Blocks that stand apart; `kind` is ``note`` or ``important``."""

    blocks: tuple[Block, ...]
    kind: str = "note"


Block = Paragraph | Bullets | Definitions | Table | Preformatted | Note


# ----------------------------------------------------------------------------------- pages


# R's own sections and their titles, in the order in which R shows them whatever order a file
# has. ``section`` stands for all others, which have titles of their own.
ROLES = {
    "description": "Description",
    "usage": "Usage",
    "arguments": "Arguments",
    "value": "Value",
    "section": "",
    "note": "Note",
    "seealso": "See Also",
    "examples": "Examples",
}


@dataclass(frozen=True)
class Section:
    """A part of a page under a title.

    `role` is one of `ROLES`, whose title it must have. Three of them are narrower than the
    rest: ``usage`` is one `Preformatted` that R can parse, ``arguments`` is one `Definitions`,
    and ``examples`` is one `Preformatted` of R that is shown but never run. What does not fit
    is a ``section``, which may have the same title.
    """

    role: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def anchor(self) -> str:
        """The name of the place: the title in lower case, blanks as hyphens."""
        return "-".join(self.title.lower().split())


# The first section has no title: the summary and what follows it.
Docstring = tuple[Section, ...]


@dataclass(frozen=True)
class Page:
    """A page of documentation.

    `name` is the page's own, such as ``package_get_thing``; `label` is what links to it say:
    both are letters, digits and underscores. `manual` is what kind of page it is to the reader;
    `is_part` says that others lead to it, so that lists of pages need not have it.
    """

    name: str
    label: str
    title: tuple[Inline, ...]
    sections: tuple[Section, ...]
    manual: str = "R Documentation"
    is_part: bool = False

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections that hold anything, in the order in which R shows them."""
        order = list(ROLES)
        filled = [section for section in self.sections if section.blocks]
        return tuple(sorted(filled, key=lambda section: order.index(section.role)))


# ------------------------------------------------------------------------------------ text


def plain(nodes: Iterable[Inline | Block]) -> str:
    """Return the words alone; what stands apart is separated by a blank."""
    return "".join(map(_plain, nodes))


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the words of some blocks as one line."""
    return " ".join(plain(blocks).split())


def _plain(node: Inline | Block) -> str:
    if isinstance(node, Text | Code):
        return node.text
    if isinstance(node, Badge):
        return f"[{node.text}]"
    if isinstance(node, Reference):
        return node.name
    if isinstance(node, Emphasis | Strong | Link):
        return plain(node.content)
    return _plain_block(node) + " "


def _plain_block(block: Block) -> str:
    if isinstance(block, Preformatted):
        return block.text
    if isinstance(block, Paragraph):
        return plain(block.content)
    if isinstance(block, Note):
        return plain(block.blocks)
    if isinstance(block, Bullets):
        return "".join(map(plain, block.items))
    if isinstance(block, Definitions):
        return "".join(f"{plain(item.term)} {plain(item.blocks)}" for item in block.items)
    rows = [*([block.head] if block.head else []), *(map(plain, row.cells) for row in block.rows)]
    return " ".join(" ".join(row) for row in rows)
