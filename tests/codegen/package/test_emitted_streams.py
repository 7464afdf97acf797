"""Bodies that are streams, in emitted packages."""

from __future__ import annotations

import io
import typing
from collections.abc import Callable
from typing import Any

import pytest

import restjson
from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.peer import sent_by_botocore
from tests.recorder import Recorder

Emit = Callable[..., Any]

LENGTH = "expected bytes or a file that can be sought: its length must be known"


def model(**traits: Any) -> Json:
    """A model whose `Send` takes a stream and whose `Get` gives one."""
    size = {"shape": "Integer", "location": "header", "locationName": "X-Size"}
    shapes = {
        "Input": structure({"it": "Stream"}, payload="it"),
        "Output": structure({"it": "Stream", "size": size}, payload="it"),
        "Stream": {"type": "blob", "streaming": True, **traits},
    }
    http = {"method": "PUT", "requestUri": "/things"}
    operations = [
        operation("Send", http=http, input={"shape": "Input"}),
        operation("Get", output={"shape": "Output"}),
    ]
    return service(operations, shapes)


MODEL = model()


def test_a_stream_is_sent_as_botocore_sends_it(emit: Emit) -> None:
    client, recorder = client_of(emit(MODEL))
    for data in (b"", b"\xff\x00" * 1000):
        client.send(it=io.BytesIO(data))
        request = recorder.requests.pop()
        method, url, _, body = sent_by_botocore(MODEL, "Send", {"it": data})
        assert (request.method, request.url, request.body) == (method, url, body)
        assert request.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "it", [b"abc", bytearray(b"abc"), memoryview(b"abc"), "abc", [b"a", b"bc"], iter([b"abc"])]
)
def test_a_stream_comes_from_anything_that_has_bytes(emit: Emit, it: Any) -> None:
    client, recorder = client_of(emit(MODEL))
    client.send(it=it)
    assert recorder.requests[0].body == b"abc"


def test_what_has_no_bytes_is_refused(emit: Emit) -> None:
    package = emit(MODEL)
    for it, found in ((1, "int"), (io.StringIO("a"), "StringIO"), (["a"], "list"), ({}, "dict")):
        assert refused(package, it=it) == (
            f"it: expected bytes, a binary file or an iterable of bytes, got {found}",
        )


def test_a_stream_that_requires_its_length_takes_none_without(emit: Emit) -> None:
    package = emit(model(requiresLength=True))
    assert refused(package, it=iter([b"abc"])) == (f"it: {LENGTH}",)
    assert refused(package, it=1) == (
        "it: expected bytes, a binary file or an iterable of bytes, got int",
    )
    client, recorder = client_of(package)
    for it in (b"abc", "abc", io.BytesIO(b"abc"), [b"abc"]):
        client.send(it=it)
        assert recorder.requests.pop().body == b"abc"


def test_a_stream_is_handed_out(emit: Emit) -> None:
    recorder = Recorder(restjson.Response(200, {"X-Size": "3"}, io.BytesIO(b"abc")))
    client = emit(MODEL).Client(endpoint_url="http://localhost", transport=recorder)
    result = client.get()
    assert isinstance(result["it"], restjson.StreamingBody)
    assert (result["it"].read(), result["size"]) == (b"abc", 3)
    assert recorder.requests[0].stream
    client.send()
    assert not recorder.requests[1].stream


def test_an_empty_body_is_an_empty_stream(emit: Emit) -> None:
    client, _ = client_of(emit(MODEL))
    assert client.get()["it"].read() == b""


def test_types_say_what_a_stream_is(emit: Emit) -> None:
    package = emit(MODEL)
    assert package.operations.send.__annotations__["it"] == "restjson.Uploadable | None"
    output = typing.get_type_hints(package.shapes.Output)
    assert output["it"] is restjson.StreamingBody


def test_every_result_has_its_stream(emit: Emit) -> None:
    package = emit(MODEL)
    assert package.shapes.Output.__required_keys__ == {"it", "ResponseMetadata"}
    assert package.shapes.Input.__optional_keys__ == {"it"}
    [line] = [each for each in package.operations.get.__doc__.splitlines() if " it (" in each]
    assert "may be absent" not in line


def test_a_blob_that_is_no_payload_is_no_stream(emit: Emit) -> None:
    shapes = {
        "Input": structure({"it": "Stream"}),
        "Output": structure({"it": "Stream"}),
        "Stream": {"type": "blob", "streaming": True},
    }
    send = operation("Send", input={"shape": "Input"}, output={"shape": "Output"})
    client, recorder = client_of(emit(service([send], shapes)), response={"it": "YWJj"})
    assert client.send(it=b"abc")["it"] == b"abc"
    assert recorder.requests[0].body == b'{"it":"YWJj"}'
