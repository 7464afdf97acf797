"""Texts for the head of a request."""

from __future__ import annotations

import enum
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.bindings import header_text, is_header_text, is_query_text, with_query

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1))
def test_a_query_reads_back_as_what_was_put_in(parameters: list[tuple[str, str]]) -> None:
    target = with_query("/a", parameters)
    path, _, query = target.partition("?")
    assert (path, parse_qsl(query, keep_blank_values=True)) == ("/a", parameters)
    assert target.isascii()
    assert " " not in target


def test_only_what_needs_no_encoding_stays_as_it_is() -> None:
    assert with_query("/a", [("x", "Az09-._~ /+&=%\u00e9")]) == (
        "/a?x=Az09-._~%20%2F%2B%26%3D%25%C3%A9"
    )


def test_parameters_follow_the_query_that_is_always_there() -> None:
    assert with_query("/a?b&c=d", [("x", ""), ("x", "1")]) == "/a?b&c=d&x=&x=1"
    assert with_query("/a?b", []) == "/a?b"
    assert with_query("/a", []) == "/a"


@pytest.mark.parametrize("text", ["", "a b\tc", "\u00e9\u20ac", '"', "x" * 10_000])
def test_a_header_carries_a_line_of_text(text: str) -> None:
    assert is_header_text(text)


@pytest.mark.parametrize("text", ["\r", "a\nb", "\0", "a\ud800"])
def test_a_header_carries_nothing_else(text: str) -> None:
    assert not is_header_text(text)


@given(st.text())
def test_a_query_carries_what_utf_8_can_encode(text: str) -> None:
    try:
        text.encode()
        encodable = True
    except UnicodeEncodeError:
        encodable = False
    assert is_query_text(text) == encodable


def test_what_is_no_text_is_left_to_the_check_of_types() -> None:
    assert is_query_text(7)
    assert is_query_text(None)


def test_the_text_of_an_enums_member_is_its_value() -> None:
    class Word(str, enum.Enum):
        NEXT = "next"

    assert f"{header_text(Word.NEXT)}" == "next"
