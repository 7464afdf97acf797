"""The start URL as it goes to the service."""

from __future__ import annotations


def wire_url(start_url: str) -> str:
    """Return a start URL without the fragment that people copy from their browser's address bar.

    Files are named after the URL as it is configured, so this is for requests alone.
    """
    return start_url.partition("#")[0]
