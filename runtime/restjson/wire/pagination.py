"""Operations that answer in pages: a record of each, and the way from page to page."""

from __future__ import annotations

from ..errors import ResponseParseError
from .records import invoke

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ..client import Client
    from .records import Operation


class Pagination:
    """How an operation answers in pages, as data.

    A path is a member of the output, or of a structure in it: ``Account.Roles``.

    Args:
        operation: the record of the operation.
        input_key: the input member that asks for a following page.
        output_key: the output member whose value goes there; the last page has none.
        result_keys: the paths of a page's items; those at the first are counted.
        limit_key: the input member that says how large a page may be, None if nothing does.
        limit_type: the type of that member, None if there is no such member.
        non_aggregate_keys: the paths of what is the same on each page.
    """

    __slots__ = (
        "input_key",
        "limit_key",
        "limit_type",
        "non_aggregate_keys",
        "operation",
        "output_key",
        "result_keys",
    )

    def __init__(
        self,
        *,
        operation: Operation,
        input_key: str,
        output_key: str,
        result_keys: Iterable[str],
        limit_key: str | None = None,
        limit_type: type[int] | type[str] | None = None,
        non_aggregate_keys: Iterable[str] = (),
    ) -> None:
        self.operation = operation
        self.input_key = input_key
        self.output_key = output_key
        self.limit_key = limit_key
        self.limit_type = limit_type
        self.result_keys = tuple(result_keys)
        self.non_aggregate_keys = tuple(non_aggregate_keys)

    def __repr__(self) -> str:
        return f"<Pagination: {self.operation.name}>"


def pages(client: Client, pagination: Pagination, params: dict[str, Any]) -> Iterator[Any]:
    """Yield the pages of an operation, each when it is asked for.

    Args:
        client: the client that sends.
        pagination: the record of how the operation answers in pages.
        params: the input members by the model's names; None counts as left out. A token
            among them is where the first page begins.

    Yields:
        The parsed answers, each a `Result`.

    Raises:
        ResponseParseError: a page names itself as the one that follows it.
        restjson.Error: the failures that every operation may meet.
    """
    while True:
        page = invoke(client, pagination.operation, params)
        token = page.get(pagination.output_key)
        yield page
        # An empty token, too, is none: some services end so.
        if not token:
            return
        if token == params.get(pagination.input_key):
            raise ResponseParseError(
                f"{pagination.operation.name}: the service gave the same "
                f"{pagination.output_key} twice in a row: its pages have no end"
            )
        params = {**params, pagination.input_key: token}


def items(client: Client, pagination: Pagination, params: dict[str, Any]) -> Iterator[Any]:
    """Yield what the pages of an operation hold at the first of its result keys.

    Args:
        client: the client that sends.
        pagination: the record of how the operation answers in pages.
        params: the input members by the model's names, as `pages` takes them.

    Yields:
        The items of a list; of a map, pairs of key and value.

    Raises:
        restjson.Error: what `pages` raises.
    """
    for page in pages(client, pagination, params):
        found = find(page, pagination.result_keys[0])
        yield from found.items() if isinstance(found, dict) else found or ()


def find(page: Mapping[str, Any], path: str) -> Any:
    """Return what a path leads to, None if that is not there."""
    value: Any = page
    for name in path.split("."):
        if value is None:
            return None
        value = value.get(name)
    return value
