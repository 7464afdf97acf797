"""Pages for asyncio: each is asked for when it is its turn, by a thread of the client."""

from __future__ import annotations

from ..result import Result
from ..signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from typing import Any, Generic, Protocol, TypeVar

    from .paginator import PageIterator, Paginator

    Page = TypeVar("Page")
    T = TypeVar("T")

    class Run(Protocol):
        """Has a thread call a function, and waits for what it returns."""

        async def __call__(self, function: Callable[[], T], /) -> T: ...

else:
    # `Generic[Page]` is for type checkers: nothing of typing is loaded when this runs.
    Generic, Page = {"Page": object}, "Page"

_END: Any = object()


async def iterate(run: Run, iterator: Iterator[T]) -> AsyncIterator[T]:
    """Yield what an iterator yields, each taken from it by a thread."""
    taken: Iterator[Any] = iterator
    while (item := await run(lambda: next(taken, _END))) is not _END:
        yield item


@as_written
class AsyncPaginator(Generic[Page]):
    """Makes asynchronous iterators over the pages of one operation, as `Paginator` does.

    Args:
        run: has a thread call a function.
        paginator: what it stands on.
    """

    def __init__(self, run: Run, paginator: Paginator[Page]) -> None:
        self._run = run
        self._paginator = paginator

    @property
    def result_keys(self) -> list[str]:
        """Where a page has its items; those at the first are counted."""
        return self._paginator.result_keys

    def paginate(self, /, **params: Any) -> AsyncPageIterator[Page]:
        """Return an iterator for `async for`; see `Paginator.paginate`."""
        return AsyncPageIterator(self._run, self._paginator.paginate(**params))

    def __repr__(self) -> str:
        return f"<Async{repr(self._paginator)[1:]}"


@as_written
class AsyncPageIterator(Generic[Page]):
    """The pages of one operation, from the first again each time that a loop begins.

    Args:
        run: has a thread call a function.
        pages: what it stands on.
    """

    def __init__(self, run: Run, pages: PageIterator[Page]) -> None:
        self._run = run
        self._pages = pages

    @property
    def result_keys(self) -> list[str]:
        """Where a page has its items; those at the first are counted."""
        return self._pages.result_keys

    @property
    def resume_token(self) -> str | None:
        """The `StartingToken` of what `MaxItems` left over, None if that is nothing."""
        return self._pages.resume_token

    @property
    def non_aggregate_part(self) -> dict[str, Any]:
        """What is the same on each page, taken from the first."""
        return self._pages.non_aggregate_part

    def __aiter__(self) -> AsyncIterator[Page]:
        """Yield the pages; see `PageIterator`."""
        return iterate(self._run, iter(self._pages))

    async def build_full_result(self) -> dict[str, Any]:
        """Return all pages as one; see `PageIterator.build_full_result`."""
        full = Result()
        async for page in self:
            self._pages.add_page(full, page)
        return self._pages.completed(full)

    def __repr__(self) -> str:
        return f"<Async{repr(self._pages)[1:]}"
