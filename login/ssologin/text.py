"""Texts of servers, shown to people."""

from __future__ import annotations


def plain(text: str) -> str:
    """Return a text without what would steer a terminal."""
    return "".join(each if each.isprintable() else "?" for each in text)
