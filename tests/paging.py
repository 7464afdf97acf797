"""A made-up service that is paginated, and botocore's paginators as its other client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import botocore.session
from botocore import UNSIGNED
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config

from restjson import Request, Response

Json = dict[str, Any]


class Book:
    """Responds with page after page; it is a transport of our clients.

    Args:
        pages: the pages without their tokens.
        tokens: by which the second page and each further one is asked for.
        end: the token on the last page, None for none.
        input_key: where a request has the token, by its name on the wire.
        output_key: where a response has it.

    Attributes:
        asked: the parameters of each request, those of its query first.
    """

    def __init__(
        self,
        pages: list[Json],
        tokens: list[str] | None = None,
        end: str | None = None,
        input_key: str = "nextToken",
        output_key: str = "nextToken",
    ) -> None:
        self.pages = pages
        self.tokens = [f"page-{n}" for n in range(1, len(pages))] if tokens is None else tokens
        self.end = end
        self.input_key = input_key
        self.output_key = output_key
        self.asked: list[Json] = []

    def send(self, request: Request) -> Response:
        status, response = self.response(request.url, request.body)
        return Response(status, {}, response)

    def response(self, url: str, body: bytes | None) -> tuple[int, bytes]:
        """Return status and body of the response to a request."""
        params = dict(parse_qsl(urlsplit(url).query)) | (json.loads(body) if body else {})
        self.asked.append(params)
        asked = params.get(self.input_key)
        if asked is not None and asked not in self.tokens:
            return 400, b'{"code":"InvalidToken","message":"no page has this token"}'
        number = 0 if asked is None else self.tokens.index(asked) + 1
        following = self.tokens[number] if number < len(self.tokens) else self.end
        return 200, json.dumps({**self.pages[number], self.output_key: following}).encode()


class Outcome(NamedTuple):
    """What became of going over pages, the responses' metadata apart."""

    pages: list[Json]
    resume_token: str | None
    non_aggregate_part: Json
    error: str | None


def go_over(page_iterator: Any) -> Outcome:
    """Go over the pages of our iterator or botocore's."""
    pages, error = [], None
    try:
        for page in page_iterator:
            pages.append(_present({**page, "ResponseMetadata": None}))
    except Exception as caught:
        error = type(caught).__name__
    return Outcome(
        pages,
        page_iterator.resume_token,
        dict(page_iterator.non_aggregate_part),
        error,
    )


def _present(members: Json) -> Json:
    """Leave out what holds nothing but None: what a service leaves out, botocore notes so."""
    inner = {
        name: _present(value) if isinstance(value, dict) else value
        for name, value in members.items()
    }
    return {name: value for name, value in inner.items() if value not in (None, {})}


class BotocorePaginators:
    """botocore's client of a model in some folder; its requests go to a `Book`.

    Args:
        folder: where the model is, as ``service/version/service-2.json``.
        service: the name of its folder.
    """

    def __init__(self, folder: Path, service: str) -> None:
        session = botocore.session.Session()
        session.get_component("data_loader").search_paths.insert(0, str(folder))
        self.client = session.create_client(
            service,
            region_name="us-east-1",
            endpoint_url="https://example.com",
            config=Config(signature_version=UNSIGNED, proxies={}),
        )
        self.client.meta.events.register("before-send", self._respond_instead)
        self.book = Book([{}])

    def paginate(self, book: Book, method: str, **params: Any) -> Any:
        """Return botocore's iterator over the pages of a book."""
        self.book = book
        return self.client.get_paginator(method).paginate(**params)

    def _respond_instead(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        status, response = self.book.response(request.url, request.body)
        return AWSResponse(request.url, status, {}, _Stream(response))


class _Stream:
    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self) -> Iterator[bytes]:
        yield self._body
