"""Members from the status and the headers of a response."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson import Response
from restjson.wire.codecs import List, Map
from restjson.wire.incoming import Incoming
from restjson.wire.places import (
    DatesHeader,
    Header,
    JSONHeader,
    Place,
    PrefixHeaders,
    Status,
    items_of,
)

ITEM = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=6)


def read(place: Place, headers: dict[str, str], name: str = "X-Name") -> tuple[Any, list[str]]:
    problems: list[str] = []
    lowered = {each.lower(): value for each, value in headers.items()}
    incoming = Incoming("Get", Response(203, headers, b""), lowered)
    return place.read(incoming, name, problems), problems


def test_the_status_is_a_number() -> None:
    assert read(Status(), {}) == (203, [])


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (str, "", ""),
        (str, "a, b", "a, b"),
        (int, "-12", -12),
        (float, "1.5e3", 1500.0),
        (float, "-Infinity", float("-inf")),
        (bool, "TRUE", True),
        (bool, "false", False),
        (List(str), "a, b ,c", ["a", "b", "c"]),
        (List(int), "1,2", [1, 2]),
        (List(bool), "true,False", [True, False]),
        (List(str), "", []),
        (int, "", None),
    ],
)
def test_a_header_is_read_as_what_its_member_is(kind: Any, text: str, value: object) -> None:
    assert read(Header(kind), {"x-NAME": text}) == (value, [])


def test_a_header_that_is_not_there_is_no_value() -> None:
    for place in (Header(str), Header(int), Header(List(str)), DatesHeader(List(str))):
        assert read(place, {"X-Other": "a"}) == (None, [])
    assert read(JSONHeader(), {}) == (None, [])


@pytest.mark.parametrize("kind", [int, bool, float])
def test_a_header_of_another_type_is_a_problem_that_does_not_show_it(kind: type) -> None:
    problem = f"X-Name: expected {kind.__name__}, got str"
    assert read(Header(kind), {"X-Name": "secret"}) == (None, [problem])


def test_an_item_of_another_type_is_left_out_and_named() -> None:
    assert read(Header(List(int)), {"X-Name": "1, b, 3"}) == (
        [1, 3],
        ["X-Name[1]: expected int, got str"],
    )


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ('a, "b, c", d', ["a", "b, c", "d"]),
        (r'"say \"a, b\"", "\\"', ['say "a, b"', "\\"]),
        ("a,,b,", ["a", "", "b", ""]),
        ('"open, a', ['"open', "a"]),
        ('"a"b, c', ['"a"b', "c"]),
        (" , ", ["", ""]),
        ("", []),
    ],
)
def test_items_are_split_at_commas_outside_of_quotes(text: str, items: list[str]) -> None:
    assert items_of(text) == items


@given(st.lists(ITEM, min_size=1))
def test_items_come_back_as_they_were_quoted(items: list[str]) -> None:
    quoted = ['"' + each.replace("\\", r"\\").replace('"', r"\"") + '"' for each in items]
    assert items_of(", ".join(quoted)) == items


def test_the_commas_in_dates_separate_nothing() -> None:
    first, second = "Mon, 16 Dec 2019 23:48:18 GMT", "Tuesday, 17-Dec-19 23:48:18 GMT"
    assert read(DatesHeader(List(str)), {"X-Name": f"{first}, {second},1"}) == (
        [first, second, "1"],
        [],
    )


def test_headers_with_a_prefix_are_a_map_by_the_rest_of_their_names() -> None:
    headers = {"X-Meta-Abc": "1", "x-meta-dEF": "2", "X-Met": "3", "x-meta-": "4"}
    assert read(PrefixHeaders(), headers, "X-META-") == ({"Abc": "1", "dEF": "2", "": "4"}, [])
    assert read(PrefixHeaders(), headers, "y-") == ({}, [])
    assert read(PrefixHeaders(), headers, "") == (headers, [])


def test_json_in_a_header_is_read_from_base64() -> None:
    values: list[Any] = [{"a": [1, None]}, [], "text", 0]
    for value in values:
        text = base64.b64encode(json.dumps(value).encode()).decode()
        assert read(JSONHeader(), {"X-Name": text}) == (value, [])


@pytest.mark.parametrize("text", ["a", "e30", "ew==", "/w==", "%"])
def test_a_header_that_is_no_json_is_a_problem(text: str) -> None:
    problem = "X-Name: expected JSON in base64, got str"
    assert read(JSONHeader(), {"X-Name": text}) == (None, [problem])


def test_a_map_has_no_text() -> None:
    assert read(Header(Map(str)), {"X-Name": "a"}) == (None, ["X-Name: expected dict, got str"])
