"""The words for what is wrong with a value."""

import pytest

from restjson.wire.problems import mismatch, no_members, union_problems, unknown_members

KNOWN = {"clientId", "clientSecret", "scope"}


@pytest.mark.parametrize(
    ("value", "found"), [(1, "int"), (None, "None"), (True, "bool"), ([], "list"), (b"", "bytes")]
)
def test_a_mismatch_names_types_and_no_value(value: object, found: str) -> None:
    assert mismatch("scope[1]", "str", value) == f"scope[1]: expected str, got {found}"


def test_a_mismatch_without_a_path_is_the_inputs() -> None:
    assert mismatch("", "dict", []) == "input: expected dict, got list"


def test_unknown_members_are_listed_in_order_with_the_nearest_name() -> None:
    assert unknown_members({"scpoe", "clientid", "x"}, KNOWN, "outer.") == [
        "outer.clientid: unknown member, did you mean clientId?",
        "outer.scpoe: unknown member, did you mean scope?",
        "outer.x: unknown member",
    ]


def test_names_that_are_no_names_are_quoted_and_cut() -> None:
    assert unknown_members([3, "a b", "\x1b", "n" * 100], set(), "") == [
        r"'\x1b': unknown member",
        "3: unknown member",
        "'a b': unknown member",
        "n" * 60 + "...: unknown member",
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [({}, "none"), ({"a": None}, "none"), ({"a": 1, "b\n": 2, "c": None}, r"a and 'b\n'")],
)
def test_a_union_of_another_number_of_members_names_them(
    value: dict[str, object], found: str
) -> None:
    assert union_problems(value, "at") == [f"at: expected exactly one member, got {found}"]
    assert union_problems({"a": 1, "b": None}, "at") == []


def test_an_operation_that_takes_nothing_takes_an_empty_dict() -> None:
    assert no_members({}) == []
    assert no_members({"a": 1}) == ["a: unknown member"]
    assert no_members(None) == ["input: expected dict, got None"]
