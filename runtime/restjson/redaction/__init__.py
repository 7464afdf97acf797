"""What people and logs see: no secret, and no control characters of a server."""

from __future__ import annotations

MASK = "***"


def printable(text: str, limit: int) -> str:
    """Return `text` fit for one line of a terminal or a log, cut to `limit` characters.

    Control characters, line separators, characters that change the direction of text and lone
    surrogates become escapes.
    """
    shown = text if len(text) <= limit else text[:limit] + "..."
    if shown.isprintable():
        return shown
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode("ascii")
        for each in shown
    )
