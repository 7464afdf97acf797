"""What is emitted for waiters waits, fails and is typed; what cannot be emitted is left out."""

from __future__ import annotations

import asyncio
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import restjson
from codegen.package.package import build_package
from restjson import Response
from tests.checkers import check_usage
from tests.clock import FakeClock
from tests.codegen.models import Json, operation, read, service, structure

Emit = Callable[..., Any]

MODEL = service(
    [
        operation("GetThing", input={"shape": "Input"}, output={"shape": "Output"}),
        operation("Ping"),
    ],
    {
        "Input": structure({"name": "String", "from": "String"}, required=["name"]),
        "Output": structure(
            {"status": {"shape": "String", "locationName": "s"}, "parts": "Parts", "deep": "Deep"}
        ),
        "Parts": {"type": "list", "member": {"shape": "Part"}},
        "Sparse": {"type": "list", "member": {"shape": "Part"}, "sparse": True},
        "Part": structure({"state": "String"}),
        "Deep": structure({"ready": "Boolean", "count": "Integer", "sparse": "Sparse"}),
    },
)


def accept(state: str, matcher: str, expected: object, argument: str | None = None) -> Json:
    acceptor = {"state": state, "matcher": matcher, "expected": expected}
    return acceptor if argument is None else {**acceptor, "argument": argument}


def waiter(*acceptors: Json, **traits: Any) -> Json:
    whole = {"operation": "GetThing", "delay": 5, "maxAttempts": 3, "acceptors": list(acceptors)}
    return {**whole, **traits}


READY = waiter(
    accept("success", "path", "READY", "status"),
    accept("failure", "path", "FAILED", "status"),
    accept("retry", "error", "ThrottledException"),
    accept("retry", "path", "PENDING", "status"),
    description='Waits until a thing is ready. """It may take long.',
)
GONE = waiter(accept("success", "error", "NotFoundException"), accept("retry", "status", 200))


class Script:
    """Responds with one body after another, the last again and again; errors are (code, text)."""

    def __init__(self, *bodies: Json | tuple[str, str]) -> None:
        self.bodies = bodies
        self.calls = 0
        self.timeouts: list[float | None] = []

    def send(self, request: restjson.Request) -> Response:
        body = self.bodies[min(self.calls, len(self.bodies) - 1)]
        self.calls += 1
        self.timeouts.append(request.timeout)
        if isinstance(body, tuple):
            headers = {"x-amzn-errortype": body[0]}
            return Response(400, headers, json.dumps({"message": body[1]}).encode())
        return Response(200, {}, json.dumps(body).encode())


def waits(package: Any, name: str, *bodies: Any, **config: Any) -> tuple[int, list[float]]:
    """Wait to the end; return the number of calls, and the sleeps between them."""
    clock, script = FakeClock(), Script(*bodies)
    client = package.Client("us-east-1", transport=script, clock=clock, max_attempts=1)
    client.get_waiter(name).wait(name="a", WaiterConfig=config or None)
    return script.calls, clock.slept


def ends(package: Any, name: str, *bodies: Any, **config: Any) -> restjson.WaiterError:
    """Wait in vain."""
    with pytest.raises(restjson.WaiterError) as caught:
        waits(package, name, *bodies, **config)
    return caught.value


@pytest.fixture
def package(emit: Emit) -> Any:
    return emit(MODEL, waiters={"ThingReady": READY, "ThingGone": GONE})


def test_a_waiter_calls_until_a_response_is_as_wanted(package: Any) -> None:
    assert waits(package, "thing_ready", {"s": "READY"}) == (1, [])
    assert waits(package, "thing_ready", {}, {"s": "PENDING"}, {"s": "READY"}) == (3, [5, 5])
    throttled = ("ThrottledException", "slowly")
    assert waits(package, "thing_ready", throttled, {"s": "READY"}) == (2, [5])
    assert waits(package, "thing_gone", {}, ("NotFoundException", "gone")) == (2, [5])


def test_delay_and_number_of_calls_can_be_given(package: Any) -> None:
    bodies = [{"s": "PENDING"}] * 4
    waited = waits(package, "thing_ready", *bodies, {"s": "READY"}, Delay=0.5, MaxAttempts=9)
    assert waited == (5, [0.5] * 4)
    assert "after 1 call" in ends(package, "thing_ready", *bodies, MaxAttempts=1).reason


