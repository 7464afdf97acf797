"""Values of scalar shapes: plain ones, and those that are hard to send."""

from __future__ import annotations

import io
import random
from datetime import datetime, timedelta, timezone
from typing import Any

from botocore.model import Shape

_EAST = timezone(timedelta(hours=5, minutes=30))

# In a URL or a header, each of these means something or has to be encoded.
TEXTS = (
    "~a/b?c=d&e#f%20+",
    "a, \"b\" 'c' \\d",
    "é ü",
    "日本 \U0001f511",
    "{label}",
    "[1];:@!$&'()*+,=",
    " a ",
    "true",
    "1",
)

# As a segment of a path, or as some segments, each of these leads elsewhere.
BAD_LABELS = ("", ".", "..")
BAD_GREEDY_LABELS = ("a//b", "a/../b", "/a", "a/.")
_LABELS = ("~a/b?c=d&e#f%20+", "é ü \U0001f511", "[1];:@!$&'()*+,=", " a ", "...")

_INTEGERS = (0, -1, 1, 2**31 - 1, -(2**31), 2**53 + 1, 10**20)
_FLOATS = (
    *(0.0, -0.0, 1.5, -2.25, 3, 1e-7, 1e22, 123456789.125),
    *(float("nan"), float("inf"), float("-inf")),
)
_TIMESTAMPS = (
    datetime(2026, 2, 3, 4, 5, 6),
    datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone.utc),
    datetime(2026, 2, 3, 4, 5, 6, tzinfo=_EAST),
    datetime(2026, 2, 3, 4, 5, 6, 250000, tzinfo=timezone.utc),
    datetime(1969, 12, 31, 23, 59, 59, tzinfo=timezone.utc),
    datetime(1, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
    datetime(9999, 12, 30, 23, 59, 59, tzinfo=timezone.utc),
    0,
    1770091506,
    1770091506.5,
    "2026-02-03T04:05:06Z",
    "2026-02-03T04:05:06.250+05:30",
    "Tue, 03 Feb 2026 04:05:06 GMT",
    "1770091506",
)
_BLOBS = (b"\x00\xff", bytearray(b"bytes"), "text é", b"", b"a")
_DOCUMENTS: tuple[Any, ...] = (
    {},
    {"b": {"type": "x", "a": [1, 1.5, "é", True, {}]}},
    [],
    ["a", {"b": []}],
    "text",
    7,
    False,
)


def plain(shape: Shape, chosen: random.Random) -> Any:
    """Return a value of a scalar shape that nothing is special about."""
    kind = shape.type_name
    if kind == "string":
        return _text(shape, f"{shape.name}{chosen.randint(0, 9999)}", chosen)
    if kind in ("integer", "long"):
        return _at_least(shape, chosen.randint(1, 1000))
    if kind in ("float", "double"):
        return _at_least(shape, chosen.randint(1, 1000) / 8)
    if kind == "boolean":
        return chosen.random() < 0.5
    if kind == "timestamp":
        return datetime.fromtimestamp(chosen.randint(10**9, 2 * 10**9), timezone.utc)
    assert kind == "blob", kind
    return chosen.randbytes(chosen.randint(1, 9))


def hard(shape: Shape, chosen: random.Random) -> Any:
    """Return a value of a scalar shape at the edge of what it may be."""
    kind = shape.type_name
    if kind == "string":
        texts = _LABELS if shape.serialization.get("location") == "uri" else TEXTS
        return _text(shape, chosen.choice(texts), chosen)
    if kind in ("integer", "long"):
        return _at_least(shape, chosen.choice(_INTEGERS))
    if kind in ("float", "double"):
        return _at_least(shape, chosen.choice(_FLOATS))
    if kind == "boolean":
        return chosen.random() < 0.5
    if kind == "timestamp":
        return chosen.choice(_TIMESTAMPS)
    assert kind == "blob", kind
    if shape.serialization.get("streaming") and chosen.random() < 0.5:
        return io.BytesIO(chosen.randbytes(99))
    return chosen.choice(_BLOBS)


def token(shape: Shape, chosen: random.Random) -> Any:
    """Return what may be part of the name of a header (RFC 9110 section 5.6.2)."""
    return chosen.choice(("a", "B-1", "!#$%&'*+.^_`|~"))


def shortest(shape: Shape) -> Any:
    """Return the shortest text or blob that fits."""
    if shape.type_name == "blob":
        return b""
    return "a" * max(_least(shape), 0)


def document(chosen: random.Random) -> Any:
    """Return a JSON value."""
    return chosen.choice(_DOCUMENTS)


def _text(shape: Shape, text: str, chosen: random.Random) -> Any:
    if shape.serialization.get("jsonvalue") and shape.serialization.get("location") == "header":
        return document(chosen)
    if shape.serialization.get("hostLabel"):
        return "host-label.1"
    if getattr(shape, "enum", None) and chosen.random() < 0.5:
        text = chosen.choice(shape.enum)
    return text + "." * (_least(shape) - len(text))


def _at_least(shape: Shape, number: float) -> float:
    least = shape.metadata.get("min")
    return least if least is not None and number < least else number


def _least(shape: Shape) -> int:
    least: int = shape.metadata.get("min", 0)
    is_label = shape.serialization.get("hostLabel") or shape.serialization.get("location") == "uri"
    return max(least, 1) if is_label else least
