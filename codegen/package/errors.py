"""Errors: a class for each modelled one, and what their names on the wire are."""

from __future__ import annotations

from codegen import ir
from codegen.model.errors import Error
from codegen.model.names import COMMON_ERRORS, is_error_attribute, sort_key
from codegen.model.service import Service
from codegen.package.docstrings import Docstrings


def error_classes(service: Service, docstrings: Docstrings) -> tuple[ir.ErrorClass, ...]:
    """Return the error classes, in the model's order."""
    return tuple(
        ir.ErrorClass(
            name=error.name,
            docstring=docstrings.error(error),
            parser=error.shape.function("parse"),
            code=error.code,
            retry_class=error.retry_class,
            properties=_properties(error, docstrings),
        )
        for error in service.errors.values()
    )


def oauth_errors(service: Service) -> tuple[ir.OAuthError, ...]:
    """Return which classes each value of the OAuth `error` may mean, in the model's order."""
    classes: dict[str, list[str]] = {}
    for name, error in service.errors.items():
        if error.oauth_value is not None:
            classes.setdefault(error.oauth_value, []).append(name)
    return tuple(
        ir.OAuthError(value, f"({names[0]},)" if len(names) == 1 else f"({', '.join(names)})")
        for value, names in classes.items()
    )


def error_names(service: Service) -> tuple[str, ...]:
    """Return the public names of the module of errors, sorted for `__all__`."""
    return tuple(sorted((*COMMON_ERRORS, *service.errors), key=sort_key))


def _properties(error: Error, docstrings: Docstrings) -> tuple[ir.Property, ...]:
    return tuple(
        ir.Property(
            name=name,
            annotation=member.shape.annotation(prefix="shapes.", sent=False),
            docstring=docstrings.member(member),
        )
        for name, member in error.shape.members.items()
        if is_error_attribute(name)
    )
