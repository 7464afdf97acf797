"""Bindings: what of an input goes into the head of a request: path, query and headers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_DOT_SEGMENTS = ("", ".", "..")
_OF_HOSTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.")
_LINE_ENDS = ("\r", "\n", "\0")


def is_label(value: str) -> bool:
    """Tell whether `value` can be a segment of a path that stays what it is on the way.

    Dot segments are resolved, and empty ones dropped, by servers and signatures alike (RFC 3986
    section 6.2.2.3), so that the request would be another.
    """
    return value not in _DOT_SEGMENTS and is_query_text(value)


def is_greedy_label(value: str) -> bool:
    """Tell whether `value` can be one or more segments of a path; the last may end with a slash."""
    segments = value.removesuffix("/").split("/")
    return is_query_text(value) and not any(each in _DOT_SEGMENTS for each in segments)


def label(text: str) -> str:
    """Return one segment of a path (RFC 3986 section 3.3)."""
    from urllib.parse import quote  # not before the first call

    return quote(text, safe="")


def greedy_label(text: str) -> str:
    """Return segments of a path, whose slashes stay."""
    from urllib.parse import quote

    return quote(text, safe="/")


def is_query_text(value: object) -> bool:
    """Tell whether a query can carry `value`: what is no text at all is refused elsewhere."""
    if not isinstance(value, str) or value.isascii():
        return True
    return not any("\ud800" <= character <= "\udfff" for character in value)


def is_host_text(value: str) -> bool:
    """Tell whether `value` can be part of the name of a host."""
    return value != "" and _OF_HOSTS.issuperset(value)


def is_header_text(value: str) -> bool:
    """Tell whether a header can carry `value`: one line, sent as UTF-8 (RFC 9110 section 5.5)."""
    return is_query_text(value) and not any(end in value for end in _LINE_ENDS)


def header_text(value: str) -> str:
    """Return `value` as a plain str: f-strings show the name of an enum's member instead."""
    return str.__str__(value)


def with_query(target: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return a target with more parameters in its query (RFC 3986 section 3.4).

    Args:
        target: the path, and the query that is always the same.
        parameters: names and values, which are encoded here; a name may stand there repeatedly.
    """
    from urllib.parse import quote  # not before the first call

    query = "&".join(
        f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in parameters
    )
    if not query:
        return target
    return f"{target}{'&' if '?' in target else '?'}{query}"
