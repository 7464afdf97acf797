"""What can be waited for: a record of each, and what responses mean to it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ..errors import ClientError
    from ..result import Result
    from .operation import Operation

    Accepts = Callable[[Result, ClientError | None], bool]


class Acceptor:
    """What a response means.

    Args:
        state: that it ends the waiting ("success", "failure"), or does not ("retry").
        says: what is so then, for messages.
        accepts: tells whether it is so; takes a result, which is empty for an error, and the
            error, None for a result.
    """

    __slots__ = ("accepts", "says", "state")

    def __init__(self, state: str, says: str, accepts: Accepts) -> None:
        self.state = state
        self.says = says
        self.accepts = accepts

    def __repr__(self) -> str:
        return f"<Acceptor: {self.state} if {self.says}>"


def on_result(state: str, says: str, test: Callable[[Any], bool]) -> Acceptor:
    """Return an acceptor of results: those that pass a test."""
    return Acceptor(state, says, lambda result, error: error is None and test(result))


def on_error(state: str, code: str | bool) -> Acceptor:
    """Return an acceptor of the errors with a code; True stands for any, False for none."""
    if isinstance(code, bool):
        says = "there is an error" if code else "there is no error"
        return Acceptor(state, says, lambda _, error: (error is not None) is code)
    return Acceptor(
        state, f"the error is {code}", lambda _, error: error is not None and error.code == code
    )


def on_status(state: str, status: int) -> Acceptor:
    """Return an acceptor of the responses with an HTTP status."""

    def accepts(result: Result, error: ClientError | None) -> bool:
        if error is not None:
            return error.http_status == status
        found: bool = result["ResponseMetadata"]["HTTPStatusCode"] == status
        return found

    return Acceptor(state, f"the HTTP status is {status}", accepts)


class Waiting:
    """Something that can be waited for, as data.

    Args:
        name: the model's.
        operation: the record of what is called again and again.
        delay: seconds between two calls.
        max_attempts: how many calls there are at most.
        acceptors: what responses mean; the first that accepts one counts.
    """

    __slots__ = ("acceptors", "delay", "max_attempts", "name", "operation")

    def __init__(
        self,
        *,
        name: str,
        operation: Operation,
        delay: float,
        max_attempts: int,
        acceptors: Iterable[Acceptor],
    ) -> None:
        self.name = name
        self.operation = operation
        self.delay = delay
        self.max_attempts = max_attempts
        self.acceptors = tuple(acceptors)

    def __repr__(self) -> str:
        return f"<Waiting: {self.name}>"
