"""Errors: a class for each modelled one, and what their names on the wire are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codegen.model.errors import Error
from codegen.model.names import sort_key
from codegen.model.runtime import COMMON_ERRORS
from codegen.model.service import Service
from codegen.package.choices import Choices
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Module, Part
from codegen.package.parts import module_of
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class ErrorMember(Part):
    """A member of an error that is an attribute of its class."""

    uses = ("ErrorMember",)

    name: str
    annotation: Annotation


@dataclass(frozen=True)
class ErrorClass(Part):
    """A class of a modelled error; `code` is its name on the wire."""

    uses = ("codecs",)

    name: str
    docstring: Docstring
    codec: str
    code: str
    retry_class: str
    members: tuple[ErrorMember, ...]


@dataclass(frozen=True)
class OAuthError:
    """A value of the OAuth `error` and the tuple of the classes that share it."""

    value: str
    classes: str


def errors_module(service: Service, docstrings: Docstrings, choices: Choices) -> Module:
    """Return the module of errors: those of every package, and those of the model."""
    context = {
        "errors": error_classes(service, docstrings, choices),
        "public_names": (*class_names(service), "from_code"),
        "oauth_errors": oauth_errors(service),
    }
    return module_of("errors.py", service.sources.origin, context, uses=COMMON_ERRORS)


def class_names(service: Service) -> tuple[str, ...]:
    """Return the names of all classes that the module offers, sorted."""
    modelled = (error.class_name for error in service.errors.values())
    return tuple(sorted((*COMMON_ERRORS, *modelled), key=sort_key))


def error_classes(
    service: Service, docstrings: Docstrings, choices: Choices
) -> tuple[ErrorClass, ...]:
    """Return the error classes, in the model's order."""
    return tuple(
        ErrorClass(
            name=error.class_name,
            docstring=docstrings.error(error),
            codec=error.shape.constant,
            code=error.code,
            retry_class=error.retry_class,
            members=tuple(_members(error, choices)),
        )
        for error in service.errors.values()
    )


def oauth_errors(service: Service) -> tuple[OAuthError, ...]:
    """Return which classes each value of the OAuth `error` may mean, in the model's order."""
    classes: dict[str, list[str]] = {}
    for error in service.errors.values():
        if error.oauth_value is not None:
            classes.setdefault(error.oauth_value, []).append(error.class_name)
    return tuple(
        OAuthError(value, f"({names[0]},)" if len(names) == 1 else f"({', '.join(names)})")
        for value, names in classes.items()
    )


def _members(error: Error, choices: Choices) -> Iterator[ErrorMember]:
    for member in error.attributes:
        annotation = choices.annotation(error.shape, member, sent=False, prefix="shapes.")
        yield ErrorMember(member.name, Annotation(annotation))
