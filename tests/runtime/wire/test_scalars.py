"""Scalars as JSON carries them."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.scalars import (
    float_to_json,
    json_to_bool,
    json_to_float,
    json_to_int,
    json_to_text,
)

# What Python's `int` or `float` would take.
NO_NUMBERS = [
    "12_0",
    " 12",
    "12 ",
    "12\n",
    "\xa012",
    "\u0661\u0662",
    "nan",
    "inf",
    "INFINITY",
    "+nan",
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.5, 1.5),
        (0, 0),
        (-0.0, -0.0),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_a_float_is_a_number_or_the_name_of_one(value: float, expected: object) -> None:
    assert float_to_json(value) == expected


@given(st.floats())
def test_a_float_survives_json(value: float) -> None:
    back = json_to_float(json.loads(json.dumps(float_to_json(value), allow_nan=False)))
    assert back == value or (back != back and value != value)


@pytest.mark.parametrize(
    ("value", "expected"), [(1, 1.0), ("1.5", 1.5), ("-Infinity", -math.inf), ("1e3", 1000.0)]
)
def test_numbers_and_their_strings_are_read_as_floats(value: object, expected: float) -> None:
    read = json_to_float(value)
    assert read == expected
    assert type(read) is float


@pytest.mark.parametrize("value", [None, True, "x", "", [], {}, 10**400, *NO_NUMBERS])
def test_what_is_no_float_stays_as_it_is(value: object) -> None:
    assert json_to_float(value) is value


@pytest.mark.parametrize(("value", "expected"), [(3, 3), (3.0, 3), ("12", 12), ("-5", -5)])
def test_whole_numbers_and_their_strings_are_read_as_integers(value: object, expected: int) -> None:
    read = json_to_int(value)
    assert read == expected
    assert type(read) is int


@pytest.mark.parametrize(
    "value", [None, True, 1.5, math.nan, math.inf, "1.5", "x", "", "9" * 5000, *NO_NUMBERS]
)
def test_what_is_no_integer_stays_as_it_is(value: object) -> None:
    assert json_to_int(value) is value


@pytest.mark.parametrize(
    ("value", "expected"), [(True, True), ("true", True), ("FALSE", False), ("False", False)]
)
def test_booleans_and_their_strings_are_read_as_booleans(value: object, expected: bool) -> None:
    assert json_to_bool(value) is expected


@pytest.mark.parametrize("value", [None, 1, "yes", "", []])
def test_what_is_no_boolean_stays_as_it_is(value: object) -> None:
    assert json_to_bool(value) is value


@pytest.mark.parametrize("value", [0, -1, 10**30, 1.5, 1e22, 1795660963.402457, True, False])
def test_numbers_and_booleans_are_read_as_the_text_that_json_has(value: float) -> None:
    assert json_to_text(value) == json.dumps(value)


@pytest.mark.parametrize("value", [None, [], {}, ["a"], "", "1"])
def test_what_is_no_text_stays_as_it_is(value: object) -> None:
    assert json_to_text(value) is value
