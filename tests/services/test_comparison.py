"""A comparison fails where it must, and counts the rest."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.services.comparison import Comparison
from tests.services.differences import Difference


def test_outcomes_are_counted_by_what_explains_them() -> None:
    told: Counter[str] = Counter(services=1)
    compared = Comparison("cups", [Difference("milk.", lambda _given, _shape, theirs: theirs + 1)])
    compared.add("the same", {}, None, 1, 1)
    compared.add("explained", {}, None, 2, 1)
    compared.end(told)
    assert told == {"services": 1, "cups: the same": 1, "cups: the same, but: milk.": 1}


def test_what_nothing_explains_fails_and_is_named() -> None:
    told: Counter[str] = Counter()
    compared = Comparison("cups", [])
    for number in range(7):
        compared.add(f"cup {number}", {}, None, "tea", "coffee")
    with pytest.raises(
        AssertionError, match="7 unexplained:\ncup 0\n  ours   tea\n  theirs coffee"
    ):
        compared.end(told)
    assert told == {"cups: unexplained": 7}
