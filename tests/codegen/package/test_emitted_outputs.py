"""Members of outputs and errors that are in the head of a response, as botocore reads them."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import restjson
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.peer import error_read_by_botocore, read_by_botocore
from tests.effort import examples
from tests.recorder import Recorder

Emit = Callable[..., Any]
Problems = Callable[..., list[str]]


def bound(shape: str, location: str, name: str | None = None, **traits: Any) -> Json:
    named = {} if name is None else {"locationName": name}
    return {"shape": shape, "location": location, **named, **traits}


HEAD: Json = {
    "text": bound("String", "header", "X-Text"),
    "kind": bound("Kind", "header", "x-kind"),
    "pin": bound("Secret", "header", "x-pin"),
    "number": bound("Integer", "header", "x-number"),
    "size": bound("Long", "header", "Content-Size"),
    "ratio": bound("Double", "header", "x-ratio"),
    "flag": bound("Boolean", "header"),
    "names": bound("Strings", "header", "x-names"),
    "numbers": bound("Numbers", "header", "x-numbers"),
    "slots": bound("String", "header", "x-slots", jsonvalue=True),
    "time": bound("Time", "header", "Last-Modified"),
    "since": bound("Time", "header", "x-since", timestampFormat="unixTimestamp"),
    "times": bound("Times", "header", "x-times"),
    "tags": bound("Map", "headers", "x-tag-"),
    "status": bound("Integer", "statusCode"),
    "note": {"shape": "String", "locationName": "Note"},
}
SHAPES: Json = {
    "Kind": {"type": "string", "enum": ["a", "b"]},
    "Time": {"type": "timestamp"},
    "Times": {"type": "list", "member": {"shape": "Time"}},
    "Numbers": {"type": "list", "member": {"shape": "Long"}},
    "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
    "Output": structure(HEAD),
    "OddException": structure({**HEAD, "message": "String"}, exception=True),
}
MODEL = service(
    [operation("Get", output={"shape": "Output"}, errors=[{"shape": "OddException"}])], SHAPES
)

WORD = st.text("abcXYZ019 ;=-/'", max_size=6).map(str.strip)
ITEM = WORD.filter(bool)
JSON = st.recursive(st.none() | st.integers() | WORD, st.lists) | st.dictionaries(WORD, WORD)
TIMES = st.sampled_from(
    ["Mon, 16 Dec 2019 23:48:18 GMT", "1576540098", "1576540098.25", "2019-12-16T23:48:18Z"]
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "x-text": WORD,
        "X-Kind": st.sampled_from(["a", "new"]),
        "X-PIN": WORD,
        "x-number": st.integers(-9, 9).map(str),
        "content-size": st.integers().map(str),
        "x-ratio": (st.floats(allow_nan=False, allow_infinity=False) | st.integers()).map(str),
        "Flag": st.sampled_from(["true", "false", "True", "FALSE"]),
        "x-names": st.lists(ITEM, min_size=1).map(", ".join),
        "x-numbers": st.lists(st.integers(), min_size=1).map(lambda each: ",".join(map(str, each))),
        "x-slots": JSON.map(lambda each: base64.b64encode(json.dumps(each).encode()).decode()),
        "last-modified": TIMES,
        "X-Since": TIMES,
        "X-Tag-A": WORD,
        "x-tag-Bc": WORD,
        "y-other": WORD,
    },
)
BODIES = st.sampled_from([b"", b"{}", b'{"Note": "n"}', b'{"Note": null, "text": "ignored"}'])


@pytest.fixture
def package(emit: Emit) -> Any:
    return emit(MODEL)


def client_given(package: Any, status: int, headers: dict[str, str], body: bytes) -> Any:
    recorder = Recorder(restjson.Response(status, headers, body))
    return package.Client(endpoint_url="http://localhost", transport=recorder, max_attempts=1)


PATIENT = settings(
    max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@PATIENT
@given(headers=HEADERS, body=BODIES, status=st.sampled_from([200, 202, 299]))
def test_an_output_is_what_botocore_reads(
    package: Any, headers: dict[str, str], body: bytes, status: int
) -> None:
    result = client_given(package, status, headers, body).get()
    del result["ResponseMetadata"]
    theirs = read_by_botocore(MODEL, "Get", body, headers, status)
    assert dict(result) == _without_nulls(theirs)


@PATIENT
@given(headers=HEADERS, body=BODIES)
def test_an_error_is_what_botocore_reads(
    package: Any, headers: dict[str, str], body: bytes
) -> None:
    headers = {**headers, "x-amzn-ErrorType": "OddException"}
    with pytest.raises(package.errors.OddException) as caught:
        client_given(package, 418, headers, body).get()
    theirs = error_read_by_botocore(MODEL, "OddException", 418, headers, body)
    assert dict(caught.value.fields) == _without_nulls(theirs)
    assert caught.value.status == 418
    assert caught.value.number == caught.value.fields.get("number")


def _without_nulls(read: Json) -> Json:
    """JSON that is null is not a value here, as null is anywhere."""
    return {name: item for name, item in read.items() if item is not None}


def test_a_list_of_dates_is_split_between_them(package: Any) -> None:
    text = "Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 00:00:00 GMT"
    first = datetime(2019, 12, 16, 23, 48, 18, tzinfo=timezone.utc)
    second = datetime(2019, 12, 17, tzinfo=timezone.utc)
    assert client_given(package, 200, {"x-times": text}, b"").get()["times"] == [first, second]


def test_what_does_not_fit_in_an_output_is_a_problem_and_left_out_of_an_error(
    package: Any,
) -> None:
    headers = {"x-number": "many", "flag": "no", "x-amzn-errortype": "OddException"}
    with pytest.raises(restjson.ResponseParseError) as caught:
        client_given(package, 200, headers, b"").get()
    assert str(caught.value) == (
        "Get: the response does not fit the model: x-number: expected int, got str; "
        "flag: expected bool, got str"
    )
    with pytest.raises(package.errors.OddException) as error:
        client_given(package, 400, headers, b"").get()
    assert dict(error.value.fields) == {"status": 400, "tags": {}}


def test_a_header_that_is_secret_is_masked(package: Any) -> None:
    result = client_given(package, 200, {"x-pin": "1234", "x-text": "shown"}, b"").get()
    assert result["pin"] == "1234"
    del result["ResponseMetadata"]
    assert "1234" not in repr(result)
    assert "shown" in repr(result)


NOT_YET = "not supported yet"


@pytest.mark.parametrize(
    ("shape", "location", "what"),
    [
        ("Part", "header", "location header of a structure"),
        ("Parts", "header", "location header of a list"),
        ("Map", "header", "location header of a map"),
        ("String", "headers", "location headers of a string"),
        ("String", "statusCode", "location statusCode of a string"),
    ],
)
def test_what_no_head_can_hold_is_refused(
    problems: Problems, shape: str, location: str, what: str
) -> None:
    shapes = {
        **SHAPES,
        "Part": structure(["text"]),
        "Parts": {"type": "list", "member": {"shape": "Part"}},
        "Output": structure({"a": bound(shape, location)}),
    }
    model = service([operation("Get", output={"shape": "Output"})], shapes)
    assert problems(model) == [
        f"service-2.json: $.shapes.Output.members.a.location: {what}: {NOT_YET}"
    ]


@pytest.mark.parametrize("location", ["uri", "querystring"])
def test_what_a_response_has_no_place_for_is_a_field_of_its_body(emit: Emit, location: str) -> None:
    output = structure({"a": bound("String", location, "A"), "b": bound("Integer", "header", "b")})
    model = service([operation("Get", output={"shape": "Output"})], {"Output": output})
    result = client_given(emit(model), 200, {"B": "1"}, b'{"A": "x"}').get()
    assert (result["a"], result["b"]) == ("x", 1)
    assert read_by_botocore(model, "Get", b'{"A": "x"}', {"b": "1"}) == {"a": "x", "b": 1}


def test_all_headers_are_in_a_map_that_has_no_name(emit: Emit) -> None:
    output = structure({"all": bound("Map", "headers")})
    shapes = {"Output": output, "Map": SHAPES["Map"]}
    model = service([operation("Get", output={"shape": "Output"})], shapes)
    headers = {"X-Foo": "bar", "etag": "1"}
    result = client_given(emit(model), 200, headers, b"{}").get()
    assert result["all"] == headers
    assert read_by_botocore(model, "Get", b"{}", headers) == {"all": headers}
