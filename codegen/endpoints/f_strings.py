"""f-strings: text and expressions as one string constant of Python."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.endpoints.values import Value
from codegen.escape import literal


def f_string(parts: Sequence[str | Value]) -> str:
    """Return the f-string of texts and values, in the quotes that ruff chooses.

    Args:
        parts: text as it is to appear, and values; the code of a value holds no strings but
            those that `known` is given, which need no escapes.
    """
    text = "".join(part for part in parts if isinstance(part, str))
    quote = literal(text)[0]
    other = "'" if quote == '"' else '"'
    inner = (
        _text(part, quote)
        if isinstance(part, str)
        # Before Python 3.12 the quotes within must be others than those around.
        else "{" + part.code.replace('"', other) + "}"
        for part in parts
    )
    return f"f{quote}{''.join(inner)}{quote}"


def _text(text: str, quote: str) -> str:
    """Return text between `quote` as it stands in an f-string."""
    escaped = (f"\\{each}" if each == quote else literal(each)[1:-1] for each in text)
    return "".join(escaped).replace("{", "{{").replace("}", "}}")
