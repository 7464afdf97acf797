"""The documentation tree as plain text: docstrings, as `help()` shows them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

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
    Paragraph,
    Preformatted,
    Reference,
    Section,
    Table,
    Text,
)

_STEP = " " * 4
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"(])")


def lay_out(sections: Iterable[Section], width: int) -> str:
    """Return the text of a docstring.

    The first sentence stands alone, as PEP 257 wants it; a section without a title comes as it
    is, any other indented below its title.

    Args:
        sections: what to say.
        width: the longest line, but for words that are longer.
    """
    parts = [_section(section, width) for section in sections]
    return "\n\n".join("\n".join(lines) for lines in parts)


def _section(section: Section, width: int) -> list[str]:
    if section.title:
        below = _blocks(section.blocks, width, _STEP)
        # In reStructuredText, two colons and a blank line open a literal block.
        is_literal = isinstance(section.blocks[0], Preformatted)
        return [f"{section.title}::", "", *below] if is_literal else [f"{section.title}:", *below]
    first, *rest = section.blocks
    if not isinstance(first, Paragraph):
        return _blocks(section.blocks, width, "")
    below = _blocks(rest, width, "")
    return [*_with_summary(_inline(first.content), width), *([""] if below else []), *below]


def _with_summary(text: str, width: int) -> list[str]:
    """Return the lines of a paragraph whose first sentence stands alone."""
    sentence, *rest = _SENTENCE_END.split(text, maxsplit=1)
    # Three quotes stand before the summary.
    lines = _wrapped(sentence, width - 3, "", "")
    return [*lines, "", *_wrapped(rest[0], width, "", "")] if rest else lines


def _blocks(blocks: Iterable[Block], width: int, indent: str) -> list[str]:
    """Return the lines of blocks, with a blank one between them."""
    lines: list[str] = []
    for block in blocks:
        of_block = _block(block, width, indent)
        lines += ["", *of_block] if lines and of_block else of_block
    return lines


def _block(block: Block, width: int, indent: str) -> list[str]:
    if isinstance(block, Paragraph):
        return _wrapped(_inline(block.content), width, indent, indent)
    if isinstance(block, Bullets):
        return [
            line
            for number, item in enumerate(block.items, 1)
            for line in _item(item, width, indent, f"{number}. " if block.ordered else "- ")
        ]
    if isinstance(block, Definitions):
        return [line for each in block.items for line in _definition(each, width, indent)]
    if isinstance(block, Preformatted):
        return [f"{indent}{line}".rstrip() for line in block.text.split("\n")]
    if isinstance(block, Table):
        rows = (" - ".join(map(_inline, row.cells)) for row in block.rows)
        return [line for row in rows for line in _wrapped(row, width, indent, indent + _STEP)]
    return _blocks(block.blocks, width, indent)


def _item(blocks: tuple[Block, ...], width: int, indent: str, mark: str) -> list[str]:
    inner = indent + " " * len(mark)
    lines = _compact(blocks, width, inner)
    return [indent + mark + lines[0].lstrip(), *lines[1:]] if lines else []


def _definition(definition: Definition, width: int, indent: str) -> list[str]:
    """Return `name (type): [mark] meaning`, the rest of it indented below."""
    first, *rest = definition.blocks or (Paragraph(()),)
    opening = _term(definition.term)
    meaning = _inline(first.content) if isinstance(first, Paragraph) else ""
    rest = rest if isinstance(first, Paragraph) else [first, *rest]
    opening = f"{opening} {meaning}" if meaning else opening.removesuffix(":")
    head = _wrapped(opening, width, indent, indent + _STEP)
    return [*head, *_compact(tuple(rest), width, indent + _STEP)]


def _compact(blocks: tuple[Block, ...], width: int, indent: str) -> list[str]:
    return [line for line in _blocks(blocks, width, indent) if line]


def _term(term: tuple[Inline, ...]) -> str:
    """Return a name, its type in parentheses, a colon, and its marks."""
    names = [each for each in term if not isinstance(each, (Badge, Emphasis))]
    kinds = [_bare(each.content) for each in term if isinstance(each, Emphasis)]
    marks = [f"[{each.text}]" for each in term if isinstance(each, Badge)]
    name = " ".join([_bare(tuple(names)).strip(), *(f"({kind})" for kind in kinds)])
    return " ".join([f"{name}:", *marks])


def _bare(content: tuple[Inline, ...]) -> str:
    return _BLANKS.sub(
        " ", "".join(each.text if isinstance(each, (Code, Text)) else "" for each in content)
    )


def _inline(content: tuple[Inline, ...]) -> str:
    return _BLANKS.sub(" ", "".join(map(_one, content))).strip()


def _one(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Code):
        return f"``{inline.text}``"
    if isinstance(inline, Reference):
        return f"`{inline.name}`"
    if isinstance(inline, Badge):
        return f"[{inline.text}]"
    if isinstance(inline, Link):
        text = _inline(inline.content)
        return text if text == inline.href else f"{text} <{inline.href}>"
    return _inline(inline.content)


def _wrapped(text: str, width: int, first: str, others: str) -> list[str]:
    """Return the lines of words with one blank between them."""
    if len(first) + len(text) <= width:  # as most are; textwrap takes its time
        return [first + text] if text else []
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
