"""Headers that members set."""

from __future__ import annotations

import enum

import pytest

from codegen.checks import wire_names
from restjson.wire.headers import (
    OWN_HEADERS,
    is_header_map,
    is_header_text,
    list_item,
    prefixed_headers,
)


class Word(str, enum.Enum):
    NEXT = "next"


@pytest.mark.parametrize("text", ["", "a b\tc", "\u00e9\u20ac", '"', "x" * 10_000])
def test_a_header_carries_a_line_of_text(text: str) -> None:
    assert is_header_text(text)


@pytest.mark.parametrize("text", ["\r", "a\nb", "\0", "a\ud800"])
def test_a_header_carries_nothing_else(text: str) -> None:
    assert not is_header_text(text)


def test_what_is_no_text_is_left_to_the_check_of_types() -> None:
    assert is_header_text(7)
    assert is_header_map("x-", 7)
    assert is_header_map("x-", {7: "a", "b": 7})


def test_the_text_of_an_enums_member_is_its_value() -> None:
    assert f"{list_item(Word.NEXT)}" == "next"
    assert [*map(str, prefixed_headers("x-", {"a": Word.NEXT}, {}).values())] == ["next"]


@pytest.mark.parametrize(
    ("text", "item"),
    [("a", "a"), ("", ""), ("a b", "a b"), ("b,c", '"b,c"'), ('"d"', '"\\"d\\""'), (",", '","')],
)
def test_an_item_of_a_list_is_quoted_if_it_needs_to_be(text: str, item: str) -> None:
    assert list_item(text) == item


@pytest.mark.parametrize(
    ("prefix", "entries"),
    [
        ("x-meta-", {"": "a", "B.c_d~": "b"}),
        ("", {"a": "", "Content-Type": "b", "Accept-Encoding": "gzip"}),
        ("x-", {}),
    ],
)
def test_a_map_of_headers_has_names_and_text(prefix: str, entries: dict[str, str]) -> None:
    assert is_header_map(prefix, entries)


@pytest.mark.parametrize(
    ("prefix", "entries"),
    [
        ("", {"": "a"}),
        ("x-", {"a b": "c"}),
        ("x-", {"a:": "c"}),
        ("x-", {"\u00e9": "c"}),
        ("x-", {"a": "b\r\nHost: c"}),
        ("x-", {"ok": "1", "a\n": "b"}),
        ("", {"HOST": "a"}),
        ("x-amz-", {"Date": "a"}),
        ("", {"Content-Length": "0"}),
    ],
)
def test_a_map_of_headers_has_nothing_else(prefix: str, entries: dict[str, str]) -> None:
    assert not is_header_map(prefix, entries)


def test_headers_with_names_of_their_own_win_over_the_entries_of_a_map() -> None:
    headers = {"X-Meta-A": "1"}
    assert prefixed_headers("x-meta-", {"a": "2", "B": "3"}, headers) == {"x-meta-B": "3"}
    assert prefixed_headers("", {"x-meta-a": "2"}, headers) == {}


def test_names_that_differ_in_case_are_one_header_and_none_is_left_out() -> None:
    entries = {"a": "1", "A": "2", "b": None}
    assert prefixed_headers("x-", entries, {}) == {"x-A": "2"}
    assert prefixed_headers("x-", {}, {}) == {}


def test_the_generator_refuses_the_headers_that_the_client_sets() -> None:
    assert wire_names.OWN_HEADERS == OWN_HEADERS
