"""Text and labels of a path."""

from __future__ import annotations

import pytest

from codegen.model.labels import Label, parts_of


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("/", ("/",)),
        ("/{a}", ("/", Label("a", greedy=False))),
        ("{a}.", (Label("a", greedy=False), ".")),
        ("/{a}/b/{c+}?d", ("/", Label("a", False), "/b/", Label("c", True), "?d")),
        ("/{a-b.c_d}{e}", ("/", Label("a-b.c_d", False), Label("e", False))),
        ("/(a+)+/{}/{ a}/{a+b}", ("/(a+)+/{}/{ a}/{a+b}",)),
    ],
)
def test_labels_stand_in_braces_and_greedy_ones_end_with_a_plus(
    template: str, parts: tuple[str | Label, ...]
) -> None:
    assert parts_of(template) == parts
