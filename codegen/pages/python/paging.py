"""Paging: how to go over all pages of a paginated operation."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.model.operations import Operation
from codegen.model.pagination import Pagination, shape_at
from codegen.pages.python.material import Material, paragraph, words
from codegen.prose.document import Bullets, Code, Paragraph, Preformatted, Section


def pagination(material: Material, operation: Operation) -> tuple[Section, ...]:
    """Return how an operation is paged, if it is."""
    described = material.service.paginators.get(operation.key)
    if described is None:
        return ()
    return (
        Section(
            "section",
            "Pagination",
            (
                paragraph("These take the same arguments, and send nothing before it is needed:"),
                Bullets(tuple((each,) for each in _functions(operation, described))),
                _resumption(operation, described),
                paragraph("The same under boto3's names, for 100 items at most:"),
                Preformatted(_under_boto3s_names(operation, described)),
            ),
        ),
    )


def _functions(operation: Operation, described: Pagination) -> Iterator[Paragraph]:
    pages = Code(f"client.{operation.page_function('pages')}()")
    yield paragraph(pages, " goes over the pages, each of them the response to a call.")
    shape = shape_at(operation.output, described.result_keys[0])
    if shape is not None and shape.is_collection:
        items = Code(f"client.{operation.page_function('items')}()")
        what = "what is in" if shape.is_list else "the pairs of key and value in"
        place = Code(described.result_keys[0])
        yield paragraph(items, f" goes over {what} ", place, " of every page.")


def _resumption(operation: Operation, described: Pagination) -> Paragraph:
    token, argument = described.output_token, operation.argument(described.input_token)
    return Paragraph(
        words(
            "To go on after a response, give its ",
            Code(token),
            " as ",
            Code(argument),
            ". A service that gives a token it has given before, and so would never come to an "
            "end, is a `ResponseParseError`.",
        )
    )


def _under_boto3s_names(operation: Operation, described: Pagination) -> str:
    size = ', "PageSize": 50' if described.limit_key else ""
    return (
        f'paginator = client.get_paginator("{operation.function}")\n'
        f'pages = paginator.paginate(..., PaginationConfig={{"MaxItems": 100{size}}})\n'
        'pages.build_full_result()  # with a NextToken to go on with as "StartingToken"'
    )
