"""Errors: a class for each modelled one, and what their names on the wire are."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.errors import Error
from codegen.model.names import is_error_attribute, sort_key
from codegen.model.runtime import COMMON_ERRORS
from codegen.model.service import Service
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Module, Part
from codegen.package.parts import module_of
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class Property(Part):
    """An attribute of an error class."""

    name: str
    annotation: Annotation
    docstring: Docstring


@dataclass(frozen=True)
class ErrorClass(Part):
    """A class of a modelled error; `code` is its name on the wire."""

    uses = ("codecs",)

    name: str
    docstring: Docstring
    parser: str
    code: str
    retry_class: str
    properties: tuple[Property, ...]


@dataclass(frozen=True)
class OAuthError:
    """A value of the OAuth `error` and the tuple of the classes that share it."""

    value: str
    classes: str


def errors_module(service: Service, docstrings: Docstrings) -> Module:
    """Return the module of errors: those of every package, and those of the model."""
    context = {
        "errors": error_classes(service, docstrings),
        "error_names": tuple(sorted((*COMMON_ERRORS, *service.errors), key=sort_key)),
        "oauth_errors": oauth_errors(service),
    }
    return module_of("errors.py", service.sources.origin, context, uses=COMMON_ERRORS)


def error_classes(service: Service, docstrings: Docstrings) -> tuple[ErrorClass, ...]:
    """Return the error classes, in the model's order."""
    return tuple(
        ErrorClass(
            name=error.name,
            docstring=docstrings.error(error),
            parser=error.shape.function("parse"),
            code=error.code,
            retry_class=error.retry_class,
            properties=_properties(error, docstrings),
        )
        for error in service.errors.values()
    )


def oauth_errors(service: Service) -> tuple[OAuthError, ...]:
    """Return which classes each value of the OAuth `error` may mean, in the model's order."""
    classes: dict[str, list[str]] = {}
    for name, error in service.errors.items():
        if error.oauth_value is not None:
            classes.setdefault(error.oauth_value, []).append(name)
    return tuple(
        OAuthError(value, f"({names[0]},)" if len(names) == 1 else f"({', '.join(names)})")
        for value, names in classes.items()
    )


def _properties(error: Error, docstrings: Docstrings) -> tuple[Property, ...]:
    return tuple(
        Property(
            name=name,
            annotation=Annotation(member.shape.annotation(prefix="shapes.", sent=False)),
            docstring=docstrings.member(member),
        )
        for name, member in error.shape.members.items()
        if is_error_attribute(name)
    )
