"""Our paginators against botocore's, over one and the same made-up service."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from botocore import xform_name
from botocore.model import OperationModel
from botocore.paginate import Paginator

from restjson import Request, Response
from tests.services.differences import REQUESTS, amended
from tests.services.inputs import Inputs
from tests.services.responses import Responses
from tests.services.results import Failure, comparable
from tests.services.sent import Sent, sent
from tests.services.service import Emitted

pytestmark = pytest.mark.services


def test_each_paginator_goes_the_way_of_botocore(emitted: Emitted, count: Counter[str]) -> None:
    inputs, responses = Inputs(emitted.name), Responses(emitted.name)
    found = []
    for operation in emitted.operations:
        pagination = emitted.paginators.get(operation.name)
        if pagination is None:
            continue
        pages = tuple(_pages(operation, pagination, responses))
        params = _without_paging(inputs.least(operation), pagination)
        for config in _configs(operation, pagination):
            ours = _ours(emitted, operation, _Book(pages), params, config)
            theirs = _theirs(emitted, operation, pagination, _Book(pages), params, config)
            count["ways over pages"] += 1
            if ours != theirs:
                found.append(f"{operation.name} {config}:\n  ours   {ours}\n  theirs {theirs}")
    assert not found, f"{len(found)} unexplained:\n" + "\n".join(found[:5])


class _Book:
    """Answers with page after page, and keeps what was sent."""

    def __init__(self, pages: tuple[Response, ...]) -> None:
        self._pages = pages
        self.asked: list[Sent] = []

    def send(self, request: Request) -> Response:
        self.asked.append(sent(request))
        return self._pages[len(self.asked) - 1]


def _pages(
    operation: OperationModel, pagination: dict[str, Any], responses: Responses
) -> Iterator[Response]:
    """Yield three pages, of which each but the last has a token."""
    shape: Any = operation.output_shape
    asked: Any = operation.input_shape
    least = asked.members[pagination["input_token"]].metadata.get("min", 0)
    tokens = ("token-1".ljust(least, "."), "token-2".ljust(least, "="), None)
    for number, token in enumerate(tokens):
        page = responses.response(shape, 200, f"{operation.name} page {number}")
        member = shape.members[pagination["output_token"]]
        name = member.serialization.get("name", pagination["output_token"])
        if member.serialization.get("location") == "header":
            headers = {key: value for key, value in page.headers.items() if key != name}
            if token:
                headers[name] = token
            yield Response(page.status, headers, page.body)
        else:
            body = json.dumps({**json.loads(page.body), name: token})
            yield Response(page.status, page.headers, body.encode())


def _configs(operation: OperationModel, pagination: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from ({}, {"MaxItems": 1}, {"MaxItems": 3})
    if "limit_key" in pagination:
        shape: Any = operation.input_shape
        limit = shape.members[pagination["limit_key"]]
        least = limit.metadata.get("min", 1) if limit.type_name != "string" else 1
        yield {"PageSize": max(least, 2)}


def _without_paging(params: dict[str, Any], pagination: dict[str, Any]) -> dict[str, Any]:
    paging = (pagination["input_token"], pagination.get("limit_key"))
    return {name: value for name, value in params.items() if name not in paging}


def _ours(
    emitted: Emitted, operation: OperationModel, book: _Book, params: Any, config: Any
) -> Any:
    paginator = emitted.client(book).get_paginator(xform_name(operation.name))
    return _outcome(paginator.paginate(**params, PaginationConfig=config), book)


def _theirs(
    emitted: Emitted,
    operation: OperationModel,
    pagination: dict[str, Any],
    book: _Book,
    params: Any,
    config: Any,
) -> Any:
    def method(**params: Any) -> Any:
        response = book.send(emitted.peer.request(operation, params))
        book.asked[-1] = amended(REQUESTS, params, operation, book.asked[-1])
        return emitted.peer.parsed(operation, response)

    paginator = Paginator(method, pagination, operation)
    return _outcome(paginator.paginate(**params, PaginationConfig=config), book)


def _outcome(pages: Any, book: _Book) -> Any:
    try:
        found = [_shown({**page, "ResponseMetadata": None}) for page in pages]
    except Exception as error:
        found = [Failure.of(error)]
    return found, book.asked, pages.resume_token, _shown(dict(pages.non_aggregate_part))


def _shown(page: dict[str, Any]) -> Any:
    """Leave out what holds nothing but None: what a service leaves out, botocore notes so."""
    return _present(comparable(page))


def _present(members: dict[str, Any]) -> dict[str, Any]:
    inner = {
        name: _present(value) if isinstance(value, dict) else value
        for name, value in members.items()
    }
    return {name: value for name, value in inner.items() if value not in (None, {})}
