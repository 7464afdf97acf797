"""Labels: text as part of a path, or of a host's name."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.labels import greedy_label, is_greedy_label, is_host_text, is_label, label

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


@pytest.mark.parametrize("text", ["a", "A-1.b", "...", "-"])
def test_letters_digits_hyphens_and_dots_are_part_of_hosts(text: str) -> None:
    assert is_host_text(text)


@pytest.mark.parametrize("text", ["", "a\n", "a_b", "a/", "a@b", "a:1", "\u00e9", "\u0661", "a%2e"])
def test_nothing_else_is_part_of_a_host(text: str) -> None:
    assert not is_host_text(text)
