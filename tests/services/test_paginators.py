"""Our paginators against botocore's, over one and the same made-up service."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore import xform_name
from botocore.model import OperationModel
from botocore.paginate import Paginator

from restjson import Request, Response
from tests.services.comparison import Comparison
from tests.services.differences import PAGES, REQUESTS, amended
from tests.services.inputs import Inputs
from tests.services.responses import Responses
from tests.services.results import Failure, comparable
from tests.services.sent import Sent, sent
from tests.services.service import Emitted

pytestmark = pytest.mark.services


def test_each_paginator_goes_the_way_of_botocore(emitted: Emitted, count: Counter[str]) -> None:
    inputs, responses = Inputs(emitted.name), Responses(emitted.name)
    compared = Comparison("ways over pages", PAGES)
    for operation in emitted.operations:
        pagination = emitted.paginators.get(operation.name)
        if pagination is None:
            continue
        pages = tuple(_pages(operation, pagination, responses))
        params = _without_paging(inputs.least(operation), pagination)
        for config in _configs(operation, pagination):
            ours = _ours(emitted, operation, _Book(pages), params, config)
            theirs = _Theirs(emitted, operation, pagination, pages, params, config)
            name = f"{operation.name} {config}:"
            compared.add(name, theirs, operation, ours, theirs.outcome())
    compared.end(count)


def _as_it_is(value: Any) -> Any:
    return value


class _Book:
    """Responds with page after page, and keeps what was sent."""

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


class _Theirs:
    """botocore's way over some pages."""

    def __init__(
        self,
        emitted: Emitted,
        operation: OperationModel,
        pagination: dict[str, Any],
        pages: tuple[Response, ...],
        params: Any,
        config: Any,
    ) -> None:
        self._emitted = emitted
        self._operation = operation
        self._pagination = pagination
        self._pages = pages
        self._params = params
        self._config = config

    def outcome(self, seen: Callable[[Any], Any] = _as_it_is, shown: Any = _as_it_is) -> Any:
        """Return how it goes.

        Args:
            seen: makes of the items on a page what the paginator gets to see.
            shown: makes of that the items again.
        """
        book = _Book(self._pages)
        keys = self._pagination["result_key"]
        primary = keys if isinstance(keys, str) else keys[0]

        def method(**params: Any) -> Any:
            response = book.send(self._emitted.peer.request(self._operation, params))
            book.asked[-1] = amended(REQUESTS, params, self._operation, book.asked[-1])
            page = self._emitted.peer.parsed(self._operation, response)
            return {**page, primary: seen(page[primary])} if primary in page else page

        paginator = Paginator(method, self._pagination, self._operation)
        pages = paginator.paginate(**self._params, PaginationConfig=self._config)
        found, *others = _outcome(pages, book)
        items = [
            page if isinstance(page, Failure) else _put(page, primary, shown) for page in found
        ]
        return items, *others

    def with_maps_as_lists(self) -> Any:
        """Return how it goes where a page has a list of pairs in the place of a map."""
        return self.outcome(lambda found: list(map(list, found.items())), dict)


def _put(page: dict[str, Any], key: str, shown: Callable[[Any], Any]) -> dict[str, Any]:
    return {**page, key: shown(page[key])} if key in page else page


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
