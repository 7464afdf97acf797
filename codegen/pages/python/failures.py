"""Errors: what a service may refuse with, when, and what to do then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from codegen.model.errors import Error
from codegen.model.guide import ErrorAdvice
from codegen.model.operations import Operation
from codegen.model.runtime import COMMON_ERRORS
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Code, Inline, Reference, Row, Section, Table, Text

_HEAD = ("Class", "Status", "error", "When", "What to do")


def operation_errors(material: Material, operation: Operation) -> tuple[Section, ...]:
    """Return the errors that the model gives an operation, if any."""
    errors = material.service.errors_of(operation)
    if not errors:
        return ()
    intro = paragraph(
        f"Each is a class in `{material.name}.errors` and in `client.exceptions`, derived from "
        "`ClientError`. What any call may raise besides stands on the page of ",
        Reference(material.name, material.name, _common(material).anchor),
        ".",
    )
    advice = material.service.advice_of(operation).errors
    return (Section("section", "Errors", (intro, _table(material, errors, advice))),)


def service_errors(material: Material) -> tuple[Section, ...]:
    """Return all errors that the model has, and what any call may raise."""
    errors = material.service.errors.values()
    if not errors:
        return (_common(material),)
    return (Section("section", "Errors", (_table(material, errors, {}),)), _common(material))


def _common(material: Material) -> Section:
    rows = tuple(
        Row(((Code(name),), words(when)), f"error-{name}")
        for name, when in COMMON_ERRORS.items()
        if when
    )
    intro = paragraph(f"All are in `{material.name}.errors` and derive from `restjson.Error`.")
    return Section("section", "Errors of any call", (intro, Table(("Class", "When"), rows)))


def _table(material: Material, errors: Iterable[Error], advice: Mapping[str, ErrorAdvice]) -> Table:
    """Return a row an error; a column that no row would fill is left out."""
    rows = [(f"error-{error.class_name}", _cells(material, error, advice)) for error in errors]
    kept = [at for at in range(len(_HEAD)) if any(cells[at] for _, cells in rows)]
    return Table(
        tuple(_HEAD[at] for at in kept),
        tuple(Row(tuple(cells[at] for at in kept), anchor) for anchor, cells in rows),
    )


def _cells(
    material: Material, error: Error, advice: Mapping[str, ErrorAdvice]
) -> tuple[tuple[Inline, ...], ...]:
    everywhere = material.service.guide.errors.get(error.name, ErrorAdvice())
    said = advice.get(error.name, everywhere)
    return (
        (Code(error.class_name),),
        (Text(f"HTTP {error.status}"),) if error.status else (),
        (Code(error.oauth_value),) if error.oauth_value else (),
        material.phrase(said.when) or material.sentence(error.shape.documentation),
        material.phrase(said.advice),
    )
