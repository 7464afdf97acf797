"""Waiters under boto3's names: what `Client.get_waiter` returns."""

from __future__ import annotations

from ..signatures import as_written
from .config import read_config
from .polling import Polling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from ..call.engine import Engine
    from ..wire.waiting import Waiting
    from .config import WaiterConfig


@as_written
class Waiter:
    """The base of every emitted waiter, which has the arguments of its operation.

    Args:
        engine: the client's.
    """

    _waiting: ClassVar[Waiting]

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        """The name in the model."""
        return self._waiting.name

    def wait(self, *args: Any, **named: Any) -> None:
        """Call the operation again and again, until what is waited for is there.

        Args:
            args: none.
            named: the input members by the model's names, and `WaiterConfig`: a dict with
                `Delay`, seconds between two calls, and `MaxAttempts`, how many calls there are
                at most.

        Raises:
            WaiterError: it will not be there, the service said no, or that many calls were made.
            restjson.Error: what every call may meet.
        """
        raise NotImplementedError("waiters are emitted: this is their base")

    def __repr__(self) -> str:
        return f"<Waiter: {self.name}>"

    # What emitted methods call.

    def _wait(self, params: dict[str, Any], config: WaiterConfig | None) -> Any:
        polling = self._polling(params, config)
        while (seconds := polling.call()) is not None:
            self._engine.clock.sleep(seconds)

    def _polling(self, params: dict[str, Any], config: WaiterConfig | None) -> Polling:
        return Polling(self._engine, self._waiting, params, *read_config(self._waiting, config))
