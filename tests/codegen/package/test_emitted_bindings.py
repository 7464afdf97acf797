"""Members that go into the query or a header, as botocore puts them there."""

from __future__ import annotations

import enum
import gzip
import json
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import restjson
from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, operation, service, structure
from tests.codegen.peer import sent_by_botocore
from tests.effort import examples
from tests.recorder import Recorder

Emit = Callable[..., Any]
Problems = Callable[..., list[str]]

LISTS: Json = {
    name: {"type": "list", "member": {"shape": item}}
    for name, item in [
        ("Numbers", "Integer"),
        ("Flags", "Boolean"),
        ("Doubles", "Double"),
        ("Dates", "Date"),
    ]
}
DATE: Json = {"Date": {"type": "timestamp"}}
MAPS: Json = {
    name: {"type": "map", "key": {"shape": "String"}, "value": {"shape": value}}
    for name, value in [("Map", "String"), ("Lists", "Strings")]
}


def bound(shape: str, location: str, name: str | None = None) -> Json:
    return {"shape": shape, "location": location} | ({} if name is None else {"locationName": name})


def model_of(members: Json, method: str = "GET", uri: str = "/things", **shapes: Json) -> Json:
    http = {"method": method, "requestUri": uri}
    send = operation("Send", http=http, input={"shape": "Input"})
    return service([send], {"Input": structure(members), **LISTS, **MAPS, **DATE, **shapes})


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
        "words": bound("Strings", "header", "x-words"),
        "counts": bound("Numbers", "header", "x-counts"),
        "switches": bound("Flags", "header", "x-switches"),
        "weights": bound("Doubles", "header", "x-weights"),
        "dates": bound("Dates", "header", "x-dates"),
        "days": bound("Dates", "querystring", "day"),
        "meta": bound("Map", "headers", "x-meta-"),
        "filters": bound("Lists", "querystring"),
        "options": bound("Map", "querystring"),
    },
    uri="/things?a=b&c",
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
HEADER_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=8
)
DATES = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)).map(
    lambda date: date.replace(microsecond=0, tzinfo=timezone.utc)
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
        "words": st.lists(HEADER_TEXT, max_size=3),
        "counts": st.lists(st.integers(), max_size=3),
        "switches": st.lists(st.booleans(), max_size=2).map(tuple),
        "weights": st.lists(FLOAT, max_size=2),
        "dates": st.lists(DATES, max_size=3),
        "days": st.lists(DATES, max_size=2),
        "meta": st.dictionaries(st.from_regex("[a-z_.]*", fullmatch=True), HEADER_TEXT, max_size=3),
        "filters": st.dictionaries(TEXT.map("1{}".format), st.lists(TEXT, max_size=2), max_size=3),
        "options": st.dictionaries(TEXT.map("2{}".format), TEXT, max_size=3),
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


def test_named_parameters_and_the_constant_query_win_over_maps(emit: Emit) -> None:
    members = {
        "options": bound("Map", "querystring"),
        "page": bound("String", "querystring", "p"),
        "filters": bound("Lists", "querystring"),
    }
    client, recorder = client_of(emit(model_of(members, uri="/things?mode=import")))
    client.send(
        options={"mode": "x", "p": "2", "q": "3"}, page="1", filters={"q": ["4"], "r": ["5", "6"]}
    )
    assert recorder.requests[0].url.endswith("/things?mode=import&p=1&q=3&r=5&r=6")


def test_named_headers_win_over_maps_in_any_case(emit: Emit) -> None:
    members = {
        "meta": bound("Map", "headers", "X-Meta-"),
        "kind": bound("String", "header", "x-meta-kind"),
    }
    client, recorder = client_of(emit(model_of(members)))
    client.send(meta={"KIND": "map", "More": "1"}, kind="named")
    client.send(meta={"KIND": "map"})
    first, second = (dict(each.headers) for each in recorder.requests)
    assert (first["x-meta-kind"], first["X-Meta-More"]) == ("named", "1")
    assert "X-Meta-KIND" not in first
    assert second["X-Meta-KIND"] == "map"


def test_a_map_of_headers_may_have_no_prefix(emit: Emit) -> None:
    members = {"all": bound("Map", "headers", ""), "text": "String"}
    package = emit(model_of(members, "POST"))
    client, recorder = client_of(package)
    client.send(all={"content-TYPE": "text/x-made-up", "X-More": "1"}, text="a")
    names = [name.lower() for name in recorder.requests[0].headers]
    assert names.count("content-type") == 1
    assert recorder.requests[0].headers["X-More"] == "1"
    expected = "expected text without line breaks or lone surrogates, by names of headers that "
    for wrong in ({"host": "a"}, {"a b": "c"}, {"a": "b\r\nc: d"}, {"": "a"}):
        assert refused(package, all=wrong) == (f"all: {expected}the client does not set itself",)
    assert refused(package, all={"a": 1, "host": 2}) == (
        "all.a: expected str, got int",
        "all.host: expected str, got int",
        f"all: {expected}the client does not set itself",
    )


def test_items_of_header_lists_are_quoted_where_a_comma_or_a_quote_stands_in_them(
    emitted: Any,
) -> None:
    client, recorder = client_of(emitted)
    client.send(words=["a", "b,c", 'd"e', ""])
    assert recorder.requests[0].headers["x-words"] == 'a,"b,c","d\\"e",'


def test_nulls_of_sparse_lists_are_left_out(emit: Emit) -> None:
    sparse = {"type": "list", "member": {"shape": "String"}, "sparse": True}
    members = {"a": bound("Sparse", "querystring"), "b": bound("Sparse", "header", "x-b")}
    client, recorder = client_of(emit(model_of(members, Sparse=sparse)))
    client.send(a=["1", None, "2"], b=[None, "3", "4"])
    assert recorder.requests[0].url.endswith("/things?a=1&a=2")
    assert recorder.requests[0].headers["x-b"] == "3,4"


def test_an_accept_encoding_that_a_member_gives_wins(emit: Emit) -> None:
    client, recorder = client_of(
        emit(model_of({"encoding": bound("String", "header", "accept-encoding")}))
    )
    client.send(encoding="gzip")
    client.send()
    kinds = [
        [value for name, value in each.headers.items() if name.lower() == "accept-encoding"]
        for each in recorder.requests
    ]
    assert kinds == [["gzip"], ["identity"]]


def test_a_compressed_response_that_was_asked_for_is_read(emit: Emit) -> None:
    model = model_of({"encoding": bound("String", "header", "Accept-Encoding")})
    model["operations"]["Send"]["output"] = {"shape": "Output"}
    model["shapes"]["Output"] = structure(["word"])
    package = emit(model)
    body = gzip.compress(b'{"word": "tea"}')
    recorder = Recorder(restjson.Response(200, {"Content-Encoding": "gzip"}, body))
    client = package.Client(endpoint_url="http://localhost", transport=recorder)
    assert client.send(encoding="gzip")["word"] == "tea"
    with pytest.raises(restjson.ResponseParseError, match="which was not asked for"):
        client.send()
    recorder = Recorder(restjson.Response(400, {}, gzip.compress(b'{"message": "no tea"}')))
    client = package.Client(endpoint_url="http://localhost", transport=recorder)
    with pytest.raises(restjson.ClientError, match="no tea"):
        client.send(encoding="gzip")


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


def test_items_that_no_header_can_carry_are_refused(emitted: Any) -> None:
    assert refused(emitted, words=["a", "b\n"]) == (
        "words: expected text without line breaks or lone surrogates",
    )


def test_maps_that_no_query_can_carry_are_refused(emitted: Any) -> None:
    assert refused(emitted, options={"\ud800": "a"}, filters={"a": ["\ud800"]}) == (
        "filters: expected text without lone surrogates",
        "options: expected text without lone surrogates",
    )


def test_text_that_no_query_can_carry_is_refused_with_all_else(emitted: Any) -> None:
    assert refused(emitted, text="\ud800", tags=["a", "\udfff", 1], token=2) == (
        "text: expected text without lone surrogates",
        "tags[2]: expected str, got int",
        "tags: expected text without lone surrogates",
        "token: expected str, got int",
    )
    assert refused(emitted, tags=1) == ("tags: expected list, got int",)


@pytest.mark.skipif(
    not hasattr(sys, "set_int_max_str_digits"),
    reason="this Python, older than 3.10.7, writes numbers of any length",
)
@pytest.mark.parametrize("member", ["number", "numbers", "count"])
def test_a_number_that_python_does_not_write_is_refused(emitted: Any, member: str) -> None:
    huge = 10**5000
    assert refused(emitted, **{member: [huge] if member == "numbers" else huge}) == (
        "input: a number is not finite, or has more digits than Python can write",
    )


NOT_YET = "not supported yet"


@pytest.mark.parametrize(
    ("shape", "location", "what"),
    [
        ("Deep", "headers", "location headers of a map"),
        ("String", "headers", "location headers of a string"),
        ("Deep", "querystring", "location querystring of a map"),
        ("Map", "header", "location header of a map"),
        ("Tables", "header", "location header of a list"),
        ("Part", "querystring", "location querystring of a structure"),
    ],
)
def test_what_cannot_be_bound_there_yet_is_refused(
    problems: Problems, shape: str, location: str, what: str
) -> None:
    more: Json = {
        "Deep": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Part"}},
        "Tables": {"type": "list", "member": {"shape": "Strings"}},
        "Part": structure(["text"]),
    }
    model = model_of({"a": bound(shape, location)}, **more)
    assert problems(model) == [
        f"service-2.json: $.shapes.Input.members.a.location: {what}: {NOT_YET}"
    ]


def test_a_location_inside_of_another_structure_means_nothing(emit: Emit) -> None:
    part = structure({"a": bound("String", "header", "x-a"), "b": "String"}, payload="b")
    model = model_of({"part": "Part"}, "POST", Part=part)
    client, recorder = client_of(emit(model))
    client.send(part={"a": "1", "b": "2"})
    _, _, headers, body = sent_by_botocore(model, "Send", {"part": {"a": "1", "b": "2"}})
    assert json.loads(recorder.requests[0].body) == json.loads(body)
    assert "x-a" not in recorder.requests[0].headers.keys() | headers.keys()


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


def test_a_prefix_that_begins_no_name_of_a_header_is_refused(problems: Problems) -> None:
    model = model_of({"a": bound("Map", "headers", "x-a:")})
    [problem] = problems(model)
    assert problem.endswith("a.locationName: 'x-a:' cannot begin the names of headers")


def test_a_parameter_that_the_constant_query_has_is_refused(problems: Problems) -> None:
    model = model_of({"a": bound("String", "querystring", "x")}, uri="/things?x")
    assert problems(model) == [
        "service-2.json: $.operations.Send.http.requestUri: its query has the parameter 'x' of 'a'"
    ]


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


JSON_VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON_VALUES)
def test_a_json_value_goes_into_a_header_as_botocore_puts_it_there(
    with_json: Any, value: object
) -> None:
    client, recorder = client_of(with_json)
    client.send(state=value)
    _, _, headers, _ = sent_by_botocore(JSON_HEADER, "Send", {"state": value})
    assert recorder.requests[0].headers["x-state"] == headers["x-state"]


JSON_HEADER = model_of(
    {"state": {**bound("String", "header", "x-state"), "jsonvalue": True}, "text": "String"}, "POST"
)


@pytest.fixture
def with_json(emit: Emit) -> Any:
    return emit(JSON_HEADER)


def test_what_is_no_json_value_is_refused(with_json: Any) -> None:
    assert refused(with_json, state={"a": [object()], "b": float("nan")}) == (
        "state.a[0]: expected a JSON value, got object",
        "state.b: expected a number that is finite",
    )


def test_a_json_value_in_a_body_is_text(emit: Emit) -> None:
    model = model_of({"state": {"shape": "String", "jsonvalue": True}}, "POST")
    client, recorder = client_of(emit(model))
    client.send(state='{"a": 1}')
    assert json.loads(recorder.requests[0].body) == {"state": '{"a": 1}'}
