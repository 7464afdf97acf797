"""Paginators: a record and functions for each operation that answers in pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen import ir
from codegen.build import types
from codegen.build.docstrings import Docstrings
from codegen.build.graph import Graph, element
from codegen.build.pagination import limit_shape, result_keys, result_shape
from codegen.model.names import page_function_name

_Paginators = Mapping[str, Mapping[str, Any]]


def paginators(
    graph: Graph,
    docstrings: Docstrings,
    operations: tuple[ir.Operation, ...],
    described: _Paginators,
) -> tuple[ir.Paginator, ...]:
    """Return the paginators, in the model's order of operations.

    Args:
        graph: the model's shapes.
        docstrings: makes the docstrings.
        operations: the finished operations.
        described: the content of `paginators-1.json`, by operation.
    """
    return tuple(
        _paginator(graph, docstrings, operation, described[operation.name])
        for operation in operations
        if operation.name in described
    )


def _paginator(
    graph: Graph, docstrings: Docstrings, operation: ir.Operation, described: Mapping[str, Any]
) -> ir.Paginator:
    limit = limit_shape(graph, operation.name, described)
    return ir.Paginator(
        operation=operation,
        input_key=described["input_token"],
        output_key=described["output_token"],
        limit_key=described["limit_key"] if limit else "",
        limit_type=types.scalar(graph, limit) or "" if limit else "",
        result_keys=result_keys(described),
        non_aggregate_keys=tuple(described.get("non_aggregate_keys", [])),
        functions=tuple(_functions(graph, docstrings, operation, described)),
    )


def _functions(
    graph: Graph, docstrings: Docstrings, operation: ir.Operation, described: Mapping[str, Any]
) -> Iterator[ir.PageFunction]:
    """Yield the functions: of text there are pages, but no items."""
    yield ir.PageFunction(
        name=page_function_name(operation.name, "pages"),
        runtime="_pages",
        docstring=docstrings.pages(operation.name, described),
        item=operation.returns,
    )
    shape = result_shape(graph, operation.name, described)
    if graph.shapes[shape]["type"] in ("list", "map"):
        yield ir.PageFunction(
            name=page_function_name(operation.name, "items"),
            runtime="_items",
            docstring=docstrings.items(operation.name, described),
            item=_item(graph, shape),
        )


def _item(graph: Graph, shape: str) -> str:
    """Return the annotation of an item of a list, or of a pair from a map."""
    model = graph.shapes[shape]
    item = types.annotation(graph, element(model)["shape"], prefix="shapes.", sent=False)
    item += " | None" if model.get("sparse") else ""
    return f"tuple[str, {item}]" if model["type"] == "map" else item
