"""Blocks put in order: items that follow one another become one list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from codegen.prose.document import (
    Block,
    Bullets,
    Definition,
    Definitions,
    Inline,
    Paragraph,
    Text,
    plain,
)

# NO-BREAK SPACE is not a blank: it stays.
_BLANKS = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")


@dataclass(frozen=True)
class Item:
    """An item of a list that is not known yet."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Term:
    """What a `Meaning` that follows defines."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Meaning:
    """What the `Term` before means."""

    blocks: tuple[Block, ...]


Part = Block | Item | Term | Meaning


def arranged(parts: Iterable[Part], *, ordered: bool = False) -> tuple[Block, ...]:
    """Return blocks: neighbouring items as a list, neighbouring terms and meanings as one."""
    blocks: list[Block] = []
    for kind, run in groupby(parts, key=_kind):
        if kind == "items":
            items = tuple(part.blocks for part in run if isinstance(part, Item))
            blocks.append(Bullets(items, ordered))
        elif kind == "definitions":
            blocks.extend(_defined(part for part in run if isinstance(part, Term | Meaning)))
        else:
            blocks.extend(part for part in run if not isinstance(part, Item | Term | Meaning))
    return tuple(blocks)


def tidy(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the content of a paragraph: neighbouring text as one, no blanks around it."""
    merged: list[Inline] = []
    for is_text, run in groupby(content, key=lambda inline: isinstance(inline, Text)):
        if is_text:
            merged.append(Text(_BLANKS.sub(" ", plain(run))))
        else:
            merged.extend(run)
    if merged and isinstance(merged[0], Text):
        merged[0] = Text(merged[0].text.lstrip(" "))
    if merged and isinstance(merged[-1], Text):
        merged[-1] = Text(merged[-1].text.rstrip(" "))
    return tuple(inline for inline in merged if inline != Text(""))


def _kind(part: Part) -> str:
    if isinstance(part, Item):
        return "items"
    return "definitions" if isinstance(part, Term | Meaning) else "blocks"


def _defined(run: Iterable[Term | Meaning]) -> tuple[Block, ...]:
    """Return definitions; meanings before the first term are blocks like any other."""
    stray: list[Block] = []
    definitions: list[tuple[tuple[Inline, ...], list[Block]]] = []
    for part in run:
        if isinstance(part, Term):
            definitions.append((_on_one_line(part.blocks), []))
        elif definitions:
            definitions[-1][1].extend(part.blocks)
        else:
            stray.extend(part.blocks)
    if not definitions:
        return tuple(stray)
    items = tuple(Definition(term, tuple(blocks)) for term, blocks in definitions)
    return (*stray, Definitions(items))


def _on_one_line(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    content: list[Inline] = []
    for block in blocks:
        content += [Text(" ")] if content else []
        content += block.content if isinstance(block, Paragraph) else [Text(plain([block]))]
    return tidy(content)
