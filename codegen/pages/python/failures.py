"""Errors: what a service may refuse with, when, and what to do then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from codegen.build.graph import oauth_error
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Code, Inline, Reference, Row, Section, Table, Text

_HEAD = ("Class", "Status", "error", "When", "What to do")

# What any call may raise besides what its model has.
COMMON = (
    ("ParamValidationError", "The arguments do not fit the model; nothing was sent."),
    ("ConfigError", "A setting cannot be used, or one that the call needs is missing."),
    ("EndpointResolutionError", "No endpoint follows from the settings."),
    ("ConnectError", "No connection could be made."),
    ("ConnectTimeoutError", "No connection was made within `connect_timeout` seconds."),
    ("ReadTimeoutError", "The server was silent for `read_timeout` seconds."),
    ("ConnectionClosedError", "The connection ended before the answer was complete."),
    ("DeadlineError", "The call's `deadline` passed."),
    ("ProxyError", "The proxy could not be reached, or did not let the request through."),
    ("TLSError", "The server's certificate or the TLS handshake was not acceptable."),
    ("ResponseParseError", "The service sent something that is no answer, or too much of it."),
    ("ClientError", "The service refused for a reason that its model does not have."),
)


def operation_errors(material: Material, operation: str) -> tuple[Section, ...]:
    """Return the errors that the model gives an operation, if any."""
    names = [each["shape"] for each in material.graph.operations[operation].get("errors", [])]
    if not names:
        return ()
    intro = paragraph(
        f"Each is a class in `{material.name}.errors` and in `client.exceptions`, derived from "
        "`ClientError`. What any call may raise besides stands on the page of ",
        Reference(material.name, material.name, _common(material).anchor),
        ".",
    )
    advice = material.advice_of(operation).get("errors", {})
    return (Section("section", "Errors", (intro, _table(material, names, advice))),)


def service_errors(material: Material) -> tuple[Section, ...]:
    """Return all errors that the model has, and what any call may raise."""
    names = list(material.graph.errors)
    if not names:
        return (_common(material),)
    return (Section("section", "Errors", (_table(material, names, {}),)), _common(material))


def _common(material: Material) -> Section:
    rows = tuple(Row(((Code(name),), words(when)), f"error-{name}") for name, when in COMMON)
    intro = paragraph(f"All are in `{material.name}.errors` and derive from `restjson.Error`.")
    return Section("section", "Errors of any call", (intro, Table(("Class", "When"), rows)))


def _table(material: Material, names: Iterable[str], advice: Mapping[str, Any]) -> Table:
    """Return a row an error; a column that no row would fill is left out."""
    rows = [(f"error-{name}", _cells(material, name, advice)) for name in names]
    kept = [at for at in range(len(_HEAD)) if any(cells[at] for _, cells in rows)]
    return Table(
        tuple(_HEAD[at] for at in kept),
        tuple(Row(tuple(cells[at] for at in kept), anchor) for anchor, cells in rows),
    )


def _cells(
    material: Material, name: str, advice: Mapping[str, Any]
) -> tuple[tuple[Inline, ...], ...]:
    shape = material.graph.shapes[name]
    said = advice.get(name) or material.model.guide.get("errors", {}).get(name, {})
    status = shape.get("error", {}).get("httpStatusCode")
    value = oauth_error(shape)
    return (
        (Code(name),),
        (Text(f"HTTP {status}"),) if status else (),
        (Code(value),) if value else (),
        material.phrase(said.get("when")) or material.sentence(shape.get("documentation")),
        material.phrase(said.get("advice")),
    )
