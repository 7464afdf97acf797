"""Documents: JSON values as they are, and what is wrong with others."""

from __future__ import annotations

import json
import math
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson import Result
from restjson.wire.codecs import List, Structure
from restjson.wire.documents import DOCUMENT, document_problems, secret_document_problems

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip

HOLDER = Structure(("a", DOCUMENT), ("all", List(DOCUMENT, sparse=True)))


@given(JSON)
def test_a_document_goes_and_comes_as_it_is(value: Any) -> None:
    assert document_problems(value, "a") == []
    assert HOLDER.write({"a": value, "all": [value]}) == {"all": [value]} | (
        {} if value is None else {"a": value}
    )
    received = json.loads(json.dumps({"a": value, "all": [value]}))
    problems: list[str] = []
    result = HOLDER.read(received, None, problems)
    assert (result.get("a"), result["all"], problems) == (received["a"], received["all"], [])


def test_tuples_and_results_are_documents() -> None:
    assert document_problems({"a": (1, Result({"b": ()}))}, "it") == []


def test_all_that_json_has_no_form_for_is_named_with_its_path() -> None:
    value = {
        "a": [1, b"x", math.nan, {"b": datetime(2020, 1, 1)}],
        "c": {1: Decimal(1)},
        "d": -math.inf,
        "e": {1, 2},
    }
    assert document_problems(value, "filter") == [
        "filter.a[1]: expected a JSON value, got bytes",
        "filter.a[2]: expected a number that is finite",
        "filter.a[3].b: expected a JSON value, got datetime",
        "filter.c: key: expected str, got int",
        "filter.c.1: expected a JSON value, got Decimal",
        "filter.d: expected a number that is finite",
        "filter.e: expected a JSON value, got set",
    ]


def test_the_keys_of_a_secret_document_are_not_shown() -> None:
    assert secret_document_problems({"hush": {"{}": b""}}, "filter") == [
        "filter.***.***: expected a JSON value, got bytes"
    ]


def test_a_document_inside_itself_is_refused() -> None:
    value: dict[str, Any] = {"a": [1]}
    value["a"] += [value, value["a"]]
    problem = "expected no value that is inside itself, or more than 256 deep"
    assert document_problems(value, "it") == [f"it.a[1]: {problem}", f"it.a[2]: {problem}"]


@pytest.mark.parametrize(("depth", "count"), [(256, 0), (257, 1)])
def test_a_document_may_be_so_deep_and_no_deeper(depth: int, count: int) -> None:
    value: Any = []
    for _ in range(depth - 1):
        value = [value]
    assert len(document_problems(value, "it")) == count


def test_the_same_value_may_stand_in_several_places() -> None:
    shared: list[Any] = [1]
    assert document_problems([shared, shared, {"a": shared}], "it") == []
