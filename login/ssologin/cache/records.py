"""JSON objects in a store."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from . import Store

# Some of AWS's tools write in place, so that a file is empty or half for a moment.
_READINGS = 3
_PAUSE = 0.01  # seconds


def load(store: Store, key: str) -> dict[str, Any] | None:
    """Return a JSON object, None if there is none, or something else, which is left alone."""
    for reading in range(_READINGS):
        if reading:
            from time import sleep

            sleep(_PAUSE)
        text = store.read(key)
        if text is None:
            return None
        record = _parse(text)
        if record is not None:
            return record
    return None


def save(store: Store, key: str, record: Mapping[str, Any]) -> None:
    """Keep a JSON object, in one line as AWS's tools write it."""
    store.write(key, json.dumps(record))


def _parse(text: str) -> dict[str, Any] | None:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