def test_a_failure_says_what_the_response_was(package: Any) -> None:
    error = ends(package, "thing_ready", {"s": "PENDING"}, {"s": "FAILED"})
    assert str(error) == "ThingReady: status is 'FAILED'"
    assert (error.name, error.reason) == ("ThingReady", "status is 'FAILED'")
    assert error.last_response["status"] == "FAILED"
    assert error.last_response["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


def test_calls_that_are_used_up_say_how_it_was_at_last(package: Any) -> None:
    error = ends(package, "thing_ready", {"s": "PENDING"})
    assert str(error) == "ThingReady: not yet after 3 calls; at last, status is 'PENDING'"
    assert str(ends(package, "thing_ready", {"s": "ODD"})) == "ThingReady: not yet after 3 calls"


def test_an_error_that_no_acceptor_knows_ends_the_wait_and_is_its_cause(package: Any) -> None:
    error = ends(package, "thing_ready", ("AccessDeniedException", "no"))
    expected = "ThingReady: GetThing: AccessDeniedException: no (HTTP 400)"
    assert str(error) == expected
    assert error.last_response["Error"] == {"Code": "AccessDeniedException", "Message": "no"}
    assert isinstance(error.__cause__, restjson.ClientError)


def test_what_is_no_response_is_raised_as_it_is(package: Any) -> None:
    class Broken:
        def send(self, _: object) -> Response:
            raise restjson.ConnectError("refused")

    client = package.Client("us-east-1", transport=Broken(), max_attempts=1)
    with pytest.raises(restjson.ConnectError):
        client.get_waiter("thing_ready").wait(name="a")


def test_the_deadline_of_the_client_bounds_the_whole_wait(package: Any) -> None:
    clock, script = FakeClock(), Script({"s": "PENDING"})
    client = package.Client("us-east-1", transport=script, clock=clock, deadline=12)
    with pytest.raises(restjson.DeadlineError, match="ThingReady: the deadline passes before call"):
        client.get_waiter("thing_ready").wait(name="a", WaiterConfig={"MaxAttempts": 99})
    assert clock.slept == [5, 5]
    assert script.timeouts == [12, 7, 2]


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        ("5", "WaiterConfig: expected dict, got str"),
        ({"Delay": -1}, "WaiterConfig.Delay: expected seconds, 0 or more"),
        ({"Delay": True}, "WaiterConfig.Delay: expected seconds, 0 or more"),
        ({"Delay": float("inf")}, "WaiterConfig.Delay: expected seconds, 0 or more"),
        ({"MaxAttempts": 0}, "WaiterConfig.MaxAttempts: expected a whole number of at least 1"),
        ({"MaxAttempts": 1.0}, "WaiterConfig.MaxAttempts: expected a whole number of at least 1"),
        ({"delay": 5}, "WaiterConfig.delay: unknown member, did you mean Delay?"),
    ],
)
def test_a_config_that_cannot_be_used_is_refused_before_anything_is_sent(
    package: Any, config: Any, problem: str
) -> None:
    script = Script({"s": "READY"})
    client = package.Client("us-east-1", transport=script)
    with pytest.raises(restjson.ParamValidationError) as caught:
        client.get_waiter("thing_ready").wait(name="a", WaiterConfig=config)
    assert caught.value.problems == (problem,)
    assert script.calls == 0


def test_a_client_knows_its_waiters_by_boto3s_names(package: Any) -> None:
    client = package.Client("us-east-1")
    assert client.waiter_names == ["thing_gone", "thing_ready"]
    assert package.AsyncClient("us-east-1").waiter_names == client.waiter_names
    found = client.get_waiter("thing_ready")
    assert (found.name, repr(found)) == ("ThingReady", "<Waiter: ThingReady>")
    assert isinstance(found, package.waiters.ThingReadyWaiter)
    first, _, _, last = found._waiting.acceptors
    assert repr(found._waiting) == "<Waiting: ThingReady>"
    assert repr(first) == "<Acceptor: success if status is 'READY'>"
    assert repr(last) == "<Acceptor: retry if status is 'PENDING'>"
    assert package.WaiterError is restjson.WaiterError
    with pytest.raises(ValueError, match="thing_redy: no waiter has this name, did you mean"):
        client.get_waiter("thing_redy")


