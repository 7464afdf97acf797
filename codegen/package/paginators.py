"""Paginators: a record and functions for each paginated operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codegen.model.names import sort_key
from codegen.model.operations import Operation
from codegen.model.pagination import Pagination, shape_at
from codegen.model.service import Service
from codegen.model.shapes import Shape
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Code, Module, Part
from codegen.package.operations import Argument, arguments, returns
from codegen.package.parts import module_of
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class PageFunction(Part):
    """A function that goes over the pages of an operation; `item` is what its iterator yields.

    `runtime` is what the module calls the runtime's function that it stands on.
    """

    annotates = ("Client", "Iterator")

    name: str
    runtime: Code
    docstring: Docstring
    item: Annotation


@dataclass(frozen=True)
class Paginator(Part):
    """A record of how an operation is paginated, and the functions that go over them.

    `operation` is the name of the function, `record` that of the records of both. `limit_key`
    and `limit_type` are empty where nothing says how large a page may be.
    """

    uses = ("Pagination", "operations")

    operation: str
    record: str
    arguments: tuple[Argument, ...]
    input_key: str
    output_key: str
    limit_key: str
    limit_type: str
    result_keys: tuple[str, ...]
    non_aggregate_keys: tuple[str, ...]
    functions: tuple[PageFunction, ...]


def paginators_module(service: Service, docstrings: Docstrings) -> Module:
    """Return the module of paginators, in the model's order of operations."""
    paginators = tuple(
        _paginator(docstrings, operation, service.paginators[key])
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


def _paginator(docstrings: Docstrings, operation: Operation, pagination: Pagination) -> Paginator:
    limit = shape_at(operation.input, pagination.limit_key)
    return Paginator(
        operation=operation.function,
        record=operation.record,
        arguments=arguments(operation),
        input_key=pagination.input_token,
        output_key=pagination.output_token,
        limit_key=pagination.limit_key,
        limit_type=limit.type.python if limit else "",
        result_keys=pagination.result_keys,
        non_aggregate_keys=pagination.non_aggregate_keys,
        functions=tuple(_functions(docstrings, operation, pagination)),
    )


def _functions(
    docstrings: Docstrings, operation: Operation, pagination: Pagination
) -> Iterator[PageFunction]:
    """Yield the functions: of text there are pages, but no items."""
    yield PageFunction(
        name=operation.page_function("pages"),
        runtime=Code("_pages"),
        docstring=docstrings.pages(operation, pagination),
        item=returns(operation),
    )
    shape = shape_at(operation.output, pagination.result_keys[0])
    if shape is not None and shape.is_collection:
        yield PageFunction(
            name=operation.page_function("items"),
            runtime=Code("_items"),
            docstring=docstrings.items(operation, pagination, shape),
            item=_item(shape),
        )


def _item(shape: Shape) -> Annotation:
    """Return the annotation of an item of a list, or of a pair from a map."""
    item = shape.element.shape.annotation(prefix="shapes.", sent=False)
    item += " | None" if shape.sparse else ""
    return Annotation(f"tuple[str, {item}]" if shape.is_map else item)
