"""Keeping secrets, and a server's control characters, out of what people and logs see."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

MASK = "***"

# Masking a shorter one would blot out unrelated words; no service issues secrets this short.
_SHORTEST_SECRET = 8


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


def sent_secrets(
    params: Mapping[str, Any], names: Iterable[str], more: Iterable[str] = ()
) -> list[str]:
    """Return the strings that the named members of a request hold, the longest first.

    They come as they are and as JSON, URLs and HTML write them; so do `more` that were sent.
    """
    found = list(more)
    for name in names:
        _collect(params.get(name), found)
    secrets = {each for text in found if len(text) >= _SHORTEST_SECRET for each in _spellings(text)}
    return sorted(secrets, key=len, reverse=True)


def without(value: Any, secrets: list[str]) -> Any:
    """Return `value` with every occurrence of a secret masked, in nested strings too.

    A server may send back what it got; an error then must not show it.
    """
    if not secrets:
        return value
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, MASK)
    elif isinstance(value, dict):
        value = value.copy()  # keeps the class, and with it the names that are masked
        for name, item in value.items():
            value[name] = without(item, secrets)
    elif isinstance(value, list):
        value = [without(item, secrets) for item in value]
    return value


def _spellings(text: str) -> tuple[str, ...]:
    import json
    from html import escape
    from urllib.parse import quote

    return text, json.dumps(text)[1:-1], quote(text, safe="", errors="replace"), escape(text)


def _collect(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, found)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _collect(item, found)
