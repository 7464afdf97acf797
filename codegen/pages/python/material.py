"""What the pages of a service are made from, and how its texts become parts of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from codegen.load.rule_files import Rules
from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.prose import markup
from codegen.prose.document import Block, Code, Inline, Paragraph, Reference, Text
from codegen.prose.structures import apart

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")

# Of these no service has so many that naming each on every page helps a reader.
_FEW = 12


@dataclass(frozen=True)
class Material:
    """A service, and what is said of it.

    Args:
        name: the import name of the package.
        service: with its examples and its guide.
        rules: the endpoint rules, if there are any.
    """

    name: str
    service: Service
    rules: Rules | None = None

    @cached_property
    def references(self) -> dict[str, Reference]:
        """What leads to the page of each operation, by the operation's name."""
        return {
            name: Reference(self.page_name(operation), operation.function)
            for name, operation in self.service.operations.items()
        }

    @cached_property
    def apart(self) -> dict[str, Reference]:
        """What leads to the page of each structure that has one, by the structure's name."""
        return {
            name: Reference(f"{self.name}_shapes_{shape.class_name}", shape.class_name)
            for name, shape in apart(self.service).items()
        }

    @cached_property
    def service_reference(self) -> Reference:
        """What leads to the page of the service."""
        return Reference(self.name, self.name)

    def page_name(self, operation: Operation) -> str:
        """Return the name of an operation's page."""
        return f"{self.name}_{operation.snake_name}"

    def siblings(self, operation: Operation) -> tuple[Reference, ...]:
        """Return what leads to the other operations, of a service that has few."""
        if len(self.references) > _FEW:
            return ()
        return tuple(self.references[name] for name in self.references if name != operation.key)

    def blocks(self, html: str | None) -> tuple[Block, ...]:
        """Return the blocks of a text of the model or the guide."""
        text = html or ""
        if text not in self._parsed:
            self._parsed[text] = markup.parse(text, self.references)
        return self._parsed[text]

    @cached_property
    def _parsed(self) -> dict[str, tuple[Block, ...]]:
        # A member that many operations share comes up on the page of each.
        return {}

    def phrase(self, html: str | None) -> tuple[Inline, ...]:
        """Return the first paragraph of a text."""
        return next(
            (block.content for block in self.blocks(html) if isinstance(block, Paragraph)), ()
        )

    def sentence(self, html: str | None) -> tuple[Inline, ...]:
        """Return the first sentence of a text, with its full stop."""
        content: list[Inline] = []
        for inline in self.phrase(html):
            end = _SENTENCE_END.search(inline.text) if isinstance(inline, Text) else None
            if isinstance(inline, Text) and end:
                return (*content, Text(inline.text[: end.end()]))
            content.append(inline)
        return tuple(content)

    def headline(self, html: str | None, fallback: str) -> tuple[Inline, ...]:
        """Return the first sentence of a text as a title has it: without a full stop."""
        *content, last = self.sentence(html) or (Text(fallback),)
        if isinstance(last, Text):
            last = Text(last.text.removesuffix("."))
        return (*content, last)


def words(*parts: str | Inline) -> tuple[Inline, ...]:
    """Return inline content; what stands between backticks in a string is code."""
    content: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            pieces = enumerate(part.split("`"))
            content += [Code(piece) if at % 2 else Text(piece) for at, piece in pieces if piece]
        else:
            content.append(part)
    return tuple(content)


def joined(parts: Iterable[Inline], separator: str = ", ") -> tuple[Inline, ...]:
    """Return inline content with a separator between its parts."""
    return tuple(inline for part in parts for inline in (Text(separator), part))[1:]


def paragraph(*parts: str | Inline) -> Paragraph:
    """Return a paragraph of `words`."""
    return Paragraph(words(*parts))
