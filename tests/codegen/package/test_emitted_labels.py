"""Members that fill labels of the path, as botocore fills them."""

from __future__ import annotations

import enum
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import botocore.auth
import pytest
from botocore.awsrequest import AWSRequest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import restjson
from codegen.cli import main
from tests.clock import FakeClock
from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, operation, service, structure, taking
from tests.codegen.peer import sent_by_botocore
from tests.effort import examples
from tests.recorder import Recorder

Emit = Callable[..., Any]
Problems = Callable[..., list[str]]

URI = "/things/{thing-id}/(a+)+/{count}/files/{path+}?delete&x=1"


def label(shape: str, name: str | None = None) -> Json:
    reference = {"shape": shape, "location": "uri"}
    return reference if name is None else {**reference, "locationName": name}


def model_of(members: Json, uri: str, method: str = "GET", **shapes: Json) -> Json:
    http = {"method": method, "requestUri": uri}
    send = operation("Send", http=http, input={"shape": "Input"})
    return service([send], {"Input": structure(members), **shapes})


MODEL = model_of(
    {
        "id": label("String", "thing-id"),
        "count": label("Long"),
        "path": label("Secret"),
        "page": {"shape": "String", "location": "querystring"},
    },
    URI,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
LABELS = TEXT.filter(lambda text: text not in (".", ".."))
PATHS = st.lists(LABELS.filter(lambda text: "/" not in text), min_size=1, max_size=3).map("/".join)


@pytest.fixture
def emitted(emit: Emit) -> Any:
    return emit(MODEL)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(id=LABELS, count=st.integers(), path=PATHS, page=st.none() | TEXT)
def test_the_path_is_that_of_botocore(
    emitted: Any, id: str, count: int, path: str, page: str | None
) -> None:
    client, recorder = client_of(emitted)
    params = {"id": id, "count": count, "path": path}
    params |= {} if page is None else {"page": page}
    client.send(**params)
    [request] = recorder.requests
    method, url, _, body = sent_by_botocore(MODEL, "Send", params)
    assert (request.method, request.url, request.body) == (method, url, body)
    assert request.url.isascii()


def test_a_label_encodes_slashes_and_a_greedy_one_keeps_them(emitted: Any) -> None:
    client, recorder = client_of(emitted)
    client.send(id="a/b c%\u00e9", count=-1, path="x y/~z/")
    assert recorder.requests[0].url == (
        "http://localhost/base/things/a%2Fb%20c%25%C3%A9/(a+)+/-1/files/x%20y/~z/?delete&x=1"
    )


def test_members_of_enums_fill_labels_with_their_values(emitted: Any) -> None:
    class Word(str, enum.Enum):
        NEXT = "next"

    class Number(enum.IntEnum):
        TWO = 2

    client, recorder = client_of(emitted)
    client.send(id=Word.NEXT, count=Number.TWO, path=Word.NEXT)
    assert "/things/next/(a+)+/2/files/next?" in recorder.requests[0].url


@pytest.mark.parametrize("text", ["", ".", "..", "\ud800"])
def test_a_label_that_would_change_the_path_is_refused(emitted: Any, text: str) -> None:
    [problem] = refused(emitted, id=text, count=1, path="a")
    assert problem.startswith("id: expected text ")


@pytest.mark.parametrize(
    "text", ["", ".", "a/..", "a//b", "/a", "a//", "/", "../a", "a/./b", "a/\udfff"]
)
def test_a_greedy_label_with_a_segment_that_would_change_the_path_is_refused(
    emitted: Any, text: str
) -> None:
    [problem] = refused(emitted, id="a", count=1, path=text)
    assert problem.startswith(("path: expected no ", "path: expected text "))


def test_all_that_is_wrong_with_a_greedy_label_is_told(emitted: Any) -> None:
    assert refused(emitted, id=1, count=1, path="/a/../b") == (
        "id: expected str, got int",
        'path: expected no empty segment: leave out the leading "/"',
        'path: expected no segment "..": give the path that it leads to',
    )


def test_what_only_looks_like_dot_segments_is_sent(emitted: Any) -> None:
    client, recorder = client_of(emitted)
    client.send(id="...", count=1, path=".a/b../%2e%2e")
    assert "/things/.../(a+)+/1/files/.a/b../%252e%252e?" in recorder.requests[0].url


def test_a_label_is_required_whatever_the_model_says(emitted: Any) -> None:
    client, _ = client_of(emitted)
    assert refused(emitted, id=None) == (
        "id: required",
        "count: required",
        "path: required",
    )
    with pytest.raises(TypeError, match="missing 2 required keyword-only arguments"):
        client.send(id="a")


def test_operations_with_one_input_have_paths_of_their_own(emit: Emit) -> None:
    operations = [
        operation(name, http={"method": "GET", "requestUri": uri}, input={"shape": "Input"})
        for name, uri in (("Get", "/{id}"), ("Stop", "/{id}/stop"))
    ]
    package = emit(service(operations, {"Input": structure({"id": label("String")})}))
    client, recorder = client_of(package)
    client.get(id="a")
    client.stop(id="a")
    assert [each.url for each in recorder.requests] == [
        "http://localhost/base/a",
        "http://localhost/base/a/stop",
    ]


def test_what_is_no_label_goes_into_the_body(emit: Emit) -> None:
    model = model_of({"id": label("String"), "text": "String"}, "/{id}", "POST")
    client, recorder = client_of(emit(model))
    client.send(id="a", text="b")
    assert (recorder.requests[0].url[-2:], recorder.requests[0].body) == ("/a", b'{"text":"b"}')


def test_quotes_in_a_path_stay_text(emit: Emit) -> None:
    client, recorder = client_of(emit(model_of({"id": label("String")}, '/"\'\\/{id}/""')))
    client.send(id="a")
    assert recorder.requests[0].url.endswith('/base/"\'\\/a/""')


def test_a_secret_label_is_shown_nowhere(emitted: Any, caplog: pytest.LogCaptureFixture) -> None:
    client, recorder = client_of(emitted, 404, {"message": "no HUSH%2FHUSH here, HUSH/HUSH"})
    with caplog.at_level("DEBUG"), pytest.raises(emitted.ClientError) as caught:
        client.send(id="a", count=1, path="HUSH/HUSH")
    assert recorder.requests[0].url.endswith("files/HUSH/HUSH?delete&x=1")
    assert "HUSH" not in f"{recorder.requests[0]!r}{caught.value!r}{caught.value}{caplog.text}"


@pytest.mark.parametrize(
    ("uri", "what"),
    [
        ("/{id}/{other}", "no member of the input has the location of the label 'other'"),
        ("/", "has no label for the member at 'id'"),
        ("/{id}/{", "a brace is part of no label"),
    ],
)
@pytest.mark.parametrize("command", ["package", "docs"])
def test_a_path_that_does_not_fit_the_members_is_refused(
    write_model: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    uri: str,
    what: str,
    command: str,
) -> None:
    folder = write_model(model_of({"id": label("String")}, uri))
    assert main([command, str(folder), "--name", "a", "--out", str(tmp_path / "out")]) == 2
    assert f"$.operations.Send.http.requestUri: {what}\n" in capsys.readouterr().err


def test_an_operation_without_input_has_no_labels(problems: Problems) -> None:
    model = taking(())
    model["operations"]["Send"]["http"]["requestUri"] = "/{id}"
    assert problems(model) == [
        "service-2.json: $.operations.Send.http.requestUri: "
        "no member of the input has the location of the label 'id'"
    ]


def test_a_structure_cannot_be_a_label(problems: Problems) -> None:
    model = model_of({"id": label("Part")}, "/{id}", Part=structure(["text"]))
    [problem] = problems(model)
    assert problem.startswith("service-2.json: $.shapes.Input.members.id.location: location uri")


def signed_by_botocore(model: Json, params: Json, keys: Any) -> str:
    """Return the Authorization that botocore gives the request that it makes itself."""
    method, url, headers, body = sent_by_botocore(model, "Send", params)
    request = AWSRequest(method, url, headers, body)
    botocore.auth.SigV4Auth(keys, "example", "us-east-1").add_auth(request)
    authorization: str = request.headers["Authorization"]
    return authorization


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(id=LABELS, count=st.integers(), path=PATHS, page=st.none() | TEXT)
@example(id="".join(map(chr, range(0x100))), count=-1, path="~/%2F/a b/é/", page="a=b&c ~*")
def test_the_signature_of_a_path_is_that_of_botocore(
    signed: tuple[Any, Any], id: str, count: int, path: str, page: str | None
) -> None:
    package, keys = signed
    recorder = Recorder(restjson.Response(200, {}, b""))
    client = package.Client(
        "us-east-1",
        endpoint_url="http://localhost/base",
        credentials=keys,
        transport=recorder,
        clock=FakeClock(now=NOW.timestamp()),
    )
    params = {"id": id, "count": count, "path": path}
    params |= {} if page is None else {"page": page}
    client.send(**params)
    assert recorder.requests[0].headers["Authorization"] == signed_by_botocore(SIGNED, params, keys)


NOW = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)
SIGNED = deepcopy(MODEL)
del SIGNED["operations"]["Send"]["authtype"]


@pytest.fixture
def signed(emit: Emit, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: NOW)
    return emit(SIGNED), restjson.Credentials("AKID", "secret")
