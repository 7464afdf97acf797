"""Docstrings: the parts of a service's pages that `help()` shows."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.model.errors import Error
from codegen.model.operations import Operation
from codegen.model.pagination import Pagination
from codegen.model.runtime import COMMON_ERRORS
from codegen.model.shapes import Member, Shape
from codegen.model.waiters import Waiter
from codegen.pages.python import client, left_out, members, waiting
from codegen.pages.python.calls import call_of_example
from codegen.pages.python.material import Material, joined, paragraph, words
from codegen.pages.python.notes import JSON_HEADER
from codegen.prose.document import (
    Block,
    Code,
    Definition,
    Definitions,
    Docstring,
    Emphasis,
    Inline,
    Paragraph,
    Preformatted,
    Section,
    plain,
    plain_text,
)

_COMMON = (
    ("ParamValidationError", COMMON_ERRORS["ParamValidationError"]),
    ("restjson.Error", "What every call may meet; `restjson.errors` lists it."),
)
_ENDLESS = (
    "ResponseParseError",
    "The service gave a token that it had given before: its pages have no end.",
)


class Docstrings:
    """Makes the docstrings of a package."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._service = material.service

    def package(self) -> Docstring:
        """Return the docstring of the package."""
        service = self._service
        return (
            *self._text(service.documentation, f"A client for {service.full_name}."),
            *left_out.section(service),
        )

    def client(self) -> Docstring:
        """Return the docstring of the client class."""
        return (
            _untitled(paragraph(f"A client for {self._service.full_name}."), client.CHARACTER),
            Section("section", "Args", client.configuration(self._service).blocks),
            _entries("Raises", [("ConfigError", words(client.REFUSAL))]),
        )

    def async_client(self) -> Docstring:
        """Return the docstring of the class of the client for asyncio."""
        return (
            _untitled(
                paragraph(f"A client for {self._service.full_name} with asyncio."),
                paragraph(
                    "Arguments, methods and results are those of `Client`. Operations are "
                    "awaited, and `async for` goes over pages and items. A call runs in a thread, "
                    "one of `max_pool_connections` at most, which `close` and `async with` end."
                ),
                paragraph(
                    "Cancelling a task drops the result of its call. What the call has begun goes "
                    "on in its thread, until the client's `deadline` at most: see "
                    "`restjson.aio`."
                ),
            ),
        )

    def structure(self, shape: Shape) -> Docstring:
        """Return the docstring of a TypedDict."""
        text = self._text(shape.documentation, f"{shape.name}.")
        if not shape.is_union:
            return text
        return (*text, _untitled(paragraph("A union: one of these members is there.")))

    def result(self, shape: Shape) -> Docstring:
        """Return the docstring of the TypedDict of a result that is part of others besides."""
        return (_untitled(paragraph(f"`{shape.class_name}` as the result of an operation.")),)

    def member(self, member: Member) -> Docstring:
        """Return the docstring of a member: what it is, on as many lines as it takes."""
        return (_untitled(*self._member(member)),)

    def error(self, error: Error) -> Docstring:
        """Return the docstring of an error class."""
        return (
            *self.structure(error.shape),
            _untitled(Paragraph(_facts(error))),
            *self._attributes(error),
        )

    def operation(self, operation: Operation) -> Docstring:
        """Return the docstring of an operation's function."""
        return (
            *self._text(operation.documentation, f"Call {operation.key}."),
            *self._arguments(operation),
            Section("section", "Returns", tuple(self._returned(operation))),
            self._raises(operation),
            *self._example(operation),
        )

    def pages(self, operation: Operation, pagination: Pagination) -> Docstring:
        """Return the docstring of the function that goes over an operation's pages."""
        function, token = operation.function, operation.argument(pagination.input_token)
        return (
            _untitled(
                paragraph(f"Call `{function}` again and again, for page after page."),
                paragraph(
                    "Each page, the first too, is asked for when it is its turn. To go on after "
                    f"a page, give its `{pagination.output_token}` as `{token}`."
                ),
            ),
            *self._arguments(operation),
            _returns(f"An iterator over pages, each of them what `{function}` returns."),
            self._raises(operation, _ENDLESS),
        )

    def items(self, operation: Operation, pagination: Pagination, shape: Shape) -> Docstring:
        """Return the docstring of the function that goes over the items on those pages.

        Args:
            operation: what gives the pages.
            pagination: how it does.
            shape: the list or the map of items on a page.
        """
        primary, *others = (f"`{path}`" for path in pagination.result_keys)
        pages = f"`{operation.page_function('pages')}`"
        also = f" Their {' and '.join(others)} is not among them." if others else ""
        what = "pairs of key and value" if shape.is_map else "the items, one by one"
        return (
            _untitled(
                paragraph(f"Go over what the pages of `{operation.function}` have as {primary}."),
                paragraph(f"The pages are those of {pages}.{also}"),
            ),
            *self._arguments(operation),
            _returns(f"An iterator over {what}."),
            self._raises(operation, _ENDLESS),
        )

    def waiter(self, waiter: Waiter) -> Docstring:
        """Return the docstring of the class of a waiter."""
        ends = Paragraph(words("Waits until ", *waiting.ends(waiter, "success"), "."))
        return (_untitled(*(self._material.blocks(waiter.documentation) or (ends,))),)

    def wait(self, waiter: Waiter, operation: Operation) -> Docstring:
        """Return the docstring of the method of a waiter; `operation` is what it calls."""
        ends = waiting.ends(waiter, "success")
        names = [operation.argument(name) for name in operation.members]
        given = Definition(
            joined(map(Code, names)),
            (paragraph(f"What `{operation.function}` takes."),),
        )
        config = Definition(
            words("`WaiterConfig` ", Emphasis(words("`WaiterConfig`"))),
            (
                paragraph(
                    f"`Delay`, seconds between two calls, {waiter.delay} by default, and "
                    f"`MaxAttempts`, how many calls there are at most, {waiter.most} by default."
                ),
            ),
        )
        return (
            _untitled(
                Paragraph(words(f"Call `{operation.function}` until ", *ends, ".")),
                paragraph("The client's `deadline` bounds all calls together."),
            ),
            Section("section", "Args", (Definitions((*([given] if names else []), config)),)),
            _entries(
                "Raises",
                [
                    (
                        "WaiterError",
                        words(
                            "A response says that it will not be so; the service said no; or "
                            "`MaxAttempts` calls were made."
                        ),
                    ),
                    *((name, words(text)) for name, text in _COMMON),
                ],
            ),
        )

    def plain(self, html: str) -> str:
        """Return documentation as one line of text."""
        return plain_text(self._material.blocks(html))

    def _text(self, html: str, fallback: str) -> Docstring:
        return (_untitled(*self._blocks(html, fallback)),)

    def _member(self, member: Member) -> tuple[Block, ...]:
        """Return what a member is, where it is told by itself."""
        blocks = self._blocks(member.documentation, f"The member `{member.name}`.")
        return (*blocks, JSON_HEADER) if member.is_json_header else blocks

    def _blocks(self, html: str, fallback: str) -> tuple[Block, ...]:
        return self._material.blocks(html) or (paragraph(fallback),)

    def _arguments(self, operation: Operation) -> Iterator[Section]:
        for section in members.arguments(self._material, operation, linked=False):
            yield Section("section", "Args", section.blocks)

    def _returned(self, operation: Operation) -> Iterator[Block]:
        """Yield what the page says of the value, without the skeleton."""
        for block in members.value(self._material, operation, linked=False).blocks:
            if not isinstance(block, Preformatted):
                yield block

    def _attributes(self, error: Error) -> Iterator[Section]:
        items = tuple(
            Definition((Code(member.name),), self._member(member)) for member in error.attributes
        )
        if items:
            yield Section("section", "Attributes", (Definitions(items),))

    def _raises(self, operation: Operation, *more: tuple[str, str]) -> Section:
        modelled = [
            (error.class_name, (*_facts(error), *words(" "), *self._sentence(error)))
            for error in self._service.errors_of(operation)
        ]
        others = [(name, words(text)) for name, text in (*more, *_COMMON)]
        return _entries("Raises", [*modelled, *others])

    def _sentence(self, error: Error) -> tuple[Inline, ...]:
        return self._material.sentence(error.shape.documentation)

    def _example(self, operation: Operation) -> Iterator[Section]:
        for example in self._service.examples.get(operation.key, ())[:1]:
            title = plain(self._material.phrase(example.title)).rstrip(".") or operation.key
            call = Preformatted(call_of_example("", operation, example))
            yield Section("examples", f"Example: {title}", (call,))


def _facts(error: Error) -> tuple[Inline, ...]:
    """Return the HTTP status and the OAuth `error` of a modelled error."""
    facts = [words(f"HTTP {error.status}")] if error.status else []
    facts += [(Code(error.oauth_value),)] if error.oauth_value else []
    if not facts:
        return words("A modelled error.")
    return words(*facts[0], *(part for fact in facts[1:] for part in (", ", *fact)), ".")


def _untitled(*blocks: Block) -> Section:
    return Section("description", "", blocks)


def _returns(text: str) -> Section:
    return Section("section", "Returns", (paragraph(text),))


def _entries(title: str, entries: list[tuple[str, tuple[Inline, ...]]]) -> Section:
    items = (Definition((Code(name),), (Paragraph(text),)) for name, text in entries)
    return Section("section", title, (Definitions(tuple(items)),))


# Of the member that every result has beside those of its model.
METADATA = (_untitled(paragraph("What is known of the response.")),)

# Of the member that a union has in place of one that its model does not know.
UNKNOWN_MEMBER = (_untitled(paragraph("In place of a member that the model lacks: its `name`.")),)
