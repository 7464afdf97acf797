"""Labels: text as part of a path, or of a host's name."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.labels import (
    greedy_label,
    greedy_label_problems,
    is_greedy_label,
    is_host_text,
    is_label,
    label,
    label_problems,
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


@given(st.text("./ab\ud800", max_size=6))
def test_there_are_problems_where_there_is_no_label(text: str) -> None:
    assert is_label(text) == (label_problems(text, "at") == [])
    assert is_greedy_label(text) == (greedy_label_problems(text, "at") == [])


LEADING = 'at: expected no empty segment: leave out the leading "/"'
DOUBLED = 'at: expected no empty segment: write "/" in place of "//"'
ONE_DOT, TWO_DOTS = (
    f'at: expected no segment "{dots}": give the path that it leads to' for dots in (".", "..")
)
SURROGATES = "at: expected text without lone surrogates"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["at: expected text that is not empty"]),
        ("/", [LEADING]),
        ("/folder/a.md", [LEADING]),
        ("//a", [LEADING]),
        ("a//b", [DOUBLED]),
        ("a//", [DOUBLED]),
        ("./a", [ONE_DOT]),
        ("a/..", [TWO_DOTS]),
        ("a/../", [TWO_DOTS]),
        ("\ud800/a", [SURROGATES]),
        ("/\ud800//./..", [SURROGATES, LEADING, DOUBLED, ONE_DOT, TWO_DOTS]),
    ],
)
def test_what_is_wrong_with_a_greedy_label_is_told(text: str, problems: list[str]) -> None:
    assert greedy_label_problems(text, "at") == problems


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "at: expected text that is not empty"),
        (".", 'at: expected text other than "." and "..", which lead elsewhere'),
        ("..", 'at: expected text other than "." and "..", which lead elsewhere'),
        ("\ud800", SURROGATES),
    ],
)
def test_what_is_wrong_with_a_label_is_told(text: str, problem: str) -> None:
    assert label_problems(text, "at") == [problem]


def test_half_a_character_is_no_label() -> None:
    assert not is_label("a\ud800")
    assert not is_greedy_label("a/b\ud800")


@pytest.mark.parametrize("text", ["a", "A-1.b", "...", "-"])
def test_letters_digits_hyphens_and_dots_are_part_of_hosts(text: str) -> None:
    assert is_host_text(text)


@pytest.mark.parametrize("text", ["", "a\n", "a_b", "a/", "a@b", "a:1", "\u00e9", "\u0661", "a%2e"])
def test_nothing_else_is_part_of_a_host(text: str) -> None:
    assert not is_host_text(text)
