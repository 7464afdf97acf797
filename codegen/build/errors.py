"""Errors: a class for each modelled one, and what their names on the wire are."""

from __future__ import annotations

from typing import Any

from codegen import ir
from codegen.build import types
from codegen.build.docstrings import Docstrings
from codegen.build.graph import Graph, oauth_error
from codegen.model.names import COMMON_ERRORS, is_error_attribute, sort_key


def error_classes(graph: Graph, docstrings: Docstrings) -> tuple[ir.ErrorClass, ...]:
    """Return the error classes, in the model's order."""
    return tuple(
        ir.ErrorClass(
            name=name,
            docstring=docstrings.error(name),
            parser=types.function("parse", name),
            code=shape.get("error", {}).get("code", name),
            retry_class=_retry_class(shape),
            properties=_properties(graph, docstrings, shape),
        )
        for name, shape in graph.errors.items()
    )


def _retry_class(shape: dict[str, Any]) -> str:
    """Return whether the model says that trying again may help, and how."""
    if "retryable" not in shape:
        return ""
    return "throttling" if shape["retryable"].get("throttling") else "transient"


def oauth_errors(graph: Graph) -> tuple[ir.OAuthError, ...]:
    """Return which classes each value of the OAuth `error` may mean, in the model's order."""
    classes: dict[str, list[str]] = {}
    for name, shape in graph.errors.items():
        value = oauth_error(shape)
        if value is not None:
            classes.setdefault(value, []).append(name)
    return tuple(
        ir.OAuthError(value, f"({names[0]},)" if len(names) == 1 else f"({', '.join(names)})")
        for value, names in classes.items()
    )


def error_names(graph: Graph) -> tuple[str, ...]:
    """Return the public names of the module of errors, sorted for `__all__`."""
    return tuple(sorted((*COMMON_ERRORS, *graph.errors), key=sort_key))


def _properties(
    graph: Graph, docstrings: Docstrings, shape: dict[str, Any]
) -> tuple[ir.Property, ...]:
    return tuple(
        ir.Property(
            name=member,
            annotation=types.annotation(graph, reference["shape"], prefix="shapes.", sent=False),
            docstring=docstrings.member(reference, f"The member `{member}`."),
        )
        for member, reference in shape.get("members", {}).items()
        if is_error_attribute(member)
    )
