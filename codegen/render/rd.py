r"""The documentation tree as Rd, the format of R's own documentation.

What comes out passes R's strict check and is UTF-8. Four characters are special to Rd and are
escaped everywhere in the same way. Two more things are not what they seem: R turns quotes and
hyphens in running text into typographic ones, which would spoil ``--region``, so that those are
handed through with ``\out``; and ``\code`` is read as R code, so that only what has neither
quotes nor comments may stand in it, and all else is ``\verb``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from codegen.prose.document import (
    Badge,
    Block,
    Bullets,
    Code,
    Definitions,
    Emphasis,
    Inline,
    Link,
    Note,
    Page,
    Paragraph,
    Preformatted,
    Reference,
    Section,
    Strong,
    Table,
    Text,
    plain,
)
from codegen.render.characters import fit, fit_address

_SPECIAL = re.compile(r"([\\%{}])")
_BLANKS = re.compile(r"[ \t\n\f\v]+")
_TYPOGRAPHY = re.compile(r"(?<=-)-+|(?<=')'+|`+")
_SAFE_CODE = re.compile(r"[A-Za-z0-9_.:/@*+,;=<>()\[\]|&!?~^$ -]+")

# R reads these as commands wherever a line opens with them.
_COMMAND = re.compile(r"^(#(?:ifdef|ifndef|endif|line))", re.MULTILINE)


def rd_page(page: Page, header: str = "") -> str:
    """Return the text of a page's .Rd file.

    Args:
        page: what it says.
        header: a comment for its first line.
    """
    name = _escape(page.name)
    lines = [
        f"% {' '.join(fit(header).split())}" if header else "",
        r"\encoding{UTF-8}",
        rf"\name{{{name}}}",
        rf"\alias{{{name}}}",
        rf"\title{{{_inlines(page.title)}}}",
        *map(_section, page.shown),
    ]
    return _COMMAND.sub(r" \1", "\n".join(line for line in lines if line) + "\n")


def _section(section: Section) -> str:
    if section.role == "section":
        return f"\\section{{{_text(section.title)}}}{{\n{_blocks(section.blocks)}\n}}"
    body = _BODIES.get(section.role, _blocks)(section.blocks)
    return f"\\{section.role}{{\n{body}\n}}"


def _verbatim(blocks: Iterable[Block]) -> str:
    return "\n".join(_escape(each.text) for each in blocks if isinstance(each, Preformatted))


def _arguments(blocks: Iterable[Block]) -> str:
    definitions = (each for each in blocks if isinstance(each, Definitions))
    # R sets the name of an argument as code by itself.
    return "\n".join(
        f"\\item{{{_text(plain(item.term))}}}{{{_blocks(item.blocks)}}}"
        for each in definitions
        for item in each.items
    )


def _examples(blocks: Iterable[Block]) -> str:
    return f"\\dontrun{{\n{_verbatim(blocks)}\n}}"


_BODIES = {"usage": _verbatim, "arguments": _arguments, "examples": _examples}


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _inlines(block.content)
    if isinstance(block, Preformatted):
        return rf"\preformatted{{{_escape(block.text)}}}"
    if isinstance(block, Note):
        return _blocks(block.blocks)
    if isinstance(block, Bullets):
        tag = "enumerate" if block.ordered else "itemize"
        items = "\n".join(rf"\item {_blocks(item)}" for item in block.items)
        return f"\\{tag}{{\n{items}\n}}"
    if isinstance(block, Definitions):
        items = "\n".join(
            f"\\item{{{_inlines(item.term)}}}{{{_blocks(item.blocks)}}}" for item in block.items
        )
        return f"\\describe{{\n{items}\n}}"
    return _table(block)


def _table(table: Table) -> str:
    head = [tuple((Strong((Text(cell),)),) for cell in table.head)] if table.head else []
    rows = [*head, *(row.cells for row in table.rows)]
    columns = "l" * max((len(row) for row in rows), default=1)
    body = " \\cr\n".join(r" \tab ".join(map(_inlines, row)) for row in rows)
    return f"\\tabular{{{columns}}}{{\n{body}\n}}"


def _inlines(content: Iterable[Inline]) -> str:
    return "".join(map(_inline, _with_texts_joined(content)))


def _with_texts_joined(content: Iterable[Inline]) -> Iterator[Inline]:
    # Neighbouring texts are one to R, whose typography would see a dash in two hyphens.
    for is_text, run in groupby(content, key=lambda inline: isinstance(inline, Text)):
        if is_text:
            yield Text(plain(run))
        else:
            yield from run


def _inline(inline: Inline) -> str:
    if isinstance(inline, Code):
        return _code(inline.text)
    if isinstance(inline, Badge):
        return f"[{_text(inline.text)}]"
    if isinstance(inline, Reference):
        return rf"\code{{\link[={_escape(inline.page)}]{{{_escape(inline.name)}}}}}"
    if isinstance(inline, Emphasis):
        return rf"\emph{{{_inlines(inline.content)}}}"
    if isinstance(inline, Strong):
        return rf"\strong{{{_inlines(inline.content)}}}"
    if isinstance(inline, Link):
        return rf"\href{{{_escape(fit_address(inline.href))}}}{{{_inlines(inline.content)}}}"
    return _text(inline.text)


def _code(text: str) -> str:
    line = _BLANKS.sub(" ", fit(text)).strip()
    return rf"\code{{{line}}}" if _SAFE_CODE.fullmatch(line) else rf"\verb{{{_escape(line)}}}"


def _text(text: str) -> str:
    escaped = _escape(_BLANKS.sub(" ", fit(text)))
    return _TYPOGRAPHY.sub(lambda match: rf"\out{{{match.group()}}}", escaped)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", fit(text))
