"""What our clients send, against botocore's serializer: for each operation, many inputs."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from restjson import Request
from tests.services.comparison import Comparison
from tests.services.differences import REQUESTS
from tests.services.inputs import Inputs
from tests.services.results import Failure
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
    compared = Comparison("requests", REQUESTS)
    for operation in emitted.operations:
        count["operations"] += 1
        for params in inputs.of(operation):
            assert emitted.peer.problems(operation, params) == "", (operation.name, params)
            ours = _ours(client, operation.name, params)
            theirs = _theirs(emitted, operation, params)
            compared.add(f"{operation.name}({params!r})", params, operation, ours, theirs)
    compared.end(count)


def test_a_function_sends_what_its_operation_sends(emitted: Emitted) -> None:
    client = emitted.client(_Catcher())
    inputs = Inputs(emitted.name)
    for operation in emitted.operations:
        params = inputs.full(operation)
        members = operation.input_shape.members if operation.input_shape else {}
        function = getattr(client, emitted.function(operation.name))
        # The arguments stand in the model's order; some names are Python's.
        arguments = dict(zip(members, inspect.signature(function).parameters, strict=True))
        named = {arguments[name]: value for name, value in params.items()}
        sent_by_function = _outcome(partial(function, **named))
        assert sent_by_function == _ours(client, operation.name, params), operation.name


def test_labels_that_make_another_path_are_refused(emitted: Emitted, count: Counter[str]) -> None:
    client = emitted.client(_Catcher())
    inputs = Inputs(emitted.name)
    found = []
    for operation in emitted.operations:
        for params in inputs.with_bad_labels(operation):
            count["labels refused, where botocore sends another path"] += 1
            ours = _ours(client, operation.name, params)
            if ours != Failure("ParamValidationError"):
                found.append(f"{operation.name}({params!r})\n  ours   {ours}")
    assert not found, f"{len(found)} sent:\n" + "\n".join(found[:5])


def _ours(client: Any, operation: str, params: Any) -> Sent | Failure:
    return _outcome(lambda: client.call(operation, params))


def _outcome(call: Callable[[], object]) -> Sent | Failure:
    try:
        call()
    except _Caught as caught:
        return sent(caught.request)
    except Exception as error:
        return Failure.of(error)
    return Failure("nothing was sent")


def _theirs(emitted: Emitted, operation: Any, params: Any) -> Sent | Failure:
    try:
        return sent(emitted.peer.request(operation, params))
    except Exception as error:
        return Failure.of(error)
