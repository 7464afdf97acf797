"""Docstrings: what `help()` shows, from the model's documentation and examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from codegen.build import prose
from codegen.build.graph import Graph
from codegen.build.names import argument_name, function_name, record_name
from codegen.build.types import annotation
from codegen.load import Model
from codegen.render.escape import literal

# The width of emitted code less the indentation that docstrings of functions have.
_WIDTH = 92

_CLIENT_ARGUMENTS = """\
Args:
    region_name: the region, such as ``"us-east-1"``; needed unless `endpoint_url` is given.
    endpoint_url: another URL to send to, ``http://`` or ``https://``, for tests and gateways.
    connect_timeout: seconds in which a connection must be made.
    read_timeout: seconds that the server may be silent.
    max_pool_connections: connections kept open; more threads than that open extra ones.
    max_response_bytes: the largest answer that is read.
    user_agent_extra: printable ASCII text that is added to the header User-Agent.
    transport: sends the requests instead of urllib3: any object with a method
        ``send(request) -> response``, see `restjson.Request` and `restjson.Response`.

Raises:
    ConfigError: arguments that no call could use; all of them are listed.

A client is thread-safe, a context manager, and can be pickled if its arguments can. It
opens no file and no connection before the first call. Each operation is a method, which is
the function of the same name; `call` takes an operation and its input by the model's names."""


_Text = tuple[prose.Paragraph, ...]


class Docstrings:
    """Makes the docstrings of a package."""

    def __init__(self, model: Model, graph: Graph) -> None:
        self._model = model
        self._graph = graph

    def package(self) -> str:
        """Return the docstring of the package."""
        title = self._model.service["metadata"]["serviceFullName"]
        return self._text(self._model.service.get("documentation"), f"A client for {title}.", 0)

    def client(self) -> str:
        """Return the docstring of the client class."""
        title = " ".join(self._model.service["metadata"]["serviceFullName"].split())
        return f"A client for {title}.\n\n{_CLIENT_ARGUMENTS}"

    def structure(self, shape: str) -> str:
        """Return the docstring of a TypedDict."""
        return self._text(self._graph.shapes[shape].get("documentation"), f"{shape}.", 4)

    def member(self, reference: dict[str, Any], fallback: str) -> str:
        """Return the docstring of a member: what it is, on as many lines as it takes."""
        return self._text(reference.get("documentation"), fallback, 4)

    def error(self, shape: str) -> str:
        """Return the docstring of an error class."""
        text = self._text(self._graph.shapes[shape].get("documentation"), f"{shape}.", 4)
        return f"{text}\n\n{self._error_facts(shape)}"

    def operation(self, name: str) -> str:
        """Return the docstring of an operation's function."""
        operation = self._graph.operations[name]
        sections = [
            self._text(operation.get("documentation"), f"Call {name}.", 4),
            self._arguments(name, operation),
            self._returns(operation),
            self._raises(operation),
            self._example(name),
        ]
        return "\n\n".join(section for section in sections if section)

    def plain(self, html: str | None) -> str:
        """Return documentation as one line of text."""
        return prose.one_line(self._paragraphs(html))

    def _paragraphs(self, html: str | None) -> _Text:
        return prose.parse(html or "", self._link)

    def _link(self, name: str) -> str:
        return f"`{function_name(name)}`" if name in self._graph.operations else name

    def _text(self, html: str | None, fallback: str, indent: int) -> str:
        sentence, rest = prose.summary(self._paragraphs(html))
        if not sentence:
            return fallback
        width = _WIDTH + 4 - indent
        lines = prose.wrap((prose.Paragraph(sentence, is_item=False),), width - 3)
        if rest:
            lines += ["", *prose.wrap(rest, width)]
        return "\n".join(lines)

    def _arguments(self, name: str, operation: dict[str, Any]) -> str:
        if "input" not in operation:
            return ""
        shape = self._graph.shapes[operation["input"]["shape"]]
        required = shape.get("required", [])
        return _section(
            "Args",
            (
                (
                    argument_name(member, record_name(name)),
                    self._marked(reference, "[required] " if member in required else ""),
                )
                for member, reference in shape.get("members", {}).items()
            ),
        )

    def _returns(self, operation: dict[str, Any]) -> str:
        if "output" not in operation:
            return "Returns:\n    A dict that holds ``ResponseMetadata`` alone."
        shape = self._graph.shapes[operation["output"]["shape"]]
        members = [
            (
                f"{member} ({annotation(self._graph, ref['shape'], prefix='', sent=False)})",
                self._marked(ref, ""),
            )
            for member, ref in shape.get("members", {}).items()
        ]
        metadata = _note("Always there: HTTP status, headers, the request's id.")
        return "\n".join(
            [
                "Returns:",
                "    A dict with these members, each absent where the service gives none:",
                "",
                *_entries([*members, ("ResponseMetadata (dict)", metadata)]),
            ]
        )

    def _raises(self, operation: dict[str, Any]) -> str:
        modelled = [
            (error["shape"], _note(f"{self._error_facts(error['shape'])} {self._summary(error)}"))
            for error in operation.get("errors", [])
        ]
        invalid = _note("The arguments do not fit the model; nothing was sent.")
        common = _note("What every call may meet; `restjson.errors` lists it.")
        return _section(
            "Raises",
            [*modelled, ("ParamValidationError", invalid), ("restjson.Error", common)],
        )

    def _marked(self, reference: dict[str, Any], marks: str) -> _Text:
        marks += "[secret] " if self._graph.is_secret(reference) else ""
        first, *rest = self._paragraphs(reference.get("documentation")) or _note("")
        return (prose.Paragraph(marks + first.text, is_item=False), *rest)

    def _summary(self, reference: dict[str, Any]) -> str:
        html = self._graph.shapes[reference["shape"]].get("documentation")
        return prose.summary(self._paragraphs(html))[0]

    def _error_facts(self, shape: str) -> str:
        """Return the HTTP status and the OAuth `error` of a modelled error."""
        model = self._graph.shapes[shape]
        status = model.get("error", {}).get("httpStatusCode")
        value = oauth_error(model)
        facts = [f"HTTP {status}"] if status else []
        facts += [f"``{value}``"] if value else []
        return ", ".join(facts) + "." if facts else "A modelled error."

    def _example(self, name: str) -> str:
        examples = self._model.examples.get(name, [])
        if not examples:
            return ""
        example = examples[0]
        title = self.plain(example.get("title")).rstrip(".") or name
        lines = [f"Example: {title}::", "", f"    client.{function_name(name)}("]
        for member, value in example.get("input", {}).items():
            argument = argument_name(member, record_name(name))
            lines += _python(f"{argument}=", value, " " * 8)
        return "\n".join([*lines, "    )"])


