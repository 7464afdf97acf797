"""Postponed annotations are shown as they are written."""

from __future__ import annotations

import inspect
from typing import get_type_hints

from restjson.wire.annotations import unquote_annotations


def _example(number: int | None = None, *, names: list[str]) -> dict[str, int]:
    return {}


def test_a_signature_has_no_quotes_and_types_can_still_be_told() -> None:
    unquote_annotations(_example)
    text = "(number: int | None = None, *, names: list[str]) -> dict[str, int]"
    assert str(inspect.signature(_example)) == text
    assert get_type_hints(_example)["return"] == dict[str, int]
    assert _example.__annotations__["names"] == "list[str]"
