"""How messages show what was set and cannot be used."""

from __future__ import annotations

# What is longer may be a secret that was pasted into the wrong place; with an @, a URL with one.
_MOST_SHOWN = 30

_MOST_OF_A_NAME = 60


def found(text: str) -> str:
    """Return ``, found "x"`` for a setting that is not a secret, or nothing if it might be one."""
    return f', found "{text}"' if _is_harmless(text) else ""


def name_or(what: str, name: str) -> str:
    """Return a name that stands in a file, or what it is a name of if it might be a secret."""
    return name if _is_harmless(name) else what


def shorten(name: str) -> str:
    """Return a name for a message, or how it begins."""
    return name if len(name) <= _MOST_OF_A_NAME else f"{name[:_MOST_OF_A_NAME]}..."


def comment_hint(text: str) -> str:
    """Return a hint if a value looks as if a comment stood behind it, else nothing."""
    import re  # only a mistake pays for it

    comment = re.search(r"\s([#;])", text)
    if comment is None:
        return ""
    return f" (what follows {comment[1]} is part of the value, and no comment: take it out)"


def _is_harmless(text: str) -> bool:
    return len(text) <= _MOST_SHOWN and text.isprintable() and "@" not in text
