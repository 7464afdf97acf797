"""Keeping secrets, and a server's control characters, out of what people and logs see."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

MASK = "***"

# Masking a shorter one would blot out unrelated words; no service issues secrets this short.
_SHORTEST_SECRET = 8

# C0 and C1 controls, and the characters that change the direction of text.
_CONTROLS = {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def printable(text: str, limit: int) -> str:
    """Return `text` fit for one line of a terminal or a log, cut to `limit` characters."""
    shown = text if len(text) <= limit else text[:limit] + "..."
    return shown.translate(_CONTROLS)


def sent_secrets(params: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Return the strings that the named members of a request hold, the longest first."""
    found: list[str] = []
    for name in names:
        _collect(params.get(name), found)
    return sorted((text for text in found if len(text) >= _SHORTEST_SECRET), key=len, reverse=True)


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


def _collect(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, found)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _collect(item, found)
