"""Text on its way to places outside of JSON."""

from __future__ import annotations

import enum

from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.text import is_encodable, plain_text


class Word(str, enum.Enum):
    NEXT = "next"


@given(st.text())
def test_text_is_encodable_if_utf_8_has_a_form_for_it(text: str) -> None:
    try:
        text.encode()
        encodable = True
    except UnicodeEncodeError:
        encodable = False
    assert is_encodable(text) == encodable


def test_what_is_not_text_is_left_to_the_check_of_types() -> None:
    assert is_encodable(7)
    assert is_encodable(None)


def test_the_text_of_an_enums_member_is_its_value() -> None:
    assert f"{plain_text(Word.NEXT)}" == "next"
    assert type(plain_text(Word.NEXT)) is str
