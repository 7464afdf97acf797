"""Polling: a call, what its response means, and how long to wait before the next."""

from __future__ import annotations

from ..errors import ClientError, DeadlineError, WaiterError
from ..result import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..call.engine import Engine
    from ..wire.waiting import Acceptor, Waiting


class Polling:
    """The calls of one wait.

    Args:
        engine: the client's; its deadline bounds all calls together, with what is between them.
        waiting: what is waited for.
        params: the input members by the model's names.
        delay: seconds between two calls.
        most: how many calls there are at most.
    """

    def __init__(
        self,
        engine: Engine,
        waiting: Waiting,
        params: dict[str, Any],
        delay: float,
        most: int,
    ) -> None:
        self._engine = engine
        self._waiting = waiting
        self._params = params
        self._delay = delay
        self._most = most
        self._calls = 0
        self._stop_at = engine.stop_at()

    def call(self) -> float | None:
        """Call the operation once.

        Returns:
            The seconds to wait before the next call, None if what is waited for is there.

        Raises:
            WaiterError: it will never be there, the service said no in a way that the model does
                not foresee, or this was the last call.
            DeadlineError: the deadline passes before the next call.
            restjson.Error: what every call may meet, but for `ClientError`.
        """
        from ..call.steps import call  # loads json and logging: not before the first call

        operation = self._waiting.operation
        result, error = Result(), None
        try:
            result = call(self._engine, operation, self._params, stop_at=self._stop_at)
        except ClientError as caught:
            error = caught
        self._calls += 1
        found = self._acceptor_of(result, error)
        response = result if error is None else error.response
        if found is None and error is not None:
            raise self._failure(str(error), response) from error
        if found is not None and found.state == "success":
            return None
        if found is not None and found.state == "failure":
            raise self._failure(found.says, response) from error
        if self._calls >= self._most:
            raise self._failure(self._last(found), response) from error
        return self._wait()

    def _acceptor_of(self, result: Result, error: ClientError | None) -> Acceptor | None:
        acceptors = self._waiting.acceptors
        return next((each for each in acceptors if each.accepts(result, error)), None)

    def _last(self, found: Acceptor | None) -> str:
        last = f"; at last, {found.says}" if found else ""
        return f"not yet after {self._calls} calls{last}"

    def _failure(self, reason: str, response: Mapping[str, Any]) -> WaiterError:
        return WaiterError(self._waiting.name, reason, response)

    def _wait(self) -> float:
        stop_at = self._stop_at
        if stop_at is not None and self._engine.clock.monotonic() + self._delay >= stop_at:
            what = f"the deadline passes before call {self._calls + 1}"
            raise DeadlineError(f"{self._waiting.name}: {what}")
        return self._delay
