"""Paging: how to go over all the answers of an operation that gives them page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.build.pagination import result_keys, result_shape
from codegen.model.names import argument_name, function_name, page_function_name
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Bullets, Code, Paragraph, Preformatted, Section


def pagination(material: Material, operation: str) -> tuple[Section, ...]:
    """Return how an operation is paged, if it is."""
    described = material.model.paginators.get(operation)
    if described is None:
        return ()
    return (
        Section(
            "section",
            "Pagination",
            (
                paragraph("These take the same arguments, and send nothing before it is needed:"),
                Bullets(tuple((each,) for each in _functions(material, operation, described))),
                _resumption(operation, described),
                paragraph("The same under boto3's names, for 100 items at most:"),
                Preformatted(_under_boto3s_names(operation, described)),
            ),
        ),
    )


def _functions(
    material: Material, operation: str, described: Mapping[str, Any]
) -> Iterator[Paragraph]:
    pages = Code(f"client.{page_function_name(operation, 'pages')}()")
    yield paragraph(pages, " goes over the answers, a call for each.")
    shape = material.graph.shapes[result_shape(material.graph, operation, described)]
    if shape["type"] in ("list", "map"):
        items = Code(f"client.{page_function_name(operation, 'items')}()")
        what = "what is in" if shape["type"] == "list" else "the pairs of key and value in"
        place = Code(result_keys(described)[0])
        yield paragraph(items, f" goes over {what} ", place, " of every answer.")


def _resumption(operation: str, described: Mapping[str, Any]) -> Paragraph:
    token, argument = described["output_token"], argument_name(described["input_token"], operation)
    return Paragraph(
        words(
            "To go on after an answer, give its ",
            Code(token),
            " as ",
            Code(argument),
            ". A service that gives the same token twice in a row, and so would never come to an "
            "end, is a `ResponseParseError`.",
        )
    )


def _under_boto3s_names(operation: str, described: Mapping[str, Any]) -> str:
    size = ', "PageSize": 50' if "limit_key" in described else ""
    return (
        f'paginator = client.get_paginator("{function_name(operation)}")\n'
        f'pages = paginator.paginate(..., PaginationConfig={{"MaxItems": 100{size}}})\n'
        'pages.build_full_result()  # with a NextToken to go on with as "StartingToken"'
    )