def test_arguments_are_those_of_the_operation(package: Any) -> None:
    waiter = package.Client("us-east-1").get_waiter("thing_ready")
    with pytest.raises(TypeError, match="did you mean from_"):
        waiter.wait(name="a", form_="b")
    with pytest.raises(restjson.ParamValidationError, match="name: expected str, got int"):
        waiter.wait(name=1)


def test_a_waiter_of_a_client_for_asyncio_is_awaited(package: Any) -> None:
    async def wait(*bodies: Any) -> tuple[int, list[float]]:
        clock, script = FakeClock(), Script(*bodies)
        async with package.AsyncClient("us-east-1", transport=script, clock=clock) as client:
            waiter = client.get_waiter("thing_ready")
            assert (waiter.name, repr(waiter)) == ("ThingReady", "<AsyncWaiter: ThingReady>")
            await waiter.wait(name="a")
        return script.calls, clock.slept

    assert asyncio.run(wait({"s": "PENDING"}, {"s": "READY"})) == (2, [5])
    with pytest.raises(restjson.WaiterError, match="status is 'FAILED'"):
        asyncio.run(wait({"s": "FAILED"}))


def test_without_a_clock_the_event_loop_sleeps(
    package: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def wait() -> None:
        script = Script({"s": "PENDING"}, {"s": "READY"})
        async with package.AsyncClient("us-east-1", transport=script) as client:
            monkeypatch.setattr(asyncio, "sleep", sleep)
            await client.get_waiter("thing_ready").wait(name="a")

    asyncio.run(wait())
    assert slept == [5]


@pytest.mark.parametrize(
    ("acceptor", "bodies"),
    [
        (accept("success", "path", True, "deep.ready"), [{}, {"deep": {"ready": True}}]),
        (
            accept("success", "path", 2, "deep.count"),
            [{"deep": {"count": 1}}, {"deep": {"count": 2}}],
        ),
        (accept("success", "path", True, "status != 'A'"), [{"s": "A"}, {}]),
        (accept("success", "path", False, "status != 'A'"), [{"s": "B"}, {"s": "A"}]),
        (
            accept("success", "path", True, "status != 'A' && status != 'B'"),
            [{"s": "A"}, {"s": "B"}, {"s": "C"}],
        ),
        (
            accept("success", "path", False, "status != 'A' && status != 'B'"),
            [{"s": "C"}, {"s": "B"}],
        ),
        (accept("success", "path", True, "length(parts) == `0`"), [{"parts": [{}]}, {}]),
        (accept("success", "path", 1, "length(parts[])"), [{}, {"parts": [{}]}]),
        (
            accept("success", "pathAll", "A", "parts[].state"),
            [{}, {"parts": [{"state": "A"}, {"state": "B"}]}, {"parts": [{"state": "A"}, {}]}],
        ),
        (
            accept("success", "pathAny", "A", "parts[].state"),
            [{}, {"parts": [{"state": "B"}]}, {"parts": [{"state": "B"}, {"state": "A"}]}],
        ),
        (accept("success", "error", True), [{}, ("AnyException", "")]),
        (accept("success", "error", False), [{}]),
        (accept("success", "status", 400), [{}, ("AnyException", "")]),
    ],
    ids=lambda value: str(value.get("argument", value)) if isinstance(value, dict) else "",
)
def test_each_form_of_acceptor(emit: Emit, acceptor: Json, bodies: list[Any]) -> None:
    package = emit(MODEL, waiters={"Thing": waiter(acceptor)})
    assert waits(package, "thing", *bodies)[0] == len(bodies)


@pytest.mark.parametrize(
    ("acceptor", "problem"),
    [
        (
            accept("success", "path", "A", "a || b"),
            "'a || b' is not an expression that is understood",
        ),
        (accept("success", "path", "A", "state"), "the output has no member 'state' there"),
        (accept("success", "path", "A", "deep.state"), "the output has no member 'state' there"),
        (
            accept("success", "path", "A", "deep"),
            "what is there is not a boolean or integer or long",
        ),
        (accept("success", "path", "A", "parts[].state"), "path takes one value"),
        (accept("success", "pathAny", "A", "status"), "pathAny takes a member of each item"),
        (accept("success", "pathAny", "A", "deep[].ready"), "'deep' is not a list of which each"),
        (
            accept("success", "pathAny", "A", "deep.sparse[].state"),
            "'sparse' is not a list of which",
        ),
        (accept("success", "pathAny", "A", "parts[]"), "which items are meant is not understood"),
        (accept("success", "path", "A", "status != 'A'"), "a comparison is true or false"),
        (accept("success", "path", True, "deep != 'A'"), "what is there is not a string"),
        (accept("success", "path", 1, "length(status)"), "what is there is not a list"),
    ],
    ids=lambda value: str(value.get("argument")) if isinstance(value, dict) else "",
)
def test_a_waiter_that_cannot_be_emitted_is_left_out_alone(acceptor: Json, problem: str) -> None:
    waiters = {"ThingReady": READY, "Odd": waiter(acceptor)}
    package = build_package(read(MODEL, waiters=waiters), "tea", "none")
    assert not package.left_out
    ((name, (found,)),) = package.waiters_left_out.items()
    assert (name, found.path) == ("Odd", "$.waiters.Odd.acceptors[0].argument")
    assert found.what.startswith(problem)


def test_names_that_clash_leave_a_waiter_out(emit: Emit) -> None:
    model = service(
        [operation("Get", input={"shape": "Input"})],
        {"Input": structure({"self": "String", "WaiterConfig": "String"})},
    )
    odd = {**GONE, "operation": "Get"}
    package = build_package(read(model, waiters={"Odd": odd}), "tea", "none")
    assert [found.what for found in package.waiters_left_out["Odd"]] == [
        "'Get' has a member 'self', which `wait` has itself",
        "'Get' has a member 'WaiterConfig', which `wait` has itself",
    ]
    package = build_package(read(MODEL, waiters={"AB": GONE, "Ab": GONE}), "tea", "none")
    assert [found.what for found in package.waiters_left_out["Ab"]] == [
        "'Ab' and 'AB' would both be the waiter `ab` in Python"
    ]


def test_a_waiter_for_an_unknown_operation_is_refused(problems: Callable[..., list[str]]) -> None:
    odd = {**GONE, "operation": "Nothing"}
    assert problems(MODEL, waiters={"Odd": odd}) == [
        "waiters-2.json: $.waiters.Odd.operation: there is no operation 'Nothing'"
    ]


def test_a_waiter_for_an_operation_that_is_left_out_is_left_out_too() -> None:
    twice = structure({"one": "String", "two": {"shape": "String", "locationName": "one"}})
    model = service(
        [operation("Ping"), operation("Odd", input={"shape": "Twice"})], {"Twice": twice}
    )
    odd = {**GONE, "operation": "Odd"}
    package = build_package(read(model, waiters={"Odd": odd}), "tea", "none")
    assert list(package.left_out) == ["Odd"]
    assert "waiters" not in {module.name for module in package.modules}


def test_whatever_strings_a_waiter_holds_they_stay_strings(emit: Emit) -> None:
    evil = '"""\\\'); raise SystemExit("{x}\n'
    acceptors = [
        accept("success", "path", evil, "status"),
        accept("failure", "error", evil),
    ]
    package = emit(MODEL, waiters={"Odd": waiter(*acceptors, description=evil)})
    assert waits(package, "odd", {"s": "x"}, {"s": evil}) == (2, [5])


USAGE = """
from emitted_waiters import AsyncClient, Client


def wait(client: Client) -> None:
    client.get_waiter("thing_ready").wait(name="a", WaiterConfig={"Delay": 1, "MaxAttempts": 2})
    client.get_waiter("thing_ready").wait(name=1)  # error
    client.get_waiter("thing_ready").wait(nam="a")  # error
    client.get_waiter("thing_ready").wait(name="a", WaiterConfig={"Delays": 1})  # error
    client.get_waiter("other").wait(any=1)


async def wait_too(client: AsyncClient) -> None:
    await client.get_waiter("thing_ready").wait(name="a", WaiterConfig={"MaxAttempts": 2})
    await client.get_waiter("thing_ready").wait(name=1)  # error
    await client.get_waiter("thing_ready").wait(nam="a")  # error
    await client.get_waiter("other").wait(any=1)
"""


@pytest.mark.typecheck
def test_mypy_finds_the_wrong_uses_and_nothing_else(
    tmp_path: Path, write_model: Callable[..., Path]
) -> None:
    from codegen.cli import main

    folder = write_model(MODEL, waiters={"ThingReady": READY})
    assert main(["package", str(folder), "--name", "emitted_waiters", "--out", str(tmp_path)]) == 0
    check_usage(tmp_path, USAGE)
