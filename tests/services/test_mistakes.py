"""What our clients refuse to send, against botocore's validator."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.services.inputs import Inputs
from tests.services.mistakes import mistakes
from tests.services.results import Failure
from tests.services.service import Emitted

pytestmark = pytest.mark.services


def test_a_mistake_in_an_input_is_refused_as_botocore_refuses_it(
    emitted: Emitted, count: Counter[str]
) -> None:
    client = emitted.client(_Nowhere())
    inputs = Inputs(emitted.name)
    found = []
    for operation in emitted.operations:
        no_mistakes = {f".{name}: missing" for name in emitted.peer.may_be_left_out(operation)}
        for what, params in mistakes(operation, inputs.full(operation), emitted.name):
            if what in no_mistakes:
                continue
            assert emitted.peer.problems(operation, params) != "", (operation.name, what, params)
            count["mistakes in inputs"] += 1
            ours = _ours(client, operation.name, params)
            if ours != Failure("ParamValidationError"):
                found.append(f"{operation.name} {what}: {ours}")
    assert not found, f"{len(found)} are not refused:\n" + "\n".join(found[:5])


class _Nowhere:
    def send(self, _: object) -> Any:
        raise AssertionError("it was sent")


def _ours(client: Any, operation: str, params: Any) -> Failure:
    try:
        client.call(operation, params)
    except Exception as error:
        return Failure.of(error)
    return Failure("it was sent")
