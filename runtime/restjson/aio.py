"""The client for asyncio: calls of a client in threads of its own.

A call runs in a thread to its end, as it does without asyncio: whatever becomes of the task that
waits for it, its connection goes back read to the end of the response, or is closed. Cancelling the
task, as `asyncio.timeout` does, drops the result of a call that runs, and takes a call that still
waits for a thread off the queue. What runs goes on until it is done, or until the client's
`deadline`, which counts from when the call gets its thread.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import wraps

from .client import Client
from .paging.aio import AsyncPaginator, iterate
from .paging.pages import items_of
from .signatures import as_written
from .waiting.aio import AsyncWaiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
    from types import TracebackType
    from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

    from .meta import ClientMeta
    from .waiting.waiter import Waiter
    from .wire.operation import Operation
    from .wire.pagination import Pagination

    P = ParamSpec("P")
    T = TypeVar("T")
    Self = TypeVar("Self", bound="AsyncClient")


def in_threads(iterable: Iterable[T]) -> AsyncIterator[T]:
    """Go over the body of a response that is a stream, each step in a thread.

    To read it otherwise, `await asyncio.to_thread(body.read, size)`.

    Args:
        iterable: such as ``result["body"]``, or its `iter_lines()`.
    """
    return iterate(asyncio.to_thread, iter(iterable))


def awaited(
    function: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """Return a function as the method that it is of an asynchronous client, to be awaited."""

    @wraps(function)
    async def call(self: AsyncClient, /, *args: P.args, **named: P.kwargs) -> T:
        called: Any = function(self, *args, **named)
        result: T = await called
        return result

    return call


def iterated(
    function: Callable[Concatenate[Any, P], Iterator[T]],
) -> Callable[Concatenate[Any, P], AsyncIterator[T]]:
    """Return a function as the method that it is of an asynchronous client, for `async for`."""
    method: Callable[Concatenate[Any, P], Any] = function
    return method


def _taking(
    function: Callable[Concatenate[Any, P], None],
) -> Callable[[Callable[..., None]], Callable[Concatenate[Any, P], None]]:
    """Return what gives a function the signature of another."""
    return wraps(function)


@as_written
class AsyncClient:
    """The base of every emitted client for asyncio; its arguments are those of `Client`.

    Up to `max_pool_connections` calls run at a time, each in a thread; further ones wait for a
    thread. A client may be used in any event loop, and in several; it works after a fork, and can
    be pickled if its arguments can.
    """

    _client_class: ClassVar[type[Client]]

    @_taking(Client.__init__)
    def __init__(self, *args: Any, **named: Any) -> None:
        self._client = self._client_class(*args, **named)
        self._threads: ThreadPoolExecutor | None = None
        self._process = 0

    @property
    def region_name(self) -> str | None:
        """The region that requests go to; see `Client.region_name`."""
        return self._client.region_name

    @property
    def endpoint_url(self) -> str:
        """The URL that requests go to; see `Client.endpoint_url`."""
        return self._client.endpoint_url

    @property
    def meta(self) -> ClientMeta:
        """The names of the service, and where requests go; see `Client.meta`."""
        return self._client.meta

    async def call(self, operation_name: str, params: dict[str, Any] | None = None) -> Any:
        """Call an operation by the model's name; see `Client.call`."""
        return await self._run(lambda: self._client.call(operation_name, params))

    def can_paginate(self, operation_name: str) -> bool:
        """Tell whether `get_paginator` takes this name; see `Client.can_paginate`."""
        return self._client.can_paginate(operation_name)

    def get_paginator(self, operation_name: str) -> AsyncPaginator[Any]:
        """Return what goes over the pages of an operation, for `async for`.

        Args:
            operation_name: the name of a method of the client, such as ``"list_things"``.

        Raises:
            ParamValidationError: no paginated operation has this name.
        """
        return AsyncPaginator(self._run, self._client.get_paginator(operation_name))

    @property
    def waiter_names(self) -> list[str]:
        """The names that `get_waiter` takes."""
        return self._client.waiter_names

    def get_waiter(self, waiter_name: str) -> AsyncWaiter[Waiter]:
        """Return what waits until something is there, to be awaited.

        Args:
            waiter_name: one of `waiter_names`, such as ``"thing_exists"``.

        Raises:
            ParamValidationError: there is no such waiter.
        """
        clock = self._client._engine.arguments.clock
        return AsyncWaiter(self._run, self._client.get_waiter(waiter_name), clock)

    async def close(self) -> None:
        """Wait for the calls that run, and close threads and idle connections.

        Calls that still wait for a thread are cancelled. A later call begins anew.
        """
        threads, self._threads = self._threads, None
        if threads is not None:
            threads.shutdown(wait=False, cancel_futures=True)
            await asyncio.to_thread(threads.shutdown)
        self._client.close()

    async def __aenter__(self: Self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return repr(self._client).replace(".Client(", ".AsyncClient(", 1)

    def __getstate__(self) -> dict[str, Any]:
        return {"_client": self._client, "_threads": None, "_process": 0}

    # What emitted functions call, as with `Client`.

    async def _invoke(self, operation: Operation, params: dict[str, Any]) -> Any:
        return await self._run(lambda: self._client._invoke(operation, params))

    def _pages(self, pagination: Pagination, params: dict[str, Any]) -> AsyncIterator[Any]:
        return iterate(self._run, self._client._pages(pagination, params))

    async def _items(self, pagination: Pagination, params: dict[str, Any]) -> AsyncIterator[Any]:
        async for page in self._pages(pagination, params):
            for item in items_of(pagination, page):
                yield item

    async def _run(self, function: Callable[[], T]) -> T:
        threads = self._threads
        if threads is None or self._process != os.getpid():  # a fork has none of the threads
            engine = self._client._engine
            most = engine.arguments.max_pool_connections
            threads = self._threads = ThreadPoolExecutor(most, engine.service.package)
            self._process = os.getpid()
        run = copy_context().run
        return await asyncio.get_running_loop().run_in_executor(threads, run, function)
