"""Text, as all places outside of JSON take it: in UTF-8, and as a plain str."""

from __future__ import annotations


def is_encodable(value: object) -> bool:
    """Tell whether UTF-8 has a form for `value`; what is not text at all is refused elsewhere."""
    if not isinstance(value, str) or value.isascii():
        return True
    return not any("\ud800" <= character <= "\udfff" for character in value)


def plain_text(value: str) -> str:
    """Return `value` as a plain str: f-strings show the name of an enum's member instead."""
    return str.__str__(value)
