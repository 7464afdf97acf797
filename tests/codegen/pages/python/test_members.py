"""What pages say of a member besides its own text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.codegen.models import Json, taking
from tests.codegen.python_pages import build, entries, section


def said(shape: Json, habits: Json | None = None, **reference: Any) -> str:
    """Return what is said of an argument of this shape."""
    model = taking({"it": {"shape": "It", **reference}}, required=["it"], It=shape)
    _, page = build(model, habits=habits or {})
    (text,) = entries(section(page, "Arguments")).values()
    return text


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ({"type": "string"}, ""),
        ({"type": "string", "min": 2, "max": 8}, "From 2 to 8 characters."),
        ({"type": "string", "pattern": "[a-z]+"}, "Pattern: [a-z]+."),
        ({"type": "string", "min": 2, "pattern": "a*"}, "At least 2 characters. Pattern: a*."),
    ],
)
def test_limits_and_the_pattern_are_said(shape: Json, text: str) -> None:
    assert said(shape) == text


def test_an_idempotency_token_says_what_it_is_where_it_is_left_out() -> None:
    text = said({"type": "string"}, idempotencyToken=True)
    assert "Left out, it is a random UUID, or what the client's token_factory gives" in text


def test_a_default_that_is_a_habit_of_the_service_is_said() -> None:
    assert said({"type": "string"}, {"defaults": {"it": "-"}}) == "Left out, it is -."
