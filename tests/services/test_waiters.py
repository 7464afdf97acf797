"""Our waiters against botocore's, over the same made-up responses."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore import waiter as theirs_of
from botocore import xform_name
from botocore.model import OperationModel

import restjson
from restjson import Request, Response
from tests.clock import FakeClock
from tests.services.comparison import Comparison
from tests.services.differences import WAITERS
from tests.services.inputs import Inputs
from tests.services.responses import Responses
from tests.services.results import Failure, members
from tests.services.service import Emitted

pytestmark = pytest.mark.services

_SEQUENCES = 40
_MOST_CALLS = 4

_PLACE = re.compile(r"[A-Za-z_][\w.\[\]]*")
_CONSTANT = re.compile(r"'([^']*)'|`[^`]*`")


def test_each_waiter_waits_as_that_of_botocore(
    emitted: Emitted, count: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeps: list[float] = []
    monkeypatch.setattr(theirs_of.time, "sleep", sleeps.append)
    inputs, responses = Inputs(emitted.name), Responses(emitted.name)
    names = [xform_name(name) for name in sorted(emitted.waiters)]
    assert emitted.client(_Script(())).waiter_names == names
    compared = Comparison("waits", WAITERS)
    for name, described in emitted.waiters.items():
        count["waiters"] += 1
        operation = emitted.peer.model.operation_model(described["operation"])
        params = inputs.least(operation)
        known = tuple(_responses(operation, described["acceptors"], responses))
        for given in _sequences(f"{emitted.name} {name}", known):
            ours = _ours(emitted, name, _Script(given), params)
            theirs = _Theirs(emitted, name, described, given, params, sleeps)
            sent = "\n         ".join(f"{each.status} {each.body!r}" for each in given)
            compared.add(f"{name}:  {sent}", theirs, operation, ours, theirs.outcome())
    compared.end(count)


class _Script:
    """Gives one response after another, the last again and again; counts them."""

    def __init__(self, responses: tuple[Response, ...]) -> None:
        self._responses = responses
        self.calls = 0

    def send(self, _: Request | None = None) -> Response:
        self.calls += 1
        return self._responses[min(self.calls, len(self._responses)) - 1]


def _responses(
    operation: OperationModel, acceptors: list[Any], responses: Responses
) -> Iterator[Response]:
    """Yield what each acceptor looks for, and much that none does."""
    shape: Any = operation.output_shape
    plain = responses.response(shape, 200, f"{operation.name} waiter")
    yield plain
    yield responses.response(shape, 200, f"{operation.name} waiter", "least")
    yield _error(404, "NoSuchThingException")
    yield _error(400, "ValidationException")
    for acceptor in acceptors:
        expected = acceptor["expected"]
        if acceptor["matcher"] == "error" and isinstance(expected, str):
            yield _error(400, expected)
        elif acceptor["matcher"] == "status":
            yield Response(expected, plain.headers, plain.body)
            yield _error(expected, "OddException")
        for place in _PLACE.findall(_CONSTANT.sub("", acceptor.get("argument", ""))):
            if place != "length":
                yield from _with_values(plain, shape, place, acceptor)


def _error(status: int, code: str) -> Response:
    return Response(status, {"x-amzn-ErrorType": code}, b'{"message": "no"}')


def _with_values(
    plain: Response, shape: Any, place: str, acceptor: dict[str, Any]
) -> Iterator[Response]:
    constants = _CONSTANT.findall(acceptor["argument"])
    values = [each for each in (acceptor["expected"], *constants, "OTHER") if each != ""]
    texts = [value for value in values if isinstance(value, str)]
    for value in (*texts, None):
        yield _put(plain, shape, place, [value])
    for value in texts:
        yield _put(plain, shape, place, [value, value])
        yield _put(plain, shape, place, [value, "OTHER", None])
    yield _put(plain, shape, place, [])


def _put(plain: Response, shape: Any, place: str, values: list[Any]) -> Response:
    """Return a response with values at a place; where there is room for one, the first."""
    body = json.loads(plain.body or b"{}")
    steps = place.split(".")
    if shape.serialization.get("payload") == steps[0]:
        shape, steps = shape.members[steps[0]], steps[1:]
    _set(body, shape, steps, values)
    return Response(plain.status, plain.headers, json.dumps(body).encode())


def _set(body: Any, shape: Any, steps: list[str], values: list[Any]) -> None:
    name, *rest = steps
    member = shape.members[name.removesuffix("[]")]
    wire_name = member.serialization.get("name", name.removesuffix("[]"))
    if member.type_name == "list":
        body[wire_name] = [{} for _ in values]
        for item, value in zip(body[wire_name], values, strict=True):
            if rest:
                _set(item, member.member, rest, [value])
    elif rest:
        _set(body.setdefault(wire_name, {}), member, rest, values)
    elif values and values[0] is not None:
        body[wire_name] = values[0]
    else:
        body.pop(wire_name, None)


def _sequences(seed: str, known: tuple[Response, ...]) -> Iterator[tuple[Response, ...]]:
    yield from ((each,) for each in known)
    chosen = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(_SEQUENCES):
        yield tuple(chosen.choices(known, k=chosen.randint(2, _MOST_CALLS)))


def _ours(emitted: Emitted, name: str, script: _Script, params: Any) -> Any:
    clock = FakeClock()
    waiter = emitted.client(script, clock).get_waiter(xform_name(name))
    ended: Any = None
    try:
        waiter.wait(**params, WaiterConfig={"MaxAttempts": _MOST_CALLS})
    except restjson.WaiterError as error:
        ended = members(dict(error.last_response))
    except Exception as error:
        ended = Failure.of(error)
    return ended, script.calls, clock.slept


class _Theirs:
    """botocore's waiter, over some responses."""

    def __init__(
        self,
        emitted: Emitted,
        name: str,
        described: Any,
        given: tuple[Response, ...],
        params: Any,
        sleeps: list[float],
    ) -> None:
        self._emitted = emitted
        self._operation = emitted.peer.model.operation_model(described["operation"])
        model = theirs_of.WaiterModel({"version": 2, "waiters": {name: described}})
        self._name, self._config = name, model.get_waiter(name)
        self._given = given
        self._params = params
        self._sleeps = sleeps

    def outcome(self, look: Callable[[dict[str, Any]], dict[str, Any]] = dict) -> Any:
        """Return how it ends; `look` makes of a result what the waiter gets to see."""
        script = _Script(self._given)
        parsed: dict[str, Any] = {}

        def method(**_: Any) -> Any:
            nonlocal parsed
            response = script.send()
            parsed = self._emitted.peer.parsed(self._operation, response)
            return parsed if response.status >= 300 else look(parsed)

        self._sleeps.clear()
        ended: Any = None
        try:
            waiter = theirs_of.Waiter(self._name, self._config, method)
            waiter.wait(**self._params, WaiterConfig={"MaxAttempts": _MOST_CALLS})
        except theirs_of.WaiterError:
            ended = members(parsed)
        except Exception as error:
            ended = Failure.of(error)
        return ended, script.calls, self._sleeps[:]

    def with_empty_lists(self) -> Any:
        """Return how it ends where each list that it counts is there, be it empty."""
        expressions = " ".join(each.argument or "" for each in self._config.acceptors)
        lists: dict[str, Any] = {name: [] for name in re.findall(r"length\((\w+)", expressions)}
        return self.outcome(lambda result: {**lists, **result})

    def without_members_named_error(self) -> Any:
        """Return how it ends where no result looks like an error."""
        return self.outcome(
            lambda result: {name: item for name, item in result.items() if name != "Error"}
        )
