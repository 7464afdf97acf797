"""What emitted operations send, and what importing their package loads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import restjson
from tests.codegen.calls import client_of, sent
from tests.codegen.models import Json, giving, operation, service, structure, taking
from tests.recorder import Recorder
from tests.runtime.servers import Connection, serving

Emit = Callable[..., Any]


def test_an_operation_without_input_sends_no_body_and_takes_no_arguments(emit: Emit) -> None:
    package = emit(service([operation("Stop")], {}))
    client, recorder = client_of(package)
    result = client.stop()
    assert list(result) == ["ResponseMetadata"]
    assert recorder.requests[0].body == b""
    assert recorder.requests[0].url == "http://localhost/base"
    with pytest.raises(TypeError, match="unexpected keyword"):
        client.stop(now=True)
    with pytest.raises(package.ParamValidationError, match="now: unknown member"):
        client.call("Stop", {"now": True})


def test_an_operation_with_an_empty_input_sends_no_body(emit: Emit) -> None:
    client, recorder = client_of(emit(taking(())))
    client.send()
    assert recorder.requests[0].body == b""
    assert "Content-Type" not in recorder.requests[0].headers


def test_an_input_whose_members_are_all_left_out_is_an_empty_object(emit: Emit) -> None:
    assert sent(emit(taking(["a", "b"])), a=None) == {}


def test_a_response_to_head_has_headers_and_no_body(emit: Emit) -> None:
    http = {"method": "HEAD", "requestUri": "/{path+}"}
    members: Json = {"path": {"shape": "String", "location": "uri"}}
    size = {"shape": "Long", "location": "header", "locationName": "Content-Length"}
    describe = operation("Describe", http=http, input={"shape": "I"}, output={"shape": "O"})
    model = service([describe], {"I": structure(members), "O": structure({"size": size})})
    seen: list[bytes] = []

    statuses = iter((b"200 OK", b"404 Not Found", b"200 OK"))

    def talk(connection: Connection) -> None:
        seen.append((connection.receive() or b"").split(b"\r\n")[0])
        head = b"HTTP/1.1 " + next(statuses) + b"\r\nContent-Length: 1234567890123\r\n\r\n"
        connection.send(head)

    package = emit(model)
    with serving(talk) as server, package.Client(endpoint_url=server.url) as client:
        assert client.describe(path="a/b")["size"] == 1234567890123
        with pytest.raises(package.ClientError) as caught:
            client.describe(path="c")
        assert caught.value.http_status == 404
        assert client.describe(path="d")["size"] == 1234567890123
    assert seen == [b"HEAD /a/b HTTP/1.1", b"HEAD /c HTTP/1.1", b"HEAD /d HTTP/1.1"]


def test_method_path_and_query_are_the_models(emit: Emit) -> None:
    http = {"method": "GET", "requestUri": "/v1/things?kind=a%20b&x='\""}
    client, recorder = client_of(emit(service([operation("List", http=http)], {})))
    client.list_()
    assert recorder.requests[0].method == "GET"
    assert recorder.requests[0].url == "http://localhost/base/v1/things?kind=a%20b&x='\""


def test_members_that_work_only_once_are_named(emit: Emit) -> None:
    hard = "\"'\\{{ x }}\u2028"
    members = {
        "code": {"shape": "String", "singleUse": True},
        "class": {"shape": "String", "singleUse": True, "locationName": hard},
        "text": "String",
    }
    package = emit(taking(members))
    assert package.operations.SEND.single_use == ("code", "class")
    assert emit(taking(["text"])).operations.SEND.single_use == ()


class Sleepless:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.slept = 0

    def time(self) -> float:
        return 0.0

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float, /) -> None:
        self.slept += 1

    def random(self) -> float:
        return 0.5


@pytest.mark.parametrize(("arguments", "sent"), [({"code": "x"}, 1), ({"text": "x"}, 3)])
def test_what_works_only_once_is_sent_only_once(
    emit: Emit, arguments: dict[str, str], sent: int
) -> None:
    package = emit(taking({"code": {"shape": "String", "singleUse": True}, "text": "String"}))
    recorder, clock = Recorder(restjson.Response(500, {}, b"")), Sleepless()
    client = package.Client("eu-west-1", transport=recorder, clock=clock, max_attempts=3)
    with pytest.raises(restjson.ClientError):
        client.send(**arguments)
    assert len(recorder.requests) == sent
    assert clock.slept == sent - 1


def test_a_package_with_the_least_in_it_imports_whole(emit: Emit) -> None:
    package = emit(service([operation("Ping")], {}))
    for name in ("client", "codecs", "endpoints", "errors", "operations", "shapes", "validators"):
        assert getattr(package, name).__name__ == f"{package.__name__}.{name}"
    with pytest.raises(AttributeError, match="has no attribute 'pong'"):
        _ = package.pong


def test_importing_a_package_loads_little(emit: Emit) -> None:
    package = emit(giving(["a"]))
    heavy = {"typing", "dataclasses", "re", "json", "enum", "uuid", "logging", "urllib3"}
    code = f"import {package.__name__}; print(*({heavy} & set(sys.modules)))"
    folder = Path(package.__file__).parents[1]
    path = [str(folder), str(Path(restjson.__file__).parents[1])]
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {path}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
