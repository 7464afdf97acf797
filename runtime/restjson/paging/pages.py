"""The way from page to page."""

from __future__ import annotations

from ..errors import ResponseParseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ..call.engine import Engine
    from ..wire.pagination import Pagination


def pages(engine: Engine, pagination: Pagination, params: dict[str, Any]) -> Iterator[Any]:
    """Yield the pages of an operation, each when it is asked for.

    Args:
        engine: the client's.
        pagination: the record of how the operation is paginated.
        params: the input members by the model's names; None counts as left out. A token
            among them is where the first page begins.

    Yields:
        The parsed responses, each a `Result`.

    Raises:
        ResponseParseError: the service gave a token that it had given before: its pages have
            no end.
        restjson.Error: the failures that every operation may meet.
    """
    from ..call.steps import call  # loads json and logging: not before the first page

    seen: set[int] = set()  # hashes of tokens, which themselves may be long
    while True:
        page = call(engine, pagination.operation, params)
        seen.add(hash(params.get(pagination.input_key)))
        token = page.get(pagination.output_key)
        yield page
        # An empty token counts as none: some services end so.
        if not token:
            return
        if hash(token) in seen:
            raise ResponseParseError(
                f"{pagination.operation.name}: the service gave a {pagination.output_key} that "
                "it had given before: its pages have no end"
            )
        params = {**params, pagination.input_key: token}


def items(engine: Engine, pagination: Pagination, params: dict[str, Any]) -> Iterator[Any]:
    """Yield what the pages of an operation hold at the first of its result keys.

    Args:
        engine: the client's.
        pagination: the record of how the operation is paginated.
        params: the input members by the model's names, as `pages` takes them.

    Yields:
        The items of a list; of a map, pairs of key and value.

    Raises:
        restjson.Error: what `pages` raises.
    """
    for page in pages(engine, pagination, params):
        yield from items_of(pagination, page)


def items_of(pagination: Pagination, page: Mapping[str, Any]) -> Iterable[Any]:
    """Return what a page holds at the first of its result keys, as `items` yields it."""
    found = find(page, pagination.result_keys[0])
    return found.items() if isinstance(found, dict) else found or ()


def find(page: Mapping[str, Any], path: str) -> Any:
    """Return what a path leads to, None if that is not there."""
    value: Any = page
    for name in path.split("."):
        if value is None:
            return None
        value = value.get(name)
    return value
