"""Limits of values, in words."""

from __future__ import annotations

import pytest

from codegen.prose.limits import in_words
from tests.codegen.models import read, taking


@pytest.mark.parametrize(
    ("kind", "least", "most", "said"),
    [
        ("string", None, None, ""),
        ("string", 0, None, ""),
        ("string", 0, 9, "At most 9 characters."),
        ("string", 1, None, "At least 1 character."),
        ("string", 3, 9, "From 3 to 9 characters."),
        ("string", 4, 4, "Exactly 4 characters."),
        ("blob", None, 1, "At most 1 byte."),
        ("list", 2, 3, "From 2 to 3 items."),
        ("map", 1, 1, "Exactly 1 entry."),
        ("map", 2, None, "At least 2 entries."),
        ("integer", 0, None, "At least 0."),
        ("integer", -1, 1, "From -1 to 1."),
        ("double", None, 0.5, "At most 0.5."),
    ],
)
def test_limits_are_said_in_units(
    kind: str, least: float | None, most: float | None, said: str
) -> None:
    parts = {
        "list": {"member": {"shape": "String"}},
        "map": {"key": {"shape": "String"}, "value": {"shape": "String"}},
    }
    bounds = {"min": least, "max": most}
    shape = {
        "type": kind,
        **parts.get(kind, {}),
        **{name: value for name, value in bounds.items() if value is not None},
    }
    assert in_words(read(taking({"it": "It"}, It=shape)).shapes["It"]) == said
