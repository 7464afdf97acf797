"""Paginators: a record and functions for each paginated operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codegen.model.annotations import shape_annotation
from codegen.model.names import sort_key
from codegen.model.operations import Operation
from codegen.model.pagination import Pagination, shape_at
from codegen.model.service import Service
from codegen.model.shapes import Shape
from codegen.package.choices import Choices
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Module, Part
from codegen.package.operations import arguments, returns
from codegen.package.parts import module_of
from codegen.package.records import Setting, code, text, texts
from codegen.package.variants import Argument
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class PageFunction(Part):
    """A function that goes over the pages of an operation; `item` is what its iterator yields.

    `method` is the client's that goes over them.
    """

    annotates = ("Client", "Iterator")

    name: str
    method: str
    docstring: Docstring
    item: Annotation


@dataclass(frozen=True)
class Paginator(Part):
    """A record of how an operation is paginated, and the functions that go over its pages.

    `operation` is the name of the operation's function.
    """

    uses = ("Pagination", "_client_method")

    operation: str
    record: str
    arguments: tuple[Argument, ...]
    settings: tuple[Setting, ...]
    functions: tuple[PageFunction, ...]


def paginators_module(service: Service, docstrings: Docstrings, choices: Choices) -> Module:
    """Return the module of paginators, in the model's order of operations."""
    paginators = tuple(
        _paginator(service, docstrings, choices, operation, service.paginators[key])
        for key, operation in service.operations.items()
        if key in service.paginators
    )
    names = (function.name for each in paginators for function in each.functions)
    return module_of(
        "paginators.py",
        service.sources.origin,
        {"paginators": paginators},
        public=tuple(sorted(names, key=sort_key)),
    )


def _paginator(
    service: Service,
    docstrings: Docstrings,
    choices: Choices,
    operation: Operation,
    pagination: Pagination,
) -> Paginator:
    return Paginator(
        operation=operation.function,
        record=operation.record,
        arguments=arguments(operation, choices),
        settings=tuple(_settings(operation, pagination)),
        functions=tuple(_functions(service, docstrings, operation, pagination)),
    )


def _settings(operation: Operation, pagination: Pagination) -> Iterator[Setting]:
    yield code("operation", f"operations.{operation.record}")
    yield text("input_key", pagination.input_token)
    yield text("output_key", pagination.output_token)
    limit = shape_at(operation.input, pagination.limit_key)
    if limit:
        yield text("limit_key", pagination.limit_key)
        yield code("limit_type", limit.type.python)
    yield from texts("result_keys", pagination.result_keys)
    yield from texts("non_aggregate_keys", pagination.non_aggregate_keys)


def _functions(
    service: Service, docstrings: Docstrings, operation: Operation, pagination: Pagination
) -> Iterator[PageFunction]:
    """Yield the functions: of text there are pages, but no items."""
    yield PageFunction(
        name=operation.page_function("pages"),
        method="_pages",
        docstring=docstrings.pages(operation, pagination),
        item=returns(service, operation),
    )
    shape = shape_at(operation.output, pagination.result_keys[0])
    if shape is not None and shape.is_collection:
        yield PageFunction(
            name=operation.page_function("items"),
            method="_items",
            docstring=docstrings.items(operation, pagination, shape),
            item=_item(shape),
        )


def _item(shape: Shape) -> Annotation:
    """Return the annotation of an item of a list, or of a pair from a map."""
    item = shape_annotation(shape.element.shape, prefix="shapes.", sent=False)
    item += " | None" if shape.sparse else ""
    return Annotation(f"tuple[str, {item}]" if shape.is_map else item)
