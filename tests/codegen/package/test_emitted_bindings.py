"""Members that go into the query or a header, as botocore puts them there."""

from __future__ import annotations

import enum
import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.peer import sent_by_botocore
from tests.effort import examples

Emit = Callable[..., Any]
Problems = Callable[..., list[str]]

LISTS: Json = {
    name: {"type": "list", "member": {"shape": item}}
    for name, item in [("Numbers", "Integer"), ("Flags", "Boolean"), ("Doubles", "Double")]
}


def bound(shape: str, location: str, name: str | None = None) -> Json:
    return {"shape": shape, "location": location} | ({} if name is None else {"locationName": name})


def model_of(members: Json, method: str = "GET", uri: str = "/things", **shapes: Json) -> Json:
    http = {"method": method, "requestUri": uri}
    send = operation("Send", http=http, input={"shape": "Input"})
    return service([send], {"Input": structure(members), **LISTS, **shapes})


EVERYTHING = model_of(
    {
        "text": bound("String", "querystring", "the text"),
        "number": bound("Long", "querystring"),
        "flag": bound("Boolean", "querystring", "f"),
        "ratio": bound("Double", "querystring"),
        "tags": bound("Strings", "querystring", "tag"),
        "numbers": bound("Numbers", "querystring"),
        "flags": bound("Flags", "querystring"),
        "ratios": bound("Doubles", "querystring"),
        "token": bound("Secret", "header", "x-token"),
        "count": bound("Integer", "header", "X-Count"),
        "quiet": bound("Boolean", "header", "x-quiet"),
        "weight": bound("Double", "header"),
    },
    uri="/things?a=b&c",
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
HEADER_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=8
)
FLOAT = st.floats(allow_nan=True) | st.integers(-9, 9)
INPUTS = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXT,
        "number": st.integers(),
        "flag": st.booleans(),
        "ratio": FLOAT,
        "tags": st.lists(TEXT, max_size=3),
        "numbers": st.lists(st.integers(), max_size=3).map(tuple),
        "flags": st.lists(st.booleans(), max_size=2),
        "ratios": st.lists(FLOAT, max_size=2),
        "token": HEADER_TEXT,
        "count": st.integers(),
        "quiet": st.booleans(),
        "weight": FLOAT,
    },
)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(params=INPUTS)
def test_query_and_headers_are_those_of_botocore(emitted: Any, params: Json) -> None:
    client, recorder = client_of(emitted)
    client.send(**params)
    [request] = recorder.requests
    members = EVERYTHING["shapes"]["Input"]["members"]
    ordered = {name: params[name] for name in members if name in params}
    method, url, headers, body = sent_by_botocore(EVERYTHING, "Send", ordered)
    # botocore leaves an ampersand behind where a list is empty.
    assert (request.method, request.url, request.body) == (method, url.rstrip("&"), body)
    assert {name: request.headers[name] for name in headers} == headers
    assert "Content-Type" not in request.headers


@pytest.fixture
def emitted(emit: Emit) -> Any:
    return emit(EVERYTHING)


def test_only_what_is_bound_nowhere_goes_into_the_body(emit: Emit) -> None:
    members = {"a": bound("String", "querystring"), "b": bound("String", "header"), "c": "String"}
    model = model_of(members, "POST")
    client, recorder = client_of(emit(model))
    for params in ({"a": "1", "b": "2", "c": "3"}, {"a": "1"}, {}):
        client.send(**params)
        _, url, _, body = sent_by_botocore(model, "Send", params)
        request = recorder.requests.pop()
        assert (request.url, json.loads(request.body)) == (url, json.loads(body))
        assert request.headers["Content-Type"] == "application/json"


def test_a_content_type_that_a_member_gives_wins(emit: Emit) -> None:
    members = {"kind": bound("String", "header", "content-type"), "text": "String"}
    client, recorder = client_of(emit(model_of(members, "POST")))
    client.send(kind="text/x-made-up", text="a")
    [request] = recorder.requests
    types = [value for name, value in request.headers.items() if name.lower() == "content-type"]
    assert types == ["text/x-made-up"]


def test_members_of_enums_are_sent_as_their_values(emitted: Any) -> None:
    class Word(str, enum.Enum):
        NEXT = "next"

    class Number(enum.IntEnum):
        TWO = 2

    client, recorder = client_of(emitted)
    client.send(text=Word.NEXT, number=Number.TWO, tags=[Word.NEXT], token=Word.NEXT)
    [request] = recorder.requests
    assert request.url.endswith("/things?a=b&c&the%20text=next&number=2&tag=next")
    assert f"{request.headers['x-token']}" == "next"


