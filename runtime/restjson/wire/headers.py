"""Headers: what members put there (RFC 9110 section 5)."""

from __future__ import annotations

from .text import is_encodable, plain_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_LINE_ENDS = ("\r", "\n", "\0")
_OF_NAMES = frozenset(
    "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

# What connections, retries and signatures stand on.
OWN_HEADERS = frozenset(
    {
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "authorization",
        "connection",
        "content-length",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-amz-date",
        "x-amz-security-token",
    }
)


def is_header_text(value: object) -> bool:
    """Tell whether a header can carry `value`: one line, sent as UTF-8 (RFC 9110 section 5.5).

    What is not text at all is refused elsewhere.
    """
    if not isinstance(value, str):
        return True
    return is_encodable(value) and not any(end in value for end in _LINE_ENDS)


def is_header_map(prefix: str, value: object) -> bool:
    """Tell whether the entries of `value` can be headers: names behind `prefix`, and text.

    What is not a map of text at all is refused elsewhere.
    """
    if not isinstance(value, dict):
        return True
    return all(
        not isinstance(key, str) or (_is_name(prefix + key) and is_header_text(text))
        for key, text in value.items()
    )


def list_item(value: str) -> str:
    """Return an item of a list, quoted if it has a comma or a quote, which lists are made of."""
    if "," in value or '"' in value:
        escaped = value.replace('"', '\\"')
        return f'"{escaped}"'
    return plain_text(value)


def json_header(value: Any) -> str:
    """Return a JSON value as base64, which a header can carry."""
    from base64 import b64encode  # few operations need it
    from json import dumps

    return b64encode(dumps(value, separators=(",", ":")).encode("ascii")).decode("ascii")


def prefixed_headers(
    prefix: str, entries: Mapping[str, str | None], headers: Mapping[str, str]
) -> dict[str, str]:
    """Return the headers of a map's entries, without those that there are already, in any case.

    Args:
        prefix: what the name of each begins with.
        entries: the rest of each name, and its text; what is None is left out.
        headers: those that have names of their own in the model, which win.
    """
    taken = {name.lower() for name in headers}
    found = {
        (prefix + key).lower(): (prefix + key, plain_text(text))
        for key, text in entries.items()
        if text is not None
    }
    return dict(header for name, header in found.items() if name not in taken)


def _is_name(name: str) -> bool:
    is_token = name != "" and _OF_NAMES.issuperset(name)
    return is_token and name.lower() not in OWN_HEADERS
