"""Blobs in bodies, as botocore writes and reads them."""

from __future__ import annotations

import base64
import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import restjson
from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, giving, operation, service, structure
from tests.codegen.peer import read_by_botocore, sent_by_botocore
from tests.effort import examples

Emit = Callable[..., Any]

MEMBERS: Json = {
    "blob": "Blob",
    "secret": "SecretBlob",
    "renamed": {"shape": "Blob", "locationName": "of-the-wire"},
    "list": "Blobs",
    "map": "BlobsByName",
    "part": "Part",
}
SHAPES: Json = {
    "Blob": {"type": "blob"},
    "SecretBlob": {"type": "blob", "sensitive": True},
    "Blobs": {"type": "list", "member": {"shape": "Blob"}},
    "BlobsByName": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Blob"}},
    "Part": structure({"blob": "Blob"}),
}


def model() -> Json:
    send = operation("Send", input={"shape": "Input"}, output={"shape": "Output"})
    return service([send], {"Input": structure(MEMBERS), "Output": structure(MEMBERS), **SHAPES})


def inputs(blobs: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    optional = {
        **dict.fromkeys(("blob", "secret", "renamed"), blobs),
        "list": st.lists(blobs, max_size=3),
        "map": st.dictionaries(st.text(max_size=3), blobs, max_size=3),
        "part": st.fixed_dictionaries({}, optional={"blob": blobs}),
    }
    return st.fixed_dictionaries({}, optional=optional)


OCTETS = st.binary(max_size=9)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)


@pytest.fixture
def emitted(emit: Emit) -> Any:
    return emit(model())


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(params=inputs(OCTETS | OCTETS.map(bytearray) | TEXT), received=inputs(OCTETS))
def test_blobs_go_out_and_come_back_as_those_of_botocore(
    emitted: Any, params: Json, received: Json
) -> None:
    client, recorder = client_of(emitted)
    client.send(**received)
    written = recorder.requests.pop().body
    client, recorder = client_of(emitted, response=json.loads(written))
    result = client.send(**params)
    body = sent_by_botocore(model(), "Send", params)[-1]
    assert json.loads(recorder.requests[0].body) == json.loads(body)
    result.pop("ResponseMetadata")
    assert result == read_by_botocore(model(), "Send", written) == received


def test_what_is_no_blob_is_refused(emitted: Any) -> None:
    expected = "expected bytes, bytearray, memoryview or str"
    assert refused(emitted, blob=1, list=[b"", "\ud800"], map={"a": None}, part={"blob": []}) == (
        f"blob: {expected}, got int",
        "list[1]: expected text without lone surrogates",
        f"map.a: {expected}, got None",
        f"part.blob: {expected}, got list",
    )


def test_what_is_no_base64_in_a_response_does_not_fit_the_model(emitted: Any) -> None:
    client, _ = client_of(emitted, response={"list": ["YQ==", "EXAMPLE secret"]})
    with pytest.raises(restjson.ResponseParseError, match=r"list\[1\]: expected Base64, got str$"):
        client.send()


def test_secret_blobs_are_masked_in_what_is_copied_and_pickled(emit: Emit) -> None:
    package = emit(giving(MEMBERS, **SHAPES))
    client, _ = client_of(package, response={"secret": "RVhBTVBMRQ==", "blob": "YQ=="})
    result = client.get()
    back = pickle.loads(pickle.dumps(result))  # noqa: S301 - its own
    for each in (result, result.copy(), copy.deepcopy(result), back):
        assert (each["secret"], each["blob"]) == (b"EXAMPLE", b"a")
        assert "EXAMPLE" not in repr(each)
        assert "'blob': b'a'" in repr(each)


@pytest.mark.parametrize("secret", [b"EXAMPLE-secret-tex", b"\xff\xfe\x00\x00EXAMPLE-secret"])
def test_a_secret_blob_that_an_error_sends_back_is_masked(emitted: Any, secret: bytes) -> None:
    encoded = base64.b64encode(secret).decode()
    client, _ = client_of(emitted, 400, response={"message": f"Odd: {encoded}"})
    with pytest.raises(restjson.ClientError) as caught:
        client.send(secret=secret)
    assert caught.value.message == "Odd: ***"


@pytest.mark.parametrize("secret", [b"EXAMPLE-secret-tex", b"\xff\xfe\x00\x00EXAMPLE-secret"])
def test_a_secret_blob_that_a_result_sends_back_is_masked(emitted: Any, secret: bytes) -> None:
    encoded = base64.b64encode(secret).decode()
    client, _ = client_of(emitted, response={"blob": encoded})
    result = client.send(secret=secret)
    assert result["blob"] == secret
    assert repr(result).startswith("{'blob': '***', ")


def test_blobs_are_typed_by_where_they_go(emitted: Any) -> None:
    annotations = emitted.operations.send.__annotations__
    assert annotations["blob"] == "bytes | bytearray | memoryview | str | None"
    assert "list[bytes]" in str(emitted.shapes.Output.__annotations__["list"])
