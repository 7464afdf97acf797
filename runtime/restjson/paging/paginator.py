"""Pages under boto3's names: what `Client.get_paginator` returns, and what that returns.

They behave as botocore's do and have the same tokens, but for this: a loop that is begun again
begins at the first page, and maps are cut and joined as lists are, where botocore fails or
drops them. There is no `search`: JMESPath is not a dependency, and a loop over pages does the same.
"""

from __future__ import annotations

from ..result import Result
from ..signatures import as_written
from .config import PaginationConfig, encode_token
from .pages import find, pages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Generic, TypeVar

    from ..call.engine import Engine
    from ..wire.pagination import Pagination

    Page = TypeVar("Page")
else:
    # `Generic[Page]` is for type checkers: nothing of typing is loaded when this runs.
    Generic, Page = {"Page": object}, "Page"


@as_written
class Paginator(Generic[Page]):
    """Makes iterators over the pages of one operation.

    Args:
        engine: the client's.
        pagination: how the operation is paginated.
    """

    def __init__(self, engine: Engine, pagination: Pagination) -> None:
        self._engine = engine
        self._pagination = pagination

    @property
    def result_keys(self) -> list[str]:
        """Where a page has its items; those at the first are counted."""
        return list(self._pagination.result_keys)

    def paginate(self, /, **params: Any) -> PageIterator[Page]:
        """Return an iterator; nothing is sent before its first page is asked for.

        Args:
            params: the input members by the model's names, and `PaginationConfig`: a dict
                with `MaxItems`, how many items to give in all; `PageSize`, how many the
                service may put on a page; and `StartingToken`, where to go on: the
                `NextToken` of `build_full_result`, or a `resume_token`.

        Raises:
            ParamValidationError: `PaginationConfig` cannot be used; every problem is listed.
        """
        given = params.pop("PaginationConfig", None)
        config = PaginationConfig(self._pagination, {} if given is None else given)
        return PageIterator(self._engine, self._pagination, params, config)

    def __repr__(self) -> str:
        return f"<Paginator: {self._pagination.operation.name}>"


@as_written
class PageIterator(Generic[Page]):
    """The pages of one operation, from the first again each time that a loop begins.

    Args:
        engine: the client's.
        pagination: how the operation is paginated.
        params: the input members by the model's names.
        config: where to begin, where to end, and how large a page may be.
    """

    def __init__(
        self,
        engine: Engine,
        pagination: Pagination,
        params: dict[str, Any],
        config: PaginationConfig,
    ) -> None:
        self._engine = engine
        self._pagination = pagination
        self._params = {**params, **config.params}
        self._config = config
        self._resume_token: str | None = None
        self._non_aggregate_part = Result()

    @property
    def result_keys(self) -> list[str]:
        """Where a page has its items; those at the first are counted."""
        return list(self._pagination.result_keys)

    @property
    def resume_token(self) -> str | None:
        """The `StartingToken` of what `MaxItems` left over, None if that is nothing."""
        return self._resume_token

    @property
    def non_aggregate_part(self) -> dict[str, Any]:
        """What is the same on each page, taken from the first."""
        return self._non_aggregate_part

    def __iter__(self) -> Iterator[Page]:
        """Yield the pages, the first and the last cut where the items wanted begin and end.

        Raises:
            ParamValidationError: the parameters do not fit the model.
            restjson.Error: what `restjson.paging.pages.pages` raises.
        """
        self._resume_token = None
        pagination, left = self._pagination, self._config.max_items
        token, skip = self._params.get(pagination.input_key), self._config.skip
        for number, page in enumerate(pages(self._engine, pagination, self._params)):
            if number == 0:
                self._begin(page)
            following = page.get(pagination.output_key) or None
            if left is None:
                yield page
                continue
            count = len(find(page, pagination.result_keys[0]) or ())
            if count > left:
                _cut(page, pagination.result_keys[0], 0, left)
                self._resume_token = encode_token(pagination, token, skip + left)
            elif count == left and following:
                self._resume_token = encode_token(pagination, following)
            yield page
            if self._resume_token is not None:
                return
            left, token, skip = left - count, following, 0

    def build_full_result(self) -> dict[str, Any]:
        """Return all pages as one: items joined, and what is the same on each page.

        Returns:
            A dict, with `NextToken` where `MaxItems` left something over. What is masked when
            a page is shown is masked in it.

        Raises:
            restjson.Error: what going over the pages raises.
        """
        full = Result()
        for page in self:
            self.add_page(full, page)
        return self.completed(full)

    def __repr__(self) -> str:
        return f"<PageIterator: {self._pagination.operation.name}>"

    def add_page(self, full: Result, page: Any) -> None:
        """Join the items of a page, the next one, to those of the pages before."""
        for path in self._pagination.result_keys:
            _join(full, path, page)

    def completed(self, full: Result) -> Result:
        """Add to the items of all pages what is the same on each, and where to go on."""
        part = self._non_aggregate_part
        for path in self._pagination.non_aggregate_keys:
            _put(full, path, find(part, path), part)
        if self._resume_token is not None:
            full["NextToken"] = self._resume_token
        return full

    def _begin(self, page: Result) -> None:
        """Leave out of the first page what an iterator before this one has given."""
        primary, *others = self._pagination.result_keys
        if self._config.is_resumed:
            _cut(page, primary, self._config.skip, None)
            for path in others:
                _cut(page, path, 0, 0)
        self._non_aggregate_part = Result()
        for path in self._pagination.non_aggregate_keys:
            _put(self._non_aggregate_part, path, find(page, path), page)


def _cut(page: Result, path: str, start: int, stop: int | None) -> None:
    """Keep of a list, a map or a text on a page what stands between two places."""
    value = find(page, path)
    if isinstance(value, dict):
        _put(page, path, dict(list(value.items())[start:stop]), page)
    elif value is not None:
        _put(page, path, value[start:stop], page)


def _join(full: Result, path: str, page: Result) -> None:
    """Add what a page has at `path` to what `full` has there."""
    value, before = find(page, path), find(full, path)
    if value is None:
        return
    if isinstance(before, list):
        before.extend(value)
    elif isinstance(before, dict):
        before.update(value)
    else:
        _put(full, path, value if before is None else before + value, page)


def _put(target: Result, path: str, value: object, source: Result) -> None:
    """Set what `path` leads to in `target`; what `source` masks is masked there as well."""
    *outer, last = path.split(".")
    target.secrets |= source.secrets
    for name in outer:
        source = source.get(name) or Result()
        target = target.setdefault(name, Result())
        target.secrets |= source.secrets
    target[last] = value
