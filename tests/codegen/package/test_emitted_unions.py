"""Unions: one member, as botocore writes, reads and refuses them."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import restjson
from tests.codegen.calls import client_of, got, refused
from tests.codegen.models import Json, giving, operation, service, structure
from tests.codegen.peer import read_by_botocore, refused_by_botocore, sent_by_botocore
from tests.effort import examples

Emit = Callable[..., Any]

SHAPES: Json = {
    "Filter": structure(
        {
            "equals": "String",
            "number": {"shape": "Long", "locationName": "the-number"},
            "pin": "Secret",
            "all": "Filters",
            "not": "Filter",
            "range": "Range",
        },
        union=True,
    ),
    "Filters": {"type": "list", "member": {"shape": "Filter"}},
    "FiltersByName": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Filter"}},
    "Range": structure({"least": "Long", "most": "Long"}),
}
MEMBERS: Json = {"filter": "Filter", "list": "Filters", "map": "FiltersByName"}


def model() -> Json:
    send = operation("Send", input={"shape": "Input"}, output={"shape": "Output"})
    return service([send], {"Input": structure(MEMBERS), "Output": structure(MEMBERS), **SHAPES})


def one_of(members: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Json]:
    return st.one_of([st.fixed_dictionaries({name: each}) for name, each in members.items()])


FILTERS = st.recursive(
    one_of(
        {
            "equals": st.text(max_size=3),
            "number": st.integers(),
            "pin": st.just("EXAMPLE"),
            "range": st.fixed_dictionaries({}, optional={"least": st.integers()}),
        }
    ),
    lambda inner: one_of({"all": st.lists(inner, max_size=3), "not": inner}),
    max_leaves=5,
)


def holding(filters: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    optional = {
        "filter": filters,
        "list": st.lists(filters, max_size=3),
        "map": st.dictionaries(st.text(max_size=3), filters, max_size=3),
    }
    return st.fixed_dictionaries({}, optional=optional)


@pytest.fixture
def emitted(emit: Emit) -> Any:
    return emit(model())


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(params=holding(FILTERS))
def test_unions_go_out_and_come_back_as_those_of_botocore(emitted: Any, params: Json) -> None:
    body = sent_by_botocore(model(), "Send", params)[-1]
    client, recorder = client_of(emitted, response=json.loads(body))
    result = client.send(**params)
    assert json.loads(recorder.requests[0].body) == json.loads(body)
    result.pop("ResponseMetadata")
    assert result == read_by_botocore(model(), "Send", body) == params


RECEIVED: st.SearchStrategy[Json] = FILTERS | st.sampled_from(
    [
        {"__type": "Filter", "equals": "a"},
        {"the-number": 1, "equals": None, "more": None},
        {"more": {"a": 1}},
        {"all": [{"more": 1}, {"equals": "a"}]},
    ]
)


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(received=holding(RECEIVED))
def test_unions_of_which_more_is_known_later_are_read_as_botocore_reads_them(
    emitted: Any, received: Json
) -> None:
    client, _ = client_of(emitted, response=received)
    result = client.send()
    result.pop("ResponseMetadata")
    assert result == read_by_botocore(model(), "Send", json.dumps(received).encode())


def test_an_unknown_member_is_named_and_not_the_type_beside_it(emit: Emit) -> None:
    package = emit(giving(MEMBERS, **SHAPES))
    for received in ({"newer": {"a": 1}}, {"__type": "Filter", "newer": 1, "equals": None}):
        assert got(package, {"filter": received}) == {
            "filter": {"SDK_UNKNOWN_MEMBER": {"name": "newer"}}
        }


@pytest.mark.parametrize(
    ("filter", "problem"),
    [
        ({}, "filter: expected exactly one member, got none"),
        ({"equals": None}, "filter: expected exactly one member, got none"),
        (
            {"equals": "a", "number": 1},
            "filter: expected exactly one member, got equals and number",
        ),
        ({"all": [{}]}, "filter.all[0]: expected exactly one member, got none"),
        ({"equal": "a"}, "filter.equal: unknown member, did you mean equals?"),
        ({"SDK_UNKNOWN_MEMBER": {"name": "a"}}, "filter.SDK_UNKNOWN_MEMBER: unknown member"),
        ({"equals": 1}, "filter.equals: expected str, got int"),
        ([], "filter: expected dict, got list"),
    ],
)
def test_a_union_that_is_none_is_refused(emitted: Any, filter: Any, problem: str) -> None:
    assert refused(emitted, filter=filter) == (problem,)
    assert refused_by_botocore(model(), "Send", {"filter": filter})


def test_a_member_that_is_none_is_not_given(emitted: Any) -> None:
    client, recorder = client_of(emitted)
    client.send(filter={"equals": "a", "number": None})
    assert json.loads(recorder.requests[0].body) == {"filter": {"equals": "a"}}


@pytest.mark.parametrize(
    ("received", "found"), [({}, "none"), ({"equals": "a", "more": 1}, "2"), ({"a": None}, "none")]
)
def test_a_union_of_another_number_of_members_does_not_fit_the_model(
    emitted: Any, received: Json, found: str
) -> None:
    client, _ = client_of(emitted, response={"filter": received})
    expected = f"filter: expected exactly one member, got {found}$"
    with pytest.raises(restjson.ResponseParseError, match=expected):
        client.send()


def test_unions_mask_their_secrets_in_what_is_copied_and_pickled(emit: Emit) -> None:
    client, _ = client_of(emit(giving(MEMBERS, **SHAPES)), response={"list": [{"pin": "EXAMPLE"}]})
    result = client.get()
    back = pickle.loads(pickle.dumps(result))  # noqa: S301 - its own
    for each in (result, result.copy(), copy.deepcopy(result), back):
        assert each["list"] == [{"pin": "EXAMPLE"}]
        assert "{'list': [{'pin': '***'}]" in repr(each)


def test_schemas_ask_for_one_member(emitted: Any) -> None:
    file = Path(emitted.__file__).with_name("schemas.json")
    schemas = json.loads(file.read_text(encoding="utf-8"))
    validator = Draft202012Validator({**schemas, "$ref": "#/$defs/Filter"})
    assert validator.is_valid({"equals": "a"})
    assert not validator.is_valid({})
    assert not validator.is_valid({"equals": "a", "number": 1})


def test_type_checkers_know_the_unknown_member_of_what_comes_back(emitted: Any) -> None:
    assert "SDK_UNKNOWN_MEMBER" in emitted.shapes.Filter.__annotations__
