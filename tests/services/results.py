"""Results in a form that can be compared: streams read, NaN equal to itself, types exact."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any


@dataclass(frozen=True)
class Failure:
    """An exception; what it says is for people."""

    kind: str
    message: str = field(default="", compare=False)

    @classmethod
    def of(cls, error: Exception) -> Failure:
        return cls(type(error).__name__, str(error))


def comparable(value: Any) -> Any:
    """Return a value of a result, ours or botocore's, in a form that can be compared."""
    if isinstance(value, dict):
        return {name: comparable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, datetime):
        assert value.tzinfo is not None
        return value.astimezone(timezone.utc)
    if isinstance(value, bytes | bytearray):
        return bytes(value)
    if hasattr(value, "read"):
        return value.read()
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return [comparable(event) for event in value]
    # 1, 1.0 and True are equal, NaN is not.
    return value if isinstance(value, str) or value is None else (type(value), repr(value))


def members(result: dict[str, Any]) -> Any:
    """Return the members of a result, without its metadata."""
    return comparable({name: item for name, item in result.items() if name != "ResponseMetadata"})
