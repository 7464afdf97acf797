"""Habits of a service: what its clients do besides, said by data beside its model."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.utils import calculate_tree_hash

from codegen.cli import main
from codegen.load.model_files import load_model
from restjson import Credentials, ParamValidationError, Request, Response
from tests.codegen.models import Json, operation, service, structure
from tests.corpus import BOTOCORE

MIB = 1024 * 1024


class Recorder:
    """A transport that keeps the requests."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        self.requests.append(request)
        return Response(200, {}, b"{}")


def model() -> Json:
    """A model with an operation that takes a query, one that takes a body, and one with both."""
    query = {
        "owner": {"shape": "String", "location": "querystring", "locationName": "owner"},
        "return": {"shape": "String", "location": "querystring", "locationName": "return"},
    }
    headers = {
        "owner": {"shape": "String", "location": "header", "locationName": "x-owner"},
        "kind": {"shape": "String", "location": "header", "locationName": "Accept"},
        "hash": {"shape": "String", "location": "header", "locationName": "X-Amz-Sha256-Tree-Hash"},
        "body": "Body",
    }
    shapes = {
        "Query": structure(query, required=["owner"]),
        "Upload": structure(headers, required=["owner"], payload="body"),
        "Body": {"type": "blob", "streaming": True},
        "Plain": structure({"number": "Long", "text": "String"}),
    }
    http = {"method": "GET", "requestUri": "/search?format=x"}
    operations = [
        operation("Search", http=http, input={"shape": "Query"}),
        operation("Upload", input={"shape": "Upload"}),
        operation("Send", input={"shape": "Plain"}),
    ]
    return service(operations, shapes)


HABITS: Json = {
    "headers": {"accept": "application/json", "X-Version": "1"},
    "defaults": {"owner": "-"},
    "operations": {
        "Search": {"form": True, "arguments": {"return": "returnFields"}},
        "Upload": {"treeHash": True},
    },
}


@pytest.fixture
def write(write_model: Callable[..., Path]) -> Callable[..., Path]:
    """Writes the model and some habits, and returns the folder."""

    def write(habits: Json) -> Path:
        folder = write_model(model())
        text = json.dumps({"version": "1.0", **habits})
        (folder / "habits-1.json").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def client(
    write: Callable[..., Path], emit: Callable[..., Any]
) -> Callable[..., tuple[Any, Recorder]]:
    """Makes a client of the emitted package, and what keeps its requests."""

    def make() -> tuple[Any, Recorder]:
        write(HABITS)
        recorder = Recorder()
        keys = Credentials("AKIDEXAMPLE", "secret")
        package = emit(model())
        made = package.Client(
            "us-east-1", endpoint_url="https://a.example", transport=recorder, credentials=keys
        )
        return made, recorder

    return make


def headers(request: Request) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def test_each_request_has_the_fixed_headers(client: Callable[..., tuple[Any, Recorder]]) -> None:
    made, recorder = client()
    made.send(text="a")
    made.upload(body=b"")
    for request in recorder.requests:
        assert headers(request)["accept"] == "application/json"
        assert headers(request)["x-version"] == "1"


def test_a_member_wins_over_a_fixed_header(client: Callable[..., tuple[Any, Recorder]]) -> None:
    made, recorder = client()
    made.upload(body=b"", kind="text/plain")
    names = [name for name in recorder.requests[0].headers if name.lower() == "accept"]
    assert [recorder.requests[0].headers[name] for name in names] == ["text/plain"]


def test_a_member_with_a_default_may_be_left_out(
    client: Callable[..., tuple[Any, Recorder]],
) -> None:
    made, recorder = client()
    made.upload(body=b"")
    made.upload(body=b"", owner="me")
    made.call("Upload", {"owner": None})
    made.call("Upload", {})
    owners = [headers(request)["x-owner"] for request in recorder.requests]
    assert owners == ["-", "me", "-", "-"]
    with pytest.raises(ParamValidationError, match="owner: expected str, got int"):
        made.upload(body=b"", owner=1)
    assert "Left out, it is ``-``." in made.upload.__doc__


def test_a_query_may_be_sent_as_the_body(client: Callable[..., tuple[Any, Recorder]]) -> None:
    made, recorder = client()
    made.search(returnFields="a b")
    (request,) = recorder.requests
    assert (request.method, request.url) == ("POST", "https://a.example/search")
    assert request.body == b"format=x&owner=-&return=a%20b"
    assert headers(request)["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize("size", [0, 1, MIB, MIB + 1, 3 * MIB, 5 * MIB + 7])
def test_hashes_of_a_body_are_those_of_botocore(
    client: Callable[..., tuple[Any, Recorder]], size: int
) -> None:
    made, recorder = client()
    body = bytes(index % 251 for index in range(1000)) * (size // 1000 + 1)
    body = body[:size]
    made.upload(body=body)
    made.upload(body=io.BytesIO(body))
    made.upload(body=[body[:777], body[777:]])
    hashes = [headers(request)["x-amz-sha256-tree-hash"] for request in recorder.requests]
    assert hashes == 3 * [calculate_tree_hash(io.BytesIO(body))]


def test_a_hash_that_is_given_is_sent(client: Callable[..., tuple[Any, Recorder]]) -> None:
    made, recorder = client()
    made.upload(body=b"a", hash="given")
    assert headers(recorder.requests[0])["x-amz-sha256-tree-hash"] == "given"


@pytest.mark.parametrize(
    ("habits", "problem"),
    [
        ({"headers": {"Host": "a"}}, "$.headers.Host: the client sets the header 'Host' itself"),
        ({"defaults": {"gone": "a"}}, "$.defaults.gone: no input has it"),
        (
            {"defaults": {"number": "1"}},
            "$.defaults.number: 'number' is a long: expected a string",
        ),
        (
            {"operations": {"Gone": {"form": True}}},
            "$.operations.Gone: there is no operation 'Gone'",
        ),
        (
            {"operations": {"Send": {"form": True}}},
            "$.operations.Send.form: its input has a body already",
        ),
        (
            {"operations": {"Send": {"treeHash": True}}},
            "$.operations.Send.treeHash: its input has no member of bytes that is the body",
        ),
        (
            {"operations": {"Send": {"arguments": {"gone": "a"}}}},
            "$.operations.Send.arguments.gone: the input of 'Send' has no member 'gone'",
        ),
        ({"headers": {"a": "b\nc"}}, "$.headers.a: 'b\\nc' does not match"),
        ({"habit": True}, "$: Additional properties are not allowed"),
    ],
)
@pytest.mark.parametrize("command", ["package", "docs"])
def test_habits_that_do_not_fit_are_refused(
    write: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    habits: Json,
    problem: str,
    command: str,
) -> None:
    folder = write(habits)
    assert main([command, str(folder), "--name", "a", "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.startswith(f"{folder}/habits-1.json: {problem}")


def test_what_we_know_of_a_service_holds_wherever_its_model_lies(
    write_model: Callable[..., Path],
) -> None:
    (glacier,) = (BOTOCORE / "glacier").iterdir()
    known = load_model(glacier)
    assert known.habits["headers"] == {
        "x-amz-glacier-version": known.service["metadata"]["apiVersion"]
    }
    part = model()
    part["metadata"]["serviceId"] = "Glacier"
    assert load_model(write_model(part)).habits == known.habits
