"""Members that are the whole body, as botocore sends and reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import restjson
from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.peer import read_by_botocore, sent_by_botocore
from tests.recorder import Recorder

Emit = Callable[..., Any]
Problems = Callable[..., list[str]]

PART = structure({"a": "String", "n": {"shape": "Integer", "locationName": "N"}, "parts": "Parts"})
MORE: Json = {
    "Part": PART,
    "Parts": {"type": "list", "member": {"shape": "Part"}},
    "Blob": {"type": "blob"},
    "Document": structure(document=True),
    "Either": structure({"a": "String", "part": "Part"}, union=True),
}


def sending(payload: Json, method: str = "PUT", **shapes: Json) -> Json:
    kind = {"shape": "String", "location": "header", "locationName": "content-type"}
    name = {"shape": "String", "location": "querystring"}
    members = {"kind": kind, "name": name, "it": payload}
    http = {"method": method, "requestUri": "/things"}
    send = operation("Send", http=http, input={"shape": "Input"})
    given = structure(members, payload="it")
    return service([send], {"Input": given, **MORE, **shapes})


def giving(payload: str, **shapes: Json) -> Json:
    size = {"shape": "Integer", "location": "header", "locationName": "X-Size"}
    output = structure({"it": payload, "size": size}, payload="it")
    get = operation("Get", output={"shape": "Output"})
    return service([get], {"Output": output, **MORE, **shapes})


def received(package: Any, body: bytes, headers: dict[str, str] | None = None) -> Json:
    recorder = Recorder(restjson.Response(200, headers or {}, body))
    client = package.Client(endpoint_url="http://localhost", transport=recorder)
    result: Json = client.get()
    del result["ResponseMetadata"]
    return dict(result)


VALUES: dict[str, list[Any]] = {
    "Part": [{}, {"a": "ä"}, {"a": "1", "n": 2, "parts": [{"n": 3}, {}]}],
    "Parts": [[], [{"a": "1"}, {}]],
    "Strings": [[], ["a", ""]],
    "String": ["", "text", "ä\n\x00"],
    "Blob": [b"", b"\xff\x00", bytearray(b"a"), "ä"],
    "Either": [{"a": ""}, {"part": {"n": 1}}],
}


@pytest.mark.parametrize("method", ["PUT", "GET", "DELETE"])
@pytest.mark.parametrize("shape", ["Part", "String", "Blob", "Either"])
def test_a_payload_is_sent_as_botocore_sends_it(emit: Emit, shape: str, method: str) -> None:
    model = sending({"shape": shape}, method)
    client, recorder = client_of(emit(model))
    for value in VALUES[shape]:
        client.send(it=value, name="n")
        request = recorder.requests.pop()
        sent_method, url, _, body = sent_by_botocore(model, "Send", {"it": value, "name": "n"})
        assert (request.method, request.url) == (sent_method, url)
        if shape in ("String", "Blob"):
            assert request.body == body
        else:
            assert json.loads(request.body) == json.loads(body)


@pytest.mark.parametrize(
    ("shape", "value", "body", "content_type"),
    [
        ("Part", {"a": "1"}, b'{"a":"1"}', "application/json"),
        ("Part", None, b"{}", "application/json"),
        ("Parts", [], b"[]", "application/json"),
        ("Parts", None, b"", None),
        ("String", "text", b"text", "text/plain"),
        ("String", None, b"", None),
        ("Blob", b"\xff", b"\xff", "application/octet-stream"),
        ("Blob", memoryview(b"a"), b"a", "application/octet-stream"),
        ("Blob", b"", b"", "application/octet-stream"),
        ("Blob", None, b"", None),
        ("Document", ["a", None], b'["a",null]', "application/json"),
        ("Document", 0, b"0", "application/json"),
        ("Document", None, b"", None),
        ("Either", {"a": "b"}, b'{"a":"b"}', "application/json"),
        ("Either", None, b"", None),
    ],
)
def test_the_media_type_says_what_a_payload_is(
    emit: Emit, shape: str, value: Any, body: bytes, content_type: str | None
) -> None:
    client, recorder = client_of(emit(sending({"shape": shape})))
    client.send(it=value)
    [request] = recorder.requests
    assert (request.body, request.headers.get("Content-Type")) == (body, content_type)
    client.send(it=value, kind="text/x-made-up")
    request = recorder.requests[-1]
    types = [item for name, item in request.headers.items() if name.lower() == "content-type"]
    assert (request.body, types) == (body, ["text/x-made-up"])


def test_payloads_are_validated(emit: Emit) -> None:
    package = emit(sending({"shape": "Part"}))
    assert refused(package, it={"n": "1", "b": 2}) == (
        "it.n: expected int, got str",
        "it.b: unknown member",
    )
    package = emit(sending({"shape": "String"}))
    assert refused(package, it=1) == ("it: expected str, got int",)
    assert refused(package, it="\ud800") == ("it: expected text without lone surrogates",)


@pytest.mark.parametrize(
    ("shape", "body"),
    [
        ("Part", b'{"a": "1", "N": 2, "parts": [{"a": null, "b": 3}]}'),
        ("Part", b"{}"),
        ("Strings", b'["a", ""]'),
        ("String", "ä\x00".encode()),
        ("Blob", b"text"),
        ("Document", b'{"a": [null, 1.5]}'),
        ("Document", b"[1]"),
        ("Either", b'{"a": "b", "part": null}'),
        ("Either", b'{"new": 1}'),
    ],
)
def test_a_payload_is_read_as_botocore_reads_it(emit: Emit, shape: str, body: bytes) -> None:
    model = giving(shape)
    headers = {"X-Size": "5"}
    theirs = read_by_botocore(model, "Get", body, headers)
    if shape == "Blob":
        theirs["it"] = theirs["it"].encode()
    assert received(emit(model), body, headers) == theirs


def test_a_blob_can_be_read_as_a_file(emit: Emit) -> None:
    blob = received(emit(giving("Blob")), b"\xffabc")["it"]
    assert (blob, blob.read(1), blob.read(), blob.read()) == (b"\xffabc", b"\xff", b"abc", b"")
    again = received(emit(giving("Blob")), b'{"a": 1}')["it"]
    assert (json.load(again), again) == ({"a": 1}, b'{"a": 1}')


@pytest.mark.parametrize("shape", ["Part", "Parts", "String", "Blob", "Document", "Either"])
def test_an_empty_body_is_no_payload(emit: Emit, shape: str) -> None:
    assert received(emit(giving(shape)), b"") == {}


@pytest.mark.parametrize(
    ("shape", "body", "problem"),
    [
        ("Part", b"[]", "expected a JSON object as the response, got list"),
        ("Part", b"<html>", "expected a JSON object as the response, got an HTML page"),
        ("Parts", b"x", "expected JSON as the response, got no JSON"),
        ("Parts", b"{}", "the response does not fit the model: it: expected list, got dict"),
        ("Part", b'{"N": "x"}', "the response does not fit the model: N: expected int, got str"),
        ("String", b"\xff", "the response does not fit the model: it: expected text in UTF-8, got"),
    ],
)
def test_a_body_that_is_no_payload_is_refused(
    emit: Emit, shape: str, body: bytes, problem: str
) -> None:
    with pytest.raises(restjson.ResponseParseError) as caught:
        received(emit(giving(shape)), body)
    assert str(caught.value).startswith(f"Get: {problem}")


def test_secrets_in_payloads_are_masked(emit: Emit) -> None:
    package = emit(giving("Secret"))
    recorder = Recorder(restjson.Response(200, {}, b"1234"))
    result = package.Client(endpoint_url="http://localhost", transport=recorder).get()
    assert result["it"] == "1234"
    assert "1234" not in repr(result)


def test_a_payload_that_is_none_is_refused(problems: Problems) -> None:
    model = sending({"shape": "String"})
    model["shapes"]["Input"]["payload"] = "that"
    assert problems(model) == [
        "service-2.json: $.shapes.Input.payload: 'that' is not a member of 'Input'"
    ]


def test_members_beside_a_payload_are_refused(problems: Problems) -> None:
    model = giving("String")
    model["shapes"]["Output"]["members"]["more"] = {"shape": "String"}
    assert problems(model) == [
        "service-2.json: $.shapes.Output.members.more: goes nowhere: the body is 'it' alone"
    ]


@pytest.mark.parametrize("shape", ["Part", "Parts", "String", "Blob", "Document", "Either"])
@pytest.mark.parametrize("body", [b"", b"busy", b"\xff", b"null", b"[1]", b'{"a": 1}'])
def test_an_error_is_raised_as_what_it_is_whatever_its_payload(
    emit: Emit, shape: str, body: bytes
) -> None:
    size = {"shape": "Integer", "location": "header", "locationName": "x-size"}
    odd = structure({"it": shape, "size": size}, payload="it", exception=True)
    get = operation("Get", errors=[{"shape": "OddException"}])
    package = emit(service([get], {"OddException": odd, **MORE}))
    headers = {"x-amzn-ErrorType": "OddException", "x-size": "3"}
    recorder = Recorder(restjson.Response(400, headers, body))
    client = package.Client(endpoint_url="http://localhost", transport=recorder)
    with pytest.raises(package.errors.OddException) as caught:
        client.get()
    assert caught.value.fields["size"] == 3
