"""Codecs: values to JSON, JSON to values, and what is said of JSON that does not fit."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson import Result
from restjson.wire.codecs import List, Map, Structure, Union

NODE: Structure = Structure(
    ("text", str),
    ("count", int),
    ("weight", float, "weight-in-kg"),
    ("open", bool),
    ("secret", str),
    ("next", lambda: NODE),
    ("nodes", List(lambda: NODE)),
    ("byName", Map(List(lambda: NODE))),
    ("grid", List(List(float))),
    ("names", List(str)),
    secrets=["secret"],
)

NODES = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "text": st.text(),
            "count": st.integers(),
            "weight": st.floats(allow_nan=False),
            "open": st.booleans(),
            "names": st.lists(st.text()),
            "grid": st.lists(st.lists(st.floats(allow_nan=False))),
        },
    ),
    lambda nodes: st.fixed_dictionaries(
        {},
        optional={
            "next": nodes,
            "nodes": st.lists(nodes, max_size=3),
            "byName": st.dictionaries(st.text(), st.lists(nodes, max_size=2), max_size=2),
        },
    ),
    max_leaves=8,
)


def read(codec: Structure, value: dict[str, Any]) -> tuple[Result, list[str]]:
    problems: list[str] = []
    return codec.read(value, None, problems), problems


@given(NODES)
def test_what_is_written_is_read_as_it_was(node: dict[str, Any]) -> None:
    assert read(NODE, json.loads(json.dumps(NODE.write(node)))) == (node, [])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.sampled_from([*"ab", "text"]), values),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([row[0] for row in NODE._members]), ANYTHING))
def test_whatever_comes_is_read_and_what_does_not_fit_is_left_out(value: dict[str, Any]) -> None:
    result, problems = read(NODE, value)
    assert result.keys() <= {name for name, item in value.items() if item is not None} | {"weight"}
    assert all(": expected " in problem for problem in problems)
    assert read(NODE, json.loads(json.dumps(NODE.write(result))))[1] == []


def test_every_problem_has_the_path_on_the_wire() -> None:
    value = {
        "text": [],
        "weight-in-kg": "heavy",
        "next": {"next": {"count": 1.5}},
        "nodes": [None, "x", {"open": 3}],
        "byName": {"a b": [{"text": []}], "c": 1},
        "grid": [[1.5, True]],
    }
    result, problems = read(NODE, value)
    assert problems == [
        "text: expected str, got list",
        "weight-in-kg: expected float, got str",
        "next.next.count: expected int, got float",
        "nodes[1]: expected dict, got str",
        "nodes[2].open: expected bool, got int",
        "byName.a b[0].text: expected str, got list",
        "byName.c: expected list, got int",
        "grid[0][1]: expected float, got bool",
    ]
    assert result == {
        "next": {"next": {}},
        "nodes": [{}],
        "byName": {"a b": [{}]},
        "grid": [[1.5]],
    }


def test_null_and_unknown_members_are_absent() -> None:
    assert read(NODE, {"text": None, "more": 1, "count": 2}) == ({"count": 2}, [])


def test_null_items_stay_in_what_is_sparse_and_nowhere_else() -> None:
    value = {"names": [None, "a"], "byName": {"x": None, "y": []}}
    sparse = Structure(("names", List(str, sparse=True)), ("byName", Map(List(str), sparse=True)))
    assert read(sparse, value) == (value, [])
    assert read(NODE, value) == ({"names": ["a"], "byName": {"y": []}}, [])


@pytest.mark.parametrize(
    ("member", "lenient", "strict"),
    [("count", "12", 12), ("count", 3.0, 3), ("weight-in-kg", "2.5", 2.5), ("open", "True", True)],
)
def test_numbers_and_booleans_are_read_from_strings(
    member: str, lenient: object, strict: object
) -> None:
    result, problems = read(NODE, {member: lenient})
    assert (list(result.values()), problems) == ([strict], [])


def test_an_integer_too_large_for_a_float_stays_one() -> None:
    assert read(NODE, {"weight-in-kg": 10**400}) == ({"weight": 10**400}, [])


def test_secrets_are_masked_on_each_level() -> None:
    result, _ = read(NODE, {"secret": "s3cret", "nodes": [{"secret": "s3cret"}]})
    assert "s3cret" not in repr(result)
    assert result["nodes"][0]["secret"] == "s3cret"


def test_secret_keys_are_not_in_problems() -> None:
    codec = Structure(("m", Map(int, secret_keys=True)))
    assert read(codec, {"m": {"s3cret": "x"}})[1] == ["m.***: expected int, got str"]


def test_what_has_no_row_or_is_none_is_not_written() -> None:
    assert NODE.write({"text": None, "header": "x", "weight": 1.0}) == {"weight-in-kg": 1.0}


def test_lists_that_json_has_as_they_are_are_not_copied() -> None:
    names = ("a", "b")
    assert NODE.write({"names": names})["names"] is names


def test_floats_that_are_no_numbers_in_json_are_written_as_strings_on_each_level() -> None:
    infinite = float("inf")
    assert NODE.write({"next": {"weight": infinite}, "grid": [[infinite, 1.0], None]}) == {
        "next": {"weight-in-kg": "Infinity"},
        "grid": [["Infinity", 1.0], None],
    }


def test_nothing_is_made_of_rows_before_they_are_needed() -> None:
    codec = Structure(("never", lambda: pytest.fail("the row was looked at")))
    assert codec.python is dict


CHOICE: Union = Union(
    ("text", str), ("node", lambda: NODE), ("pin", str, "PIN"), ("more", lambda: CHOICE),
    secrets=["pin"],
)  # fmt: skip
CHOOSER = Structure(("choice", CHOICE), ("all", List(CHOICE)))


@pytest.mark.parametrize(
    ("received", "read"),
    [
        ({"text": ""}, {"text": ""}),
        ({"PIN": "1234"}, {"pin": "1234"}),
        ({"__type": "Choice", "text": "a"}, {"text": "a"}),
        ({"text": None, "node": {}, "new": None}, {"node": {}}),
        ({"more": {"more": {"text": "a"}}}, {"more": {"more": {"text": "a"}}}),
        ({"new": {"a": 1}}, {"SDK_UNKNOWN_MEMBER": {"name": "new"}}),
        ({"pin": "no name on the wire"}, {"SDK_UNKNOWN_MEMBER": {"name": "pin"}}),
        ({"new": 0, "text": None, "__type": "x"}, {"SDK_UNKNOWN_MEMBER": {"name": "new"}}),
    ],
)
def test_a_union_has_one_member_and_may_have_one_that_is_not_known(
    received: dict[str, Any], read: dict[str, Any]
) -> None:
    problems: list[str] = []
    assert CHOOSER.read({"choice": received, "all": [received]}, None, problems) == {
        "choice": read,
        "all": [read],
    }
    assert problems == []


@pytest.mark.parametrize(
    ("received", "count"),
    [({}, "none"), ({"__type": "x", "text": None}, "none"), ({"text": "a", "new": 1}, "2")],
)
def test_a_union_of_another_number_of_members_is_a_problem(
    received: dict[str, Any], count: str
) -> None:
    problems: list[str] = []
    CHOOSER.read({"choice": received, "all": [received]}, None, problems)
    CHOICE.read(received, None, problems)
    expected = f"expected exactly one member, got {count}"
    assert problems == [f"{at}: {expected}" for at in ("choice", "all[0]", "body")]


def test_a_union_masks_its_secrets_and_is_written_as_a_structure_is() -> None:
    result = CHOOSER.read({"choice": {"PIN": "1234"}}, None, [])
    assert repr(result) == "{'choice': {'pin': '***'}}"
    assert CHOOSER.write({"choice": {"pin": "1234", "text": None}}) == {"choice": {"PIN": "1234"}}
