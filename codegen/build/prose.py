"""A model's documentation: from its HTML to paragraphs of plain text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "li", "ul", "ol", "note", "dl", "dt", "dd", "important", "div", "br"})
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"(])")

# AWS writes lists as paragraphs that open with an asterisk.
_PSEUDO_ITEM = "* "


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or an item of a list."""

    text: str
    is_item: bool


def parse(html: str, link: Callable[[str], str]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a documentation string.

    Args:
        html: as models have it; tags that are not known count as text without a mark.
        link: gives what to write for a name that a bare ``<a>`` holds.
    """
    reader = _Reader(link)
    reader.feed(html)
    reader.close()
    reader.finish()
    return tuple(reader.paragraphs)


def summary(paragraphs: tuple[Paragraph, ...]) -> tuple[str, tuple[Paragraph, ...]]:
    """Return the first sentence, and what follows it."""
    if not paragraphs:
        return "", ()
    first, *rest = paragraphs
    sentence, remainder = _split(first.text)
    if remainder:
        rest.insert(0, Paragraph(remainder, is_item=False))
    return sentence, tuple(rest)


def wrap(paragraphs: tuple[Paragraph, ...], width: int, indent: str = "") -> list[str]:
    """Return the lines of paragraphs, blank lines between them but not within a list."""
    lines: list[str] = []
    previous_was_item = False
    for paragraph in paragraphs:
        if lines and not (previous_was_item and paragraph.is_item):
            lines.append("")
        bullet = "- " if paragraph.is_item else ""
        lines += textwrap.wrap(
            paragraph.text,
            width,
            initial_indent=indent + bullet,
            subsequent_indent=indent + " " * len(bullet),
            break_long_words=False,
            break_on_hyphens=False,
        )
        previous_was_item = paragraph.is_item
    return lines


def one_line(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return all of the text as one line."""
    return " ".join(paragraph.text for paragraph in paragraphs)


def _split(text: str) -> tuple[str, str]:
    parts = _SENTENCE_END.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


class _Reader(HTMLParser):
    def __init__(self, link: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._link = link
        self._text: list[str] = []
        self._is_item = False
        self._hrefs: list[str | None] = []
        self.paragraphs: list[Paragraph] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.finish()
            self._is_item = self._is_item or tag == "li"
        elif tag == "code":
            self._text.append("``")
        elif tag == "a":
            self._hrefs.append(dict(attrs).get("href"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.finish()
            if tag == "li":
                self._is_item = False
        elif tag == "code":
            self._text.append("``")
        elif tag == "a" and self._hrefs:
            href = self._hrefs.pop()
            if href:
                self._text.append(f" <{href}>")

    def handle_data(self, data: str) -> None:
        in_bare_link = bool(self._hrefs) and self._hrefs[-1] is None
        self._text.append(self._link(data) if in_bare_link else data)

    def finish(self) -> None:
        """End the paragraph."""
        text = _BLANKS.sub(" ", "".join(self._text)).strip()
        self._text.clear()
        if text:
            is_pseudo_item = text.startswith(_PSEUDO_ITEM)
            text = text.removeprefix(_PSEUDO_ITEM) if is_pseudo_item else text
            self.paragraphs.append(Paragraph(text, self._is_item or is_pseudo_item))
