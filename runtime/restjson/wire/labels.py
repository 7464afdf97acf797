"""Labels: text as part of a path, or of the name of a host."""

from __future__ import annotations

from .text import is_encodable

_DOTS = (".", "..")
_DOT_SEGMENTS = ("", *_DOTS)
_OF_HOSTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.")


def is_label(value: str) -> bool:
    """Tell whether `value` can be a segment of a path that stays what it is on the way.

    Dot segments are resolved, and empty ones dropped, by servers and signatures alike (RFC 3986
    section 6.2.2.3), so that the request would be another.
    """
    return value not in _DOT_SEGMENTS and is_encodable(value)


def is_greedy_label(value: str) -> bool:
    """Tell whether `value` can be one or more segments of a path; the last may end with a slash."""
    segments = value.removesuffix("/").split("/")
    return is_encodable(value) and not any(each in _DOT_SEGMENTS for each in segments)


def label_problems(value: str, path: str) -> list[str]:
    """Return why a text is no label: nothing for one that `is_label` takes."""
    problems = _text_problems(value, path)
    if value in _DOTS:
        problems.append(f'{path}: expected text other than "." and "..", which lead elsewhere')
    return problems


def greedy_label_problems(value: str, path: str) -> list[str]:
    """Return why a text is no greedy label: nothing for one that `is_greedy_label` takes."""
    problems = _text_problems(value, path)
    if value.startswith("/"):
        problems.append(f'{path}: expected no empty segment: leave out the leading "/"')
    if "//" in value.lstrip("/"):
        problems.append(f'{path}: expected no empty segment: write "/" in place of "//"')
    segments = value.split("/")
    problems += [
        f'{path}: expected no segment "{dots}": give the path that it leads to'
        for dots in _DOTS
        if dots in segments
    ]
    return problems


def _text_problems(value: str, path: str) -> list[str]:
    """Return the problems that both kinds of labels may have."""
    if not value:
        return [f"{path}: expected text that is not empty"]
    return [] if is_encodable(value) else [f"{path}: expected text without lone surrogates"]


def is_host_text(value: str) -> bool:
    """Tell whether `value` can be part of the name of a host."""
    return value != "" and _OF_HOSTS.issuperset(value)


def label(text: str) -> str:
    """Return one segment of a path (RFC 3986 section 3.3)."""
    from urllib.parse import quote  # not before the first call

    return quote(text, safe="")


def greedy_label(text: str) -> str:
    """Return segments of a path, whose slashes stay."""
    from urllib.parse import quote

    return quote(text, safe="/")
