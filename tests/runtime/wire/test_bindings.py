"""Texts for the head of a request."""

from __future__ import annotations

import enum
import posixpath
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.bindings import (
    greedy_label,
    header_text,
    is_greedy_label,
    is_header_text,
    is_label,
    is_query_text,
    label,
    with_query,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT)
def test_a_label_is_one_segment_that_reads_back(text: str) -> None:
    written = label(text)
    assert unquote(written) == text
    assert written.isascii()
    assert not set(written) & set("/?# ")


@given(TEXT)
def test_a_greedy_label_differs_by_its_slashes_alone(text: str) -> None:
    assert greedy_label(text) == "/".join(map(label, text.split("/")))


@given(st.text("./ab", max_size=6))
def test_a_label_leaves_the_path_as_it_is_when_segments_are_resolved(text: str) -> None:
    written = f"/x/{greedy_label(text)}"
    resolved = posixpath.normpath(written) + ("/" if written.endswith("/") else "")
    assert is_greedy_label(text) == (written == resolved and text != "")
    assert is_label(text) == (text not in ("", ".", ".."))


def test_half_a_character_is_no_label() -> None:
    assert not is_label("a\ud800")
    assert not is_greedy_label("a/b\ud800")


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
