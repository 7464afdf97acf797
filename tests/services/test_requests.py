"""What our clients send, against botocore's serializer: for each operation, many inputs."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from restjson import Request
from tests.services.differences import REQUESTS, compare
from tests.services.inputs import Inputs
from tests.services.sent import Sent, sent
from tests.services.service import Emitted

pytestmark = pytest.mark.services


class _Caught(Exception):
    def __init__(self, request: Request) -> None:
        self.request = request


class _Catcher:
    def send(self, request: Request) -> Any:
        raise _Caught(request)


def test_each_operation_sends_what_botocore_sends(emitted: Emitted, count: Counter[str]) -> None:
    client = emitted.client(_Catcher())
    inputs = Inputs(emitted.name)
    counted: Counter[str] = Counter()
    found = []
    for operation in emitted.operations:
        count["operations"] += 1
        for params in inputs.of(operation):
            assert emitted.peer.problems(operation, params) == "", (operation.name, params)
            ours = _ours(client, operation.name, params)
            theirs = _theirs(emitted, operation, params)
            if not compare(REQUESTS, params, operation, ours, theirs, counted):
                found.append(f"{operation.name}({params!r})\n  ours   {ours}\n  theirs {theirs}")
    count.update({f"requests: {what}": number for what, number in counted.items()})
    assert not found, f"{len(found)} unexplained:\n" + "\n".join(found[:5])


def _ours(client: Any, operation: str, params: Any) -> Sent | str:
    try:
        client.call(operation, params)
    except _Caught as caught:
        return sent(caught.request)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "nothing was sent"


def _theirs(emitted: Emitted, operation: Any, params: Any) -> Sent | str:
    try:
        return sent(emitted.peer.request(operation, params))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
