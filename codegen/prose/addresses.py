"""Addresses: from what a link of a model says to the whole address that it means."""

from __future__ import annotations

import re

_HOST = "https://docs.aws.amazon.com/"
_WHOLE = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_PATH = re.compile(r"[a-zA-Z0-9-]+/")
_HOST_AND_PATH = re.compile(r"[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+(?:[/?#]|$)")


def whole_address(href: str) -> str:
    """Return the address, or nothing where there is none that may be followed.

    A path without a host is one of AWS's documentation; a script is not an address.
    """
    href = "".join(href.split())
    if _WHOLE.match(href):
        return href
    if _PATH.match(href):
        return _HOST + href
    return f"https://{href}" if _HOST_AND_PATH.match(href) else ""


def is_of_reference(address: str) -> bool:
    """Tell whether a whole address is that of a page of AWS's API references."""
    return "/API_" in address