@pytest.mark.parametrize("text", ["a\r\nx-more: 1", "a\n", "\0", "\ud800"])
def test_what_no_header_can_carry_is_refused_and_not_shown(emitted: Any, text: str) -> None:
    [problem] = refused(emitted, token=text)
    assert problem == "token: expected text without line breaks or lone surrogates"


def test_text_that_no_query_can_carry_is_refused_with_all_else(emitted: Any) -> None:
    assert refused(emitted, text="\ud800", tags=["a", "\udfff", 1], token=2) == (
        "text: expected text without lone surrogates",
        "tags[2]: expected str, got int",
        "tags: expected text without lone surrogates",
        "token: expected str, got int",
    )
    assert refused(emitted, tags=1) == ("tags: expected list, got int",)


@pytest.mark.skipif(not hasattr(sys, "set_int_max_str_digits"), reason="this Python has no limit")
@pytest.mark.parametrize("member", ["number", "numbers", "count"])
def test_a_number_that_python_does_not_write_is_refused(emitted: Any, member: str) -> None:
    huge = 10**5000
    assert refused(emitted, **{member: [huge] if member == "numbers" else huge}) == (
        "input: a number is not finite, or has more digits than Python can write",
    )


NOT_YET = "known, but no code is emitted for it yet"


@pytest.mark.parametrize(
    ("shape", "location", "what"),
    [
        ("Map", "headers", "location headers of a map"),
        ("Map", "querystring", "location querystring of a map"),
        ("Sparse", "querystring", "location querystring of a list"),
        ("Strings", "header", "location header of a list"),
        ("Part", "querystring", "location querystring of a structure"),
    ],
)
def test_what_cannot_be_bound_there_yet_is_refused(
    problems: Problems, shape: str, location: str, what: str
) -> None:
    more: Json = {
        "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
        "Sparse": {"type": "list", "member": {"shape": "String"}, "sparse": True},
        "Part": structure(["text"]),
    }
    model = model_of({"a": bound(shape, location)}, **more)
    assert problems(model) == [
        f"service-2.json: $.shapes.Input.members.a.location: {what}: {NOT_YET}"
    ]


def test_a_location_inside_of_another_structure_is_refused(problems: Problems) -> None:
    model = model_of({"part": "Part"}, "POST", Part=structure({"a": bound("String", "header")}))
    [problem] = problems(model)
    assert problem.startswith("service-2.json: $.shapes.Part.members.a.location: ")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("x:y", "'x:y' cannot be the name of a header"),
        ("x\r\ny", "'x\\r\\ny' cannot be the name of a header"),
        ("", "'' cannot be the name of a header"),
        ("Host", "the client sets the header 'Host' itself"),
        ("AUTHORIZATION", "the client sets the header 'AUTHORIZATION' itself"),
        ("content-length", "the client sets the header 'content-length' itself"),
    ],
)
def test_a_header_that_no_member_can_set_is_refused(
    problems: Problems, name: str, what: str
) -> None:
    model = model_of({"a": bound("String", "header", name)})
    assert problems(model) == [f"service-2.json: $.shapes.Input.members.a.locationName: {what}"]


def test_a_parameter_whose_name_no_query_can_carry_is_refused(problems: Problems) -> None:
    model = model_of({"a": bound("String", "querystring", "\ud800")})
    [problem] = problems(model)
    assert problem.endswith("members.a.locationName: '\\ud800' cannot be in a query")


def test_two_members_cannot_have_one_place(problems: Problems) -> None:
    members = {
        "a": bound("String", "header", "x-a"),
        "b": bound("String", "header", "X-A"),
        "c": bound("String", "querystring", "x-a"),
        "d": bound("String", "querystring", "x-a"),
    }
    assert problems(model_of(members)) == [
        "service-2.json: $.shapes.Input.members.b: has the wire name 'X-A' of 'a'",
        "service-2.json: $.shapes.Input.members.d: has the wire name 'x-a' of 'c'",
    ]


def test_one_name_may_stand_in_several_places(emit: Emit) -> None:
    members = {"a": bound("String", "header", "x"), "b": bound("String", "querystring", "x")}
    client, recorder = client_of(emit(model_of({**members, "x": "String"}, "POST")))
    client.send(a="1", b="2", x="3")
    [request] = recorder.requests
    assert (request.headers["x"], request.url[-4:], request.body) == ("1", "?x=2", b'{"x":"3"}')
