"""A model's documentation: from its HTML to the blocks of the documentation tree.

What AWS's models hold is HTML as people write it by hand: elements left open, closed twice or
nested wrongly, and placeholders such as ``<region>`` that nobody escaped. Nothing of that is an
error here. Whatever the text, the work is linear in its length and the tree is shallow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from codegen.prose.addresses import is_of_reference, whole_address
from codegen.prose.blocks import Item, Meaning, Part, Term, arranged, tidy
from codegen.prose.document import (
    Block,
    Code,
    Emphasis,
    Inline,
    Link,
    Note,
    Paragraph,
    Preformatted,
    Reference,
    Strong,
    Text,
    plain,
)

_SPANS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "a": "a", "code": "code"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOTES = frozenset({"note", "important"})
_LISTS = frozenset({"ul", "ol", "dl"})
_ITEMS = frozenset({"li", "dt", "dd"})
_CONTAINERS = _LISTS | _ITEMS | _NOTES
_BREAKS = frozenset({"p", "br", "hr", "div", "fullname", "para", "tr", "td", "th"}) | _HEADINGS
_KNOWN = _CONTAINERS | _BREAKS | _SPANS.keys() | {"pre"}

# What opens deeper than this counts as text of the place where it stands.
_DEEPEST = 16

# A bracket that opens no tag, or one whose quotes are not in pairs. The parser never gets to see
# it as such: what it makes of it differs between Pythons, and may take quadratic time.
_NO_TAG = re.compile(
    r"""<(?!/?[A-Za-z][^<>"']*(?:"[^"<>]*"[^<>"']*|'[^'<>]*'[^<>"']*)*>)""",
)
_CLOSED = re.compile(r"</([a-z][^\s<>/]*)")

# AWS writes lists as paragraphs that open with an asterisk.
_PSEUDO_ITEM = "* "


def parse(html: str, links: Mapping[str, Reference]) -> tuple[Block, ...]:
    """Return the blocks of a documentation string.

    A tag that is not known is dropped, its content stays; one that is never closed is a
    placeholder and shows as it is written.

    Args:
        html: as models have it.
        links: what to write for the name of an operation that ``<a>`` or ``<code>`` holds.
    """
    html = _without_comments(html)
    reader = _Reader(links, closed=frozenset(_CLOSED.findall(html.lower())))
    reader.feed(_NO_TAG.sub("&lt;", html))
    reader.close()
    return reader.finish()


def _without_comments(html: str) -> str:
    first, *others = html.split("<!--")
    kept = [first]
    for part in others:
        _, end, rest = part.partition("-->")
        kept.append(rest if end else part)
    return "".join(kept)


@dataclass
class _Container:
    """An element that holds blocks, while it is open."""

    tag: str
    parts: list[Part] = field(default_factory=list)


@dataclass
class _Span:
    """An inline element, while it is open."""

    tag: str
    href: str = ""
    content: list[Inline] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, links: Mapping[str, Reference], closed: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._links = links
        self._closed = closed
        self._containers = [_Container("")]
        self._spans = [_Span("")]
        self._in_heading = False
        self._preformatted: list[str] | None = None

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:
        """Treat ``<script>`` and its like as any other tag."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KNOWN:
            if tag not in self._closed:
                self.handle_data(self.get_starttag_text() or "")
        elif self._preformatted is not None:
            return
        elif tag in _SPANS:
            self._open_span(_Span(_SPANS[tag], dict(attrs).get("href") or ""))
        else:
            self._end_paragraph()
            self._in_heading = tag in _HEADINGS
            if tag in _CONTAINERS:
                self._open_container(tag)
            elif tag == "pre":
                self._preformatted = []

    def handle_endtag(self, tag: str) -> None:
        if self._preformatted is not None:
            if tag == "pre":
                self._end_preformatted()
        elif tag in _SPANS:
            self._close_span(_SPANS[tag])
        elif tag in _CONTAINERS:
            self._end_paragraph()
            self._close_container(tag)
        elif tag in _BREAKS:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._preformatted is None:
            self._spans[-1].content.append(Text(data))
        else:
            self._preformatted.append(data)

    def finish(self) -> tuple[Block, ...]:
        """Close what is open and return all blocks."""
        self._end_preformatted()
        self._end_paragraph()
        while len(self._containers) > 1:
            self._pop_container()
        return arranged(self._containers[0].parts)

    # ---------------------------------------------------------------------------- spans

    def _open_span(self, span: _Span) -> None:
        # Code holds text alone, and nothing is emphasized twice.
        if not any(outer.tag in ("code", span.tag) for outer in self._spans):
            self._spans.append(span)

    def _close_span(self, tag: str) -> None:
        if any(span.tag == tag for span in self._spans):
            while self._spans[-1].tag != tag:
                self._pop_span()
            self._pop_span()

    def _pop_span(self) -> None:
        span = self._spans.pop()
        content = tuple(span.content)
        text = " ".join(plain(content).split())
        if not text:
            finished = content
        elif span.tag == "code":
            finished = (self._code(text),)
        elif span.tag == "a":
            finished = self._link(text, span.href, content)
        else:
            finished = (Strong(content) if span.tag == "strong" else Emphasis(content),)
        self._spans[-1].content.extend(finished)

    def _code(self, text: str) -> Inline:
        if any(outer.tag == "a" for outer in self._spans):
            return Code(text)
        return self._links.get(text) or Code(text)

    def _link(self, text: str, href: str, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        address = whole_address(href)
        if text not in self._links:
            return (Link(address, tuple(map(self._renamed, content))),) if address else content
        # A link that leads elsewhere than to the reference means something else: a permission.
        if address and not is_of_reference(address):
            return (Link(address, content),)
        return (self._links[text],)

    def _renamed(self, inline: Inline) -> Inline:
        if isinstance(inline, Code) and inline.text in self._links:
            return Code(self._links[inline.text].name)
        return inline

    # --------------------------------------------------------------------------- blocks

    def _end_paragraph(self) -> None:
        while len(self._spans) > 1:
            self._pop_span()
        content = tidy(self._spans[0].content)
        self._spans[0].content = []
        if content:
            self._containers[-1].parts.append(self._paragraph(content))
        self._in_heading = False

    def _paragraph(self, content: tuple[Inline, ...]) -> Part:
        first = content[0]
        if self._in_heading:
            return Paragraph((Strong(content),))
        if isinstance(first, Text) and first.text.startswith(_PSEUDO_ITEM):
            item = tidy([Text(first.text.removeprefix(_PSEUDO_ITEM)), *content[1:]])
            return Item((Paragraph(item),))
        return Paragraph(content)

    def _end_preformatted(self) -> None:
        text = "".join(self._preformatted or ()).strip("\n")
        self._preformatted = None
        if text.strip():
            self._containers[-1].parts.append(Preformatted(text))

    def _open_container(self, tag: str) -> None:
        if tag in _ITEMS:
            self._close_previous_item()
        if len(self._containers) < _DEEPEST:
            self._containers.append(_Container(tag))

    def _close_previous_item(self) -> None:
        for container in reversed(self._containers):
            if container.tag in _ITEMS:
                self._close_container(container.tag)
                return
            if container.tag in _LISTS:
                return

    def _close_container(self, tag: str) -> None:
        if any(container.tag == tag for container in self._containers):
            while self._containers[-1].tag != tag:
                self._pop_container()
            self._pop_container()

    def _pop_container(self) -> None:
        container = self._containers.pop()
        blocks = arranged(container.parts, ordered=container.tag == "ol")
        parts = self._containers[-1].parts
        if not blocks:
            return
        if container.tag in _NOTES:
            parts.append(Note(blocks, container.tag))
        elif container.tag == "dt":
            parts.append(Term(blocks))
        elif container.tag == "dd":
            parts.append(Meaning(blocks))
        elif container.tag == "li":
            parts.append(Item(blocks))
        else:
            parts.extend(blocks)
