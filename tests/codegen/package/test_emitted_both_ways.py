"""Structures that requests and responses share, as AWS's tests of the protocol have them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import restjson
from tests.codegen.calls import client_of
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.peer import read_by_botocore, sent_by_botocore
from tests.recorder import Recorder

Emit = Callable[..., Any]
Problems = Callable[..., list[str]]

HEAD: Json = {
    "name": {"shape": "String", "location": "uri", "locationName": "Name"},
    "page": {"shape": "String", "location": "querystring"},
    "tags": {"shape": "Strings", "location": "header", "locationName": "x-tags"},
    "status": {"shape": "Integer", "location": "statusCode"},
}
SHAPES: Json = {
    "Blob": {"type": "blob"},
    "Part": structure({"a": "String", "parts": "Parts"}),
    "Parts": {"type": "list", "member": {"shape": "Part"}},
    "Either": structure({"a": "String", "part": "Part"}, union=True),
    "Thing": structure({**HEAD, "part": "Part", "secret": "Secret"}),
}
FULL: Json = {
    "name": "a b",
    "page": "2",
    "tags": ["x", "y,z"],
    "status": 7,
    "part": {"a": "1", "parts": [{"a": "2"}]},
    "secret": "s3cr3t",
}


def model_of(shape: Json, uri: str = "/things/{Name}") -> Json:
    http = {"method": "PUT", "requestUri": uri}
    swap = operation("Swap", http=http, input={"shape": "Thing"}, output={"shape": "Thing"})
    return service([swap], {**SHAPES, "Thing": shape})


def test_what_is_sent_is_what_botocore_sends(emit: Emit) -> None:
    model = model_of(SHAPES["Thing"])
    client, recorder = client_of(emit(model))
    client.call("Swap", FULL)
    [request] = recorder.requests
    method, url, headers, body = sent_by_botocore(model, "Swap", FULL)
    assert (request.method, request.url) == (method, url)
    assert request.headers["x-tags"] == headers["x-tags"]
    assert json.loads(request.body) == json.loads(body)
    # A request has no status, so that is a field.
    assert json.loads(request.body)["status"] == 7


def test_what_is_read_is_what_botocore_reads(emit: Emit) -> None:
    model = model_of(SHAPES["Thing"])
    headers = {"X-Tags": "x,y"}
    body = json.dumps(
        {"Name": "a b", "page": "2", "part": {"a": "1", "parts": [{}]}, "secret": "s3cr3t"}
    ).encode()
    recorder = Recorder(restjson.Response(201, headers, body))
    client = emit(model).Client(endpoint_url="http://localhost", transport=recorder)
    result = client.swap(name="a b")
    del result["ResponseMetadata"]
    # Where a response has no path and no query, what goes there in a request is a field.
    assert result == read_by_botocore(model, "Swap", body, headers, 201)
    assert result["status"] == 201
    assert "s3cr3t" not in repr(result)


@pytest.mark.parametrize(
    ("kind", "value", "body"),
    [
        ("Blob", b"\xff", b"\xff"),
        ("String", "text", b"text"),
        ("Part", {"a": "1"}, b'{"a":"1"}'),
        ("Either", {"part": {}}, b'{"part":{}}'),
    ],
)
def test_a_payload_goes_both_ways(emit: Emit, kind: str, value: Any, body: bytes) -> None:
    members = {"it": kind, "size": {"shape": "Integer", "location": "header"}}
    package = emit(model_of(structure(members, payload="it"), "/things"))
    recorder = Recorder(restjson.Response(200, {"Size": "3"}, body))
    client = package.Client(endpoint_url="http://localhost", transport=recorder)
    result = client.swap(it=value, size=2)
    [request] = recorder.requests
    assert (request.body, request.headers["size"]) == (body, "2")
    assert (result["it"], result["size"]) == (value, 3)


def test_what_only_the_head_has_makes_no_body(emit: Emit) -> None:
    members = {"size": {"shape": "Integer", "location": "header"}}
    package = emit(model_of(structure(members), "/things"))
    recorder = Recorder(restjson.Response(200, {"Size": "3"}, b""))
    client = package.Client(endpoint_url="http://localhost", transport=recorder)
    assert client.swap(size=2)["size"] == 3
    assert recorder.requests[0].body == b""


def test_a_structure_that_is_all_body_has_one_codec(emit: Emit) -> None:
    package = emit(model_of(structure({"a": "String"}), "/things"))
    assert not hasattr(package.codecs, "THING_BODY")
    client, recorder = client_of(package, response={"a": "2"})
    assert client.swap(a="1")["a"] == "2"
    assert recorder.requests[0].body == b'{"a":"1"}'


def test_a_name_that_the_other_codec_would_have_is_refused(problems: Problems) -> None:
    model = model_of(SHAPES["Thing"])
    model["shapes"]["ThingBody"] = structure(["a"])
    model["shapes"]["Thing"]["members"]["more"] = {"shape": "ThingBody"}
    assert problems(model) == [
        "service-2.json: $.shapes.ThingBody: 'ThingBody' and 'Thing' would both be the suffix of "
        "functions `thing_body` in Python"
    ]
