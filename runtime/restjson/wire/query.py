"""The query: what members put there (RFC 3986 section 3.4)."""

from __future__ import annotations

from .text import is_encodable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def is_query_map(value: object) -> bool:
    """Tell whether a query can carry the keys and values of `value`: text, or lists of it."""
    if not isinstance(value, dict):
        return True
    return all(
        is_encodable(key)
        and all(map(is_encodable, each if isinstance(each, (list, tuple)) else (each,)))
        for key, each in value.items()
    )


def map_parameters(
    entries: Mapping[str, str | Sequence[str | None] | None], query: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the parameters of a map's entries, without those that there are already.

    Args:
        entries: the value of each parameter, or several of them; what is None is left out.
        query: the parameters that have names of their own in the model, which win.
    """
    taken = {name for name, _ in query}
    return [
        (name, each)
        for name, value in entries.items()
        if name not in taken
        for each in ((value,) if isinstance(value, str) else value or ())
        if each is not None
    ]


def with_query(target: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return a target with more parameters in its query.

    Args:
        target: the path, and the query that is always the same, whose names win.
        parameters: names and values, which are encoded here; a name may stand there repeatedly.
    """
    from urllib.parse import quote  # not before the first call

    _, mark, constant = target.partition("?")
    taken = {each.partition("=")[0] for each in constant.split("&")} if constant else ()
    encoded = ((quote(name, safe=""), quote(value, safe="")) for name, value in parameters)
    query = "&".join(f"{name}={value}" for name, value in encoded if name not in taken)
    if not query:
        return target
    return f"{target}{'&' if constant else '' if mark else '?'}{query}"
