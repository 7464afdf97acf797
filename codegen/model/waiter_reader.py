"""From the JSON of `waiters-2.json` to waiters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codegen.model.expressions import parse
from codegen.model.waiters import Acceptor, Matcher, Waiter


def read_waiter(key: str, described: Mapping[str, Any]) -> Waiter:
    """Return a waiter of a validated file.

    Args:
        key: its name.
        described: what the file says of it.
    """
    return Waiter(
        key=key,
        operation=described["operation"],
        delay=described["delay"],
        most=described["maxAttempts"],
        acceptors=tuple(map(_acceptor, described["acceptors"])),
        documentation=described.get("description", ""),
    )


def _acceptor(described: Mapping[str, Any]) -> Acceptor:
    text = described.get("argument", "")
    return Acceptor(
        state=described["state"],
        matcher=Matcher(described["matcher"]),
        expected=described["expected"],
        text=text,
        expression=parse(text),
    )
