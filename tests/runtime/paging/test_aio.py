"""Pages for asyncio: those of the client without it, a thread's turn for each."""

from __future__ import annotations

import asyncio
import threading
from typing import Any, ClassVar

import pytest

import restjson
from restjson import ParamValidationError, aio
from tests.paging import Book
from tests.runtime.listing import Lister, lister

ABC = [{"things": ["a", "b"], "others": [1]}, {"things": ["c", "d", "e"], "others": [2]}]


class AsyncLister(aio.AsyncClient):
    _client_class: ClassVar[type[restjson.Client]] = Lister


def async_lister(book: Any) -> AsyncLister:
    return AsyncLister("here", transport=book, max_attempts=1)


@pytest.mark.parametrize("method", ["list_things", "list_more", "list_signed"])
@pytest.mark.parametrize("config", [{}, {"MaxItems": 3}, {"MaxItems": 4, "PageSize": 2}])
def test_pages_and_their_tokens_are_those_of_the_client(
    method: str, config: dict[str, Any]
) -> None:
    async def go_over(book: Book) -> tuple[Any, ...]:
        async with async_lister(book) as client:
            paginator = client.get_paginator(method)
            pages = paginator.paginate(filter="x", PaginationConfig=config)
            assert book.asked == []
            found = [page async for page in pages]
            full = await paginator.paginate(filter="x", PaginationConfig=config).build_full_result()
            return found, pages.resume_token, pages.non_aggregate_part, pages.result_keys, full

    ours, theirs = Book(ABC), Book(ABC)
    pages = lister(theirs).get_paginator(method).paginate(filter="x", PaginationConfig=config)
    expected = (list(pages), pages.resume_token, pages.non_aggregate_part, pages.result_keys)
    full = lister(theirs).get_paginator(method).paginate(filter="x", PaginationConfig=config)
    assert asyncio.run(go_over(ours)) == (*expected, full.build_full_result())
    assert ours.asked == theirs.asked


def test_a_loop_that_is_begun_again_begins_at_the_first_page() -> None:
    async def go_over() -> None:
        async with async_lister(Book(ABC)) as client:
            pages = client.get_paginator("list_things").paginate()
            for _ in range(2):
                assert [page["things"] async for page in pages] == [["a", "b"], ["c", "d", "e"]]

    asyncio.run(go_over())


def test_a_client_tells_what_it_can_paginate_and_refuses_the_rest() -> None:
    client = async_lister(Book([{}]))
    assert client.can_paginate("list_things")
    assert not client.can_paginate("list_thing")
    with pytest.raises(ParamValidationError, match="did you mean list_things"):
        client.get_paginator("list_thing")
    paginator = client.get_paginator("list_things")
    with pytest.raises(ParamValidationError, match="MaxItems"):
        paginator.paginate(PaginationConfig={"MaxItems": "all"})
    assert repr(paginator) == "<AsyncPaginator: ListThings>"
    assert repr(paginator.paginate(filter="x")) == "<AsyncPageIterator: ListThings>"


def test_to_cancel_what_puts_pages_together_asks_for_no_further_one() -> None:
    class Held(Book):
        asked_once, go_on = threading.Event(), threading.Event()

        def send(self, request: restjson.Request) -> restjson.Response:
            self.asked_once.set()
            self.go_on.wait()
            return super().send(request)

    async def cancel() -> None:
        book = Held(ABC)
        async with async_lister(book) as client:
            pages = client.get_paginator("list_things").paginate()
            whole = asyncio.create_task(pages.build_full_result())
            await asyncio.to_thread(book.asked_once.wait)
            whole.cancel()
            with pytest.raises(asyncio.CancelledError):
                await whole
            book.go_on.set()
        assert len(book.asked) == 1

    asyncio.run(cancel())
