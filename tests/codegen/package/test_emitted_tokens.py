"""Idempotency tokens: one a call, the same for each attempt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

import restjson
from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, operation, service, structure, taking

Emit = Callable[..., Any]

TOKEN: Json = {"shape": "String", "idempotencyToken": True}
MODEL = taking({"token": TOKEN, "text": "String"}, required=["token", "text"])
UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class Flaky:
    """A transport that is refused a number of times, and keeps what each attempt sent."""

    def __init__(self, failures: int) -> None:
        self._failures = failures
        self.bodies: list[Any] = []

    def send(self, request: restjson.Request) -> restjson.Response:
        self.bodies.append(json.loads(request.body or b"null"))
        status = 503 if len(self.bodies) <= self._failures else 200
        return restjson.Response(status, {}, b"{}")


class Still:
    """A clock in which no time passes."""

    def time(self) -> float:
        return 0.0

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        pass

    def random(self) -> float:
        return 0.0


def test_each_call_gets_a_random_token_of_its_own(emit: Emit) -> None:
    client, recorder = client_of(emit(MODEL))
    client.send(text="a")
    client.send(text="b", token=None)
    tokens = [json.loads(request.body)["token"] for request in recorder.requests]
    assert all(UUID4.fullmatch(token) for token in tokens)
    assert len(set(tokens)) == 2


def test_every_attempt_of_a_call_carries_the_same_token(emit: Emit) -> None:
    transport = Flaky(failures=2)
    client = emit(MODEL).Client("us-east-1", transport=transport, clock=Still())
    client.send(text="a")
    assert [body["token"] for body in transport.bodies] == [transport.bodies[0]["token"]] * 3
    client.send(text="a")
    assert transport.bodies[-1]["token"] != transport.bodies[0]["token"]


def test_a_token_that_the_caller_gives_is_taken(emit: Emit) -> None:
    client, recorder = client_of(emit(MODEL))
    client.send(text="a", token="mine")
    client.call("Send", {"text": "a", "token": ""})
    assert [json.loads(each.body)["token"] for each in recorder.requests] == ["mine", ""]


def test_tokens_come_from_the_factory_that_the_client_was_given(emit: Emit) -> None:
    transport, numbers = Flaky(failures=0), count(1)
    package = emit(MODEL)
    client = package.Client(
        "us-east-1", transport=transport, token_factory=lambda: f"t{next(numbers)}"
    )
    client.send(text="a")
    client.call("Send", {"text": "b"})
    assert [body["token"] for body in transport.bodies] == ["t1", "t2"]


def test_a_factory_that_gives_no_text_is_a_problem_of_the_call(emit: Emit) -> None:
    client = emit(MODEL).Client("us-east-1", transport=Flaky(0), token_factory=lambda: 7)
    with pytest.raises(restjson.ParamValidationError, match="token: expected str, got int"):
        client.send(text="a")


def test_a_factory_that_cannot_be_called_is_refused(emit: Emit) -> None:
    package = emit(MODEL)
    with pytest.raises(restjson.ConfigError, match="token_factory: expected a function"):
        package.Client("us-east-1", token_factory="token")


def test_what_is_no_dict_is_refused_without_a_token(emit: Emit) -> None:
    client, _ = client_of(emit(MODEL))
    with pytest.raises(restjson.ParamValidationError, match="input: expected dict, got list"):
        client.call("Send", [])


def test_the_callers_own_dict_is_left_alone(emit: Emit) -> None:
    client, _ = client_of(emit(MODEL))
    params = {"text": "a"}
    client.call("Send", params)
    assert params == {"text": "a"}


def test_a_token_inside_of_a_structure_is_an_ordinary_member(emit: Emit) -> None:
    model = taking({"part": "Part"}, Part=structure({"token": TOKEN}, required=["token"]))
    assert refused(emit(model), part={}) == ("part.token: required",)


def test_operations_without_a_token_never_ask_for_one(emit: Emit) -> None:
    def fail() -> str:
        raise AssertionError

    package = emit(service([operation("Ping")], {}))
    package.Client("us-east-1", transport=Flaky(0), token_factory=fail).ping()
