"""Paginated operations: a record of each."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .operation import Operation


class Pagination:
    """How an operation is paginated, as data.

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
