"""What boto3's waiters take as `WaiterConfig`: how often to call, and how many times."""

from __future__ import annotations

import math

from ..errors import ParamValidationError
from ..wire.problems import mismatch, unknown_members

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypedDict

    from ..wire.waiting import Waiting

    class WaiterConfig(TypedDict, total=False):
        """How to wait: what is left out is as the model has it."""

        Delay: float
        MaxAttempts: int

else:
    WaiterConfig = dict

_KEYS = {"Delay", "MaxAttempts"}


def read_config(waiting: Waiting, given: WaiterConfig | None) -> tuple[float, int]:
    """Return the seconds between two calls, and how many calls there are at most.

    Args:
        waiting: has what is not given.
        given: `Delay` (0 or more) and `MaxAttempts` (1 or more). None counts as left out.

    Raises:
        ParamValidationError: `given` is not that; every problem is listed.
    """
    problems = list(_problems({} if given is None else given))
    if problems:
        raise ParamValidationError(waiting.name, problems)
    config = given or {}
    delay, most = config.get("Delay"), config.get("MaxAttempts")
    return (
        waiting.delay if delay is None else delay,
        waiting.max_attempts if most is None else most,
    )


def _problems(given: object) -> Iterator[str]:
    if not isinstance(given, dict):
        yield mismatch("WaiterConfig", "dict", given)
        return
    yield from unknown_members(given.keys() - _KEYS, _KEYS, "WaiterConfig.")
    delay, most = given.get("Delay"), given.get("MaxAttempts")
    is_number = isinstance(delay, (int, float)) and not isinstance(delay, bool)
    if delay is not None and not (is_number and 0 <= delay < math.inf):
        yield "WaiterConfig.Delay: expected seconds, 0 or more"
    is_whole = isinstance(most, int) and not isinstance(most, bool)
    if most is not None and not (is_whole and most >= 1):
        yield "WaiterConfig.MaxAttempts: expected a whole number of at least 1"
