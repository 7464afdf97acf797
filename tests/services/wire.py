"""Scalars as servers write them: in JSON, and in headers."""

from __future__ import annotations

import base64
import json
import random
from typing import Any

from botocore.model import Shape

from tests.services.values import TEXTS, document

__all__ = ["document", "header", "scalar"]

_INTEGERS = (0, -1, 2**31 - 1, 2**53 + 1, 10**20, "12", 7.0)
_FLOATS = (0.0, -2.25, 3, 1e-7, 1e22, "NaN", "Infinity", "-Infinity", "1.5")
_TIMESTAMPS = (
    *(0, -1, 1770091506, 1770091506.5, 1770091506.123, "1770091506", "1770091506.5"),
    *("2026-02-03T04:05:06Z", "2026-02-03T04:05:06.250Z", "2026-02-03T04:05:06-01:00"),
    *("Tue, 03 Feb 2026 04:05:06 GMT", "0001-01-02T03:04:05Z", "9999-12-30T23:59:59Z"),
)
_BLOBS = ("", "AP8=", "dGV4dCDDqQ==")


def scalar(shape: Shape, chosen: random.Random, is_hard: bool) -> Any:
    """Return a value of a scalar shape, as JSON."""
    kind = shape.type_name
    if kind == "string":
        if getattr(shape, "enum", None) and chosen.random() < 0.7:
            return chosen.choice(shape.enum)
        return chosen.choice(TEXTS) if is_hard else f"{shape.name}{chosen.randint(0, 9999)}"
    if kind in ("integer", "long"):
        return chosen.choice(_INTEGERS) if is_hard else chosen.randint(0, 1000)
    if kind in ("float", "double"):
        return chosen.choice(_FLOATS) if is_hard else chosen.randint(0, 1000) / 8
    if kind == "boolean":
        return chosen.random() < 0.5
    if kind == "timestamp":
        return chosen.choice(_TIMESTAMPS) if is_hard else _timestamp(shape, "unix", chosen)
    assert kind == "blob", kind
    return chosen.choice(_BLOBS) if is_hard else base64.b64encode(chosen.randbytes(7)).decode()


def header(shape: Any, chosen: random.Random, is_hard: bool) -> str:
    """Return a value of a shape as a header has it."""
    kind = shape.type_name
    if kind == "list":
        return ",".join(header(shape.member, chosen, is_hard=False) for _ in range(2))
    if shape.serialization.get("jsonvalue"):
        return base64.b64encode(json.dumps(document(chosen)).encode()).decode()
    if kind == "boolean":
        return chosen.choice(("true", "false", "True"))
    if kind == "timestamp":
        if is_hard:
            return str(chosen.choice(_TIMESTAMPS))
        return str(_timestamp(shape, "rfc822", chosen))
    if kind in ("integer", "long"):
        return str(int(scalar(shape, chosen, is_hard)))  # botocore fails at `7.0` here
    if kind == "string":
        texts = ("a/b?c=d", "a, \"b\" 'c'", "1", "{}")
        return chosen.choice(texts) if is_hard else f"{shape.name}{chosen.randint(0, 9999)}"
    return str(scalar(shape, chosen, is_hard))


def _timestamp(shape: Shape, by_default: str, chosen: random.Random) -> Any:
    form = shape.serialization.get("timestampFormat", by_default)
    day = chosen.randint(10, 28)
    if form == "iso8601":
        return f"2025-02-{day}T04:05:06Z"
    if form == "rfc822":
        return f"{('Mon', 'Tue', 'Wed')[day % 3]}, {day} Feb 2025 04:05:06 GMT"
    return chosen.randint(10**9, 2 * 10**9)
