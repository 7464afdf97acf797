"""Examples are held against their model, and against the values that its prose allows."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.prose.allowed import allowed_values
from codegen.prose.examples import example_problems
from tests.codegen.models import Json, giving, read, structure, taking

# As in AWS's own example for CreateToken, whose prose has an underscore.
UPSTREAM_PROSE = (
    "<p>Supports the following OAuth grant types: Device Code and Refresh Token. Specify either of "
    "the following values, depending on the grant type that you want:</p> "
    "<p>* Device Code - <code>urn:ietf:params:oauth:grant-type:device_code</code> </p> "
    "<p>* Refresh Token - <code>refresh_token</code> </p> "
    "<p>For information about how to obtain the device code, see elsewhere.</p>"
)
OUR_PROSE = (
    "<p>Says which kind. One of:</p> <ul> <li> <p><code>warm</code>: with <code>milk</code>.</p> "
    "</li> <li> <p><code>cold</code>: with <code>ice</code>.</p> </li> </ul>"
)


def documented(documentation: str, shape: str = "String") -> Json:
    return taking({"kind": {"shape": shape, "documentation": documentation}})


def found(model: Json, sent: Any, guide: Json | None = None) -> list[str]:
    examples = {"Send": [{"input": sent}]}
    return [f"{each.path}: {each.what}" for each in example_problems(read(model, examples, guide))]


def allowed(model: Json) -> tuple[str, ...]:
    return allowed_values(read(model).shapes["Input"].members["kind"])


def test_the_hyphen_of_the_upstream_example_is_found() -> None:
    assert found(
        documented(UPSTREAM_PROSE), {"kind": "urn:ietf:params:oauth:grant-type:device-code"}
    ) == [
        "$.examples.Send[0].input.kind: 'urn:ietf:params:oauth:grant-type:device-code' is not one "
        "of urn:ietf:params:oauth:grant-type:device_code, refresh_token"
    ]
    assert not found(
        documented(UPSTREAM_PROSE), {"kind": "urn:ietf:params:oauth:grant-type:device_code"}
    )


def test_a_list_of_values_in_prose_is_understood() -> None:
    assert allowed(documented(OUR_PROSE)) == ("warm", "cold")
    assert found(documented(OUR_PROSE), {"kind": "hot"})


def test_each_item_of_a_list_must_be_allowed() -> None:
    model = documented(OUR_PROSE, "Strings")
    assert found(model, {"kind": ["cold", "hot"]}) == [
        "$.examples.Send[0].input.kind: 'hot' is not one of warm, cold"
    ]


def test_an_enum_counts_before_prose() -> None:
    model = documented(OUR_PROSE)
    model["shapes"]["Input"]["members"]["kind"]["enum"] = ["lukewarm"]
    assert allowed(model) == ("lukewarm",)


@pytest.mark.parametrize(
    "prose",
    [
        "",
        "<p>Says which kind.</p> <ul> <li> <p><code>warm</code></p> </li> </ul>",
        "<p>One of:</p> <p>Many things.</p>",
        "<p>One of:</p> <ul> <li> <p>A kind such as <code>warm</code>.</p> </li> </ul>",
        "<p>One of:</p> <ul> <li> <p><code>warm</code></p> </li> <li> <p>Others.</p> </li> </ul>",
    ],
)
def test_prose_that_announces_no_values_allows_any(prose: str) -> None:
    assert allowed(documented(prose)) == ()
    assert not found(documented(prose), {"kind": "anything"})


def test_values_of_the_guide_count_where_the_model_has_none() -> None:
    guide = {"operations": {"Send": {"values": {"kind": ["public"]}}}}
    assert found(documented(""), {"kind": "private"}, guide) == [
        "$.examples.Send[0].input.kind: 'private' is not one of public"
    ]


@pytest.mark.parametrize(
    ("members", "sent", "problem"),
    [
        ({"a": "String"}, {"b": "1"}, "$.examples.Send[0].input.b: the model has no such member"),
        ({"a": "Integer"}, {"a": "1"}, "$.examples.Send[0].input.a: is not of type integer"),
        ({"a": "Integer"}, {"a": True}, "$.examples.Send[0].input.a: is not of type integer"),
        ({"a": "Boolean"}, {"a": 1}, "$.examples.Send[0].input.a: is not of type boolean"),
        ({"a": "Strings"}, {"a": "x"}, "$.examples.Send[0].input.a: is not of type list"),
        ({"a": "Strings"}, {"a": ["x", 1]}, "$.examples.Send[0].input.a[1]: is not of type string"),
        ({"a": "Map"}, {"a": {"k": 1}}, "$.examples.Send[0].input.a.k: is not of type string"),
        ({"a": "Inner"}, {"a": {}}, "$.examples.Send[0].input.a: lacks 'x', which is required"),
    ],
)
def test_an_example_that_does_not_fit_the_model_is_found(
    members: Json, sent: Json, problem: str
) -> None:
    model = taking(
        members,
        Map={"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
        Inner=structure(["x"], required=["x"]),
    )
    assert found(model, sent) == [problem]


def test_the_output_of_an_example_is_looked_at_too() -> None:
    examples = {"Get": [{"output": {"seconds": "many"}}]}
    (problem,) = example_problems(read(giving({"seconds": "Integer"}), examples))
    assert str(problem) == "examples: $.examples.Get[0].output.seconds: is not of type integer"


def test_a_document_is_any_json_and_a_time_or_blob_what_json_has_for_it() -> None:
    shapes: Json = {
        "Any": structure({}, document=True),
        "Time": {"type": "timestamp"},
        "Blob": {"type": "blob"},
    }
    model = taking({"any": "Any", "time": "Time", "blob": "Blob"}, **shapes)
    values: tuple[object, ...] = (True, 1, "a", [], {"a": {}})
    for value in values:
        assert not found(model, {"any": value, "time": 1.5, "blob": "YQ=="})
    assert found(model, {"time": True, "blob": 1}) == [
        "$.examples.Send[0].input.time: is not of type timestamp",
        "$.examples.Send[0].input.blob: is not of type blob",
    ]
