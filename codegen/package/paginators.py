"""Paginators: a record and functions for each operation that answers in pages."""

from __future__ import annotations

from collections.abc import Iterator

from codegen import ir
from codegen.model.operations import Operation
from codegen.model.pagination import Pagination, shape_at
from codegen.model.service import Service
from codegen.model.shapes import Shape
from codegen.package.docstrings import Docstrings


def paginators(
    service: Service, docstrings: Docstrings, operations: tuple[ir.Operation, ...]
) -> tuple[ir.Paginator, ...]:
    """Return the paginators, in the model's order of operations; `operations` are finished."""
    return tuple(
        _paginator(docstrings, finished, operation, service.paginators[key])
        for finished, (key, operation) in zip(operations, service.operations.items(), strict=True)
        if key in service.paginators
    )


def _paginator(
    docstrings: Docstrings, finished: ir.Operation, operation: Operation, pagination: Pagination
) -> ir.Paginator:
    limit = shape_at(operation.input, pagination.limit_key)
    return ir.Paginator(
        operation=finished,
        input_key=pagination.input_token,
        output_key=pagination.output_token,
        limit_key=pagination.limit_key,
        limit_type=limit.type.python if limit else "",
        result_keys=pagination.result_keys,
        non_aggregate_keys=pagination.non_aggregate_keys,
        functions=tuple(_functions(docstrings, finished, operation, pagination)),
    )


def _functions(
    docstrings: Docstrings, finished: ir.Operation, operation: Operation, pagination: Pagination
) -> Iterator[ir.PageFunction]:
    """Yield the functions: of text there are pages, but no items."""
    yield ir.PageFunction(
        name=operation.page_function("pages"),
        runtime="_pages",
        docstring=docstrings.pages(operation, pagination),
        item=finished.returns,
    )
    shape = shape_at(operation.output, pagination.result_keys[0])
    if shape is not None and shape.is_collection:
        yield ir.PageFunction(
            name=operation.page_function("items"),
            runtime="_items",
            docstring=docstrings.items(operation, pagination, shape),
            item=_item(shape),
        )


def _item(shape: Shape) -> str:
    """Return the annotation of an item of a list, or of a pair from a map."""
    item = shape.element.shape.annotation(prefix="shapes.", sent=False)
    item += " | None" if shape.sparse else ""
    return f"tuple[str, {item}]" if shape.is_map else item
