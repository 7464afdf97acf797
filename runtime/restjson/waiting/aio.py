"""Waiters for asyncio: each call in a thread of the client, nothing held up in between."""

from __future__ import annotations

import asyncio

from ..signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any, Generic, ParamSpec, Protocol, TypeVar

    from ..clock import Clock
    from ..paging.aio import Run
    from .config import WaiterConfig

    P = ParamSpec("P")
    W = TypeVar("W", covariant=True)

    class Waits(Protocol[P]):
        """Has a method `wait` with arguments of its own."""

        def wait(self, /, *args: P.args, **named: P.kwargs) -> None: ...

else:
    # `Generic[W]` is for type checkers: nothing of typing is loaded when this runs.
    Generic, W = {"W": object}, "W"


@as_written
class AsyncWaiter(Generic[W]):
    """Waits as a `Waiter` does, to be awaited.

    Args:
        run: has a thread call a function.
        waiter: what it stands on.
        clock: what sleeps, in a thread too; None leaves that to the event loop.
    """

    def __init__(self, run: Run, waiter: W, clock: Clock | None) -> None:
        self._run = run
        self._waiter: Any = waiter
        self._clock = clock

    @property
    def name(self) -> str:
        """The name in the model."""
        name: str = self._waiter.name
        return name

    @property
    def wait(self: AsyncWaiter[Waits[P]]) -> Callable[P, Coroutine[Any, Any, None]]:
        """Wait; the arguments are those of `Waiter.wait`.

        Cancelling the task drops the result of a call that runs; no other call follows.
        """

        async def wait(*args: P.args, **named: P.kwargs) -> None:
            await type(self._waiter).wait(self, *args, **named)

        return wait

    def __repr__(self) -> str:
        return f"<Async{repr(self._waiter)[1:]}"

    # What emitted methods call, as with `Waiter`.

    async def _wait(self, params: dict[str, Any], config: WaiterConfig | None) -> None:
        polling = self._waiter._polling(params, config)
        while (seconds := await self._run(polling.call)) is not None:
            await self._sleep(seconds)

    async def _sleep(self, seconds: float) -> None:
        clock = self._clock
        if clock is None:
            await asyncio.sleep(seconds)
        else:
            await self._run(lambda: clock.sleep(seconds))
