"""Docstrings: the parts of a service's pages that `help()` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.build.graph import oauth_error
from codegen.build.pagination import result_keys, result_shape
from codegen.ir import Docstring
from codegen.model.names import argument_name, function_name, page_function_name
from codegen.pages.python import client, members
from codegen.pages.python.expressions import call_of
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import (
    Block,
    Code,
    Definition,
    Definitions,
    Inline,
    Paragraph,
    Preformatted,
    Section,
    plain,
    plain_text,
)

_COMMON = (
    ("ParamValidationError", "The arguments do not fit the model; nothing was sent."),
    ("restjson.Error", "What every call may meet; `restjson.errors` lists it."),
)
_ENDLESS = (
    "ResponseParseError",
    "The service gave the same token twice in a row: its pages have no end.",
)


class Docstrings:
    """Makes the docstrings of a package."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._graph = material.graph

    def package(self) -> Docstring:
        """Return the docstring of the package."""
        return self._text(self._material.model.service, f"A client for {self._material.title}.")

    def client(self) -> Docstring:
        """Return the docstring of the client class."""
        return (
            _untitled(paragraph(f"A client for {self._material.title}."), client.CHARACTER),
            Section("section", "Args", client.configuration().blocks),
            _entries("Raises", [("ConfigError", words(client.REFUSAL))]),
        )

    def structure(self, shape: str) -> Docstring:
        """Return the docstring of a TypedDict."""
        return self._text(self._graph.shapes[shape], f"{shape}.")

    def member(self, reference: Mapping[str, Any], fallback: str) -> Docstring:
        """Return the docstring of a member: what it is, on as many lines as it takes."""
        return self._text(reference, fallback)

    def error(self, shape: str) -> Docstring:
        """Return the docstring of an error class."""
        [text] = self._text(self._graph.shapes[shape], f"{shape}.")
        return (text, _untitled(Paragraph(self._error_facts(shape))))

    def operation(self, name: str) -> Docstring:
        """Return the docstring of an operation's function."""
        operation = self._graph.operations[name]
        return (
            *self._text(operation, f"Call {name}."),
            *self._arguments(name),
            Section("section", "Returns", tuple(self._returned(name))),
            self._raises(operation),
            *self._example(name),
        )

    def pages(self, name: str, described: Mapping[str, Any]) -> Docstring:
        """Return the docstring of the function that goes over an operation's pages."""
        function, token = function_name(name), argument_name(described["input_token"], name)
        return (
            _untitled(
                paragraph(f"Call `{function}` again and again, for page after page."),
                paragraph(
                    "Each page, the first too, is asked for when it is its turn. To go on after "
                    f"a page, give its `{described['output_token']}` as `{token}`."
                ),
            ),
            *self._arguments(name),
            _returns(f"An iterator over pages, each of them what `{function}` returns."),
            self._raises(self._graph.operations[name], _ENDLESS),
        )

    def items(self, name: str, described: Mapping[str, Any]) -> Docstring:
        """Return the docstring of the function that goes over the items on those pages."""
        primary, *others = (f"`{path}`" for path in result_keys(described))
        pages = f"`{page_function_name(name, 'pages')}`"
        kind = self._graph.shapes[result_shape(self._graph, name, described)]["type"]
        also = f" Their {' and '.join(others)} is not among them." if others else ""
        what = "pairs of key and value" if kind == "map" else "the items, one by one"
        return (
            _untitled(
                paragraph(f"Go over what the pages of `{function_name(name)}` have as {primary}."),
                paragraph(f"The pages are those of {pages}.{also}"),
            ),
            *self._arguments(name),
            _returns(f"An iterator over {what}."),
            self._raises(self._graph.operations[name], _ENDLESS),
        )

    def plain(self, html: str | None) -> str:
        """Return documentation as one line of text."""
        return plain_text(self._material.blocks(html))

    def _text(self, documented: Mapping[str, Any], fallback: str) -> Docstring:
        blocks = self._material.blocks(documented.get("documentation"))
        return (_untitled(*(blocks or (paragraph(fallback),))),)

    def _arguments(self, name: str) -> Iterator[Section]:
        for section in members.arguments(self._material, name):
            yield Section("section", "Args", section.blocks)

    def _returned(self, name: str) -> Iterator[Block]:
        """Yield what the page says of the value, without the skeleton."""
        for block in members.value(self._material, name).blocks:
            if not isinstance(block, Preformatted):
                yield block

    def _raises(self, operation: Mapping[str, Any], *more: tuple[str, str]) -> Section:
        modelled = [
            (
                error["shape"],
                (*self._error_facts(error["shape"]), *words(" "), *self._sentence(error["shape"])),
            )
            for error in operation.get("errors", [])
        ]
        others = [(name, words(text)) for name, text in (*more, *_COMMON)]
        return _entries("Raises", [*modelled, *others])

    def _sentence(self, shape: str) -> tuple[Inline, ...]:
        return self._material.sentence(self._graph.shapes[shape].get("documentation"))

    def _error_facts(self, shape: str) -> tuple[Inline, ...]:
        """Return the HTTP status and the OAuth `error` of a modelled error."""
        model = self._graph.shapes[shape]
        status = model.get("error", {}).get("httpStatusCode")
        value = oauth_error(model)
        facts = [words(f"HTTP {status}")] if status else []
        facts += [(Code(value),)] if value else []
        if not facts:
            return words("A modelled error.")
        return words(*facts[0], *(part for fact in facts[1:] for part in (", ", *fact)), ".")

    def _example(self, name: str) -> Iterator[Section]:
        for example in self._material.model.examples.get(name, [])[:1]:
            title = plain(self._material.phrase(example["title"])).rstrip(".") or name
            arguments = {
                argument_name(member, name): value
                for member, value in example.get("input", {}).items()
            }
            call = Preformatted(call_of(f"client.{function_name(name)}", arguments))
            yield Section("examples", f"Example: {title}:", (Preformatted(""), call))


def _untitled(*blocks: Block) -> Section:
    return Section("description", "", blocks)


def _returns(text: str) -> Section:
    return Section("section", "Returns", (paragraph(text),))


def _entries(title: str, entries: list[tuple[str, tuple[Inline, ...]]]) -> Section:
    items = (Definition((Code(name),), (Paragraph(text),)) for name, text in entries)
    return Section("section", title, (Definitions(tuple(items)),))
