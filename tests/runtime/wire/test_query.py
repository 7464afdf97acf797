"""Parameters that members put into the query."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.query import is_query_map, map_parameters, with_query

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


def test_the_query_that_is_always_there_wins() -> None:
    assert with_query("/a?mode=x&flag", [("mode", "y"), ("flag", "z"), ("b", "c")]) == (
        "/a?mode=x&flag&b=c"
    )
    assert with_query("/a?mode=x", [("mode", "y")]) == "/a?mode=x"
    assert with_query("/a?", [("b", "c")]) == "/a?b=c"


def test_named_parameters_win_over_the_entries_of_a_map() -> None:
    entries = {"a": "1", "b": ["2", "3"], "c": [], "d": None, "e": ("4", None), "f": ""}
    assert map_parameters(entries, [("a", "0")]) == [
        ("b", "2"),
        ("b", "3"),
        ("e", "4"),
        ("f", ""),
    ]


def test_keys_and_values_of_a_map_are_text_of_a_query() -> None:
    assert is_query_map({"a": "b", "c": ["d", "\u00e9"], 1: 2, "e": None})
    assert is_query_map(7)
    for wrong in ({"\ud800": "a"}, {"a": "\ud800"}, {"a": ["b", "\ud800"]}, {"a": ("\ud800",)}):
        assert not is_query_map(wrong)