def oauth_error(shape: dict[str, Any]) -> str | None:
    """Return the value of `error` (RFC 6749 section 5.2) by which an error is known, if any.

    The model gives it as an enum of one on the member.
    """
    values = shape.get("members", {}).get("error", {}).get("enum", [])
    return values[0] if len(values) == 1 else None


def _section(title: str, entries: Iterable[tuple[str, _Text]]) -> str:
    lines = _entries(entries)
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _entries(entries: Iterable[tuple[str, _Text]]) -> list[str]:
    """Return the lines of named texts; what follows the first paragraph stands below it."""
    lines: list[str] = []
    for name, paragraphs in entries:
        first, *rest = paragraphs or (prose.Paragraph("", is_item=False),)
        text = f"{name}: {first.text}" if first.text else name
        opening = prose.Paragraph(text, is_item=False)
        head, *tail = prose.wrap((opening,), _WIDTH - 4, " " * 4)
        below = prose.wrap(tuple(rest), _WIDTH - 4, " " * 8)
        lines += [head, *(" " * 4 + line for line in tail), *(line for line in below if line)]
    return lines


def _note(text: str) -> _Text:
    return (prose.Paragraph(text, is_item=False),)


def _python(opening: str, value: Any, indent: str) -> list[str]:
    """Return the lines of a Python expression for a JSON value, one item a line."""
    if isinstance(value, dict) and value:
        inner = [
            line
            for name, item in value.items()
            for line in _python(f"{literal(name)}: ", item, indent + " " * 4)
        ]
        return [f"{indent}{opening}{{", *inner, f"{indent}}},"]
    if isinstance(value, list) and value:
        inner = [line for item in value for line in _python("", item, indent + " " * 4)]
        return [f"{indent}{opening}[", *inner, f"{indent}],"]
    text = literal(value) if isinstance(value, str) else repr(value)
    return [f"{indent}{opening}{text},"]
