"""What boto3's paginators take as `PaginationConfig`: checked, with the tokens in it read."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

from ..errors import ParamValidationError
from ..wire.problems import mismatch, unknown_members

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from ..wire.pagination import Pagination

_KEYS = {"MaxItems", "PageSize", "StartingToken"}

# How many items of a page were delivered before; the name is botocore's, whose tokens these are.
_SKIP = "boto_truncate_amount"


class PaginationConfig:
    """Where to begin, where to end, and how large a page may be.

    Args:
        pagination: how the operation answers in pages.
        given: `MaxItems` (0 or more), `PageSize` (1 or more) and `StartingToken`, what
            `encode_token` or botocore made or a token of the service itself. Numbers may be
            text. None counts as left out.

    Raises:
        ParamValidationError: `given` is not that; every problem is listed.
    """

    def __init__(self, pagination: Pagination, given: Mapping[str, Any]) -> None:
        problems = list(_problems(pagination, given))
        if problems:
            raise ParamValidationError(pagination.operation.name, problems)
        max_items, page_size = given.get("MaxItems"), given.get("PageSize")
        token = given.get("StartingToken")
        self.max_items = None if max_items is None else int(max_items)
        self.is_resumed = token is not None
        self.token, self.skip = _decode_token(pagination, token) if token is not None else (None, 0)
        self.params: dict[str, Any] = {}
        if self.is_resumed:
            self.params[pagination.input_key] = self.token
        if pagination.limit_key and pagination.limit_type and page_size is not None:
            self.params[pagination.limit_key] = pagination.limit_type(page_size)


def encode_token(pagination: Pagination, token: str | None, skip: int | None = None) -> str:
    """Return a `StartingToken`, in botocore's form.

    Args:
        pagination: how the operation answers in pages.
        token: the service's token of the page to begin with, None for the first page.
        skip: how many items of that page to leave out, None to begin with the page itself.
    """
    content: dict[str, Any] = {pagination.input_key: token}
    if skip is not None:
        content[_SKIP] = skip
    return b64encode(json.dumps(content).encode("ascii")).decode("ascii")


def _decode_token(pagination: Pagination, token: str) -> tuple[str | None, int]:
    """Return the service's token and how many items to leave out."""
    try:
        content = json.loads(b64decode(token))
    except (ValueError, RecursionError):
        return token, 0
    if not isinstance(content, dict):
        return token, 0
    skip = content.pop(_SKIP, 0)
    inner = content.get(pagination.input_key)
    is_ours = content.keys() == {pagination.input_key} and isinstance(inner, (str, type(None)))
    # The service's own tokens may be such text as well: what does not fit is one of them.
    return (inner, skip) if is_ours and type(skip) is int and skip >= 0 else (token, 0)


def _problems(pagination: Pagination, given: object) -> Iterator[str]:
    if not isinstance(given, dict):
        yield mismatch("PaginationConfig", "dict", given)
        return
    yield from unknown_members(given.keys() - _KEYS, _KEYS, "PaginationConfig.")
    for name, least in (("MaxItems", 0), ("PageSize", 1)):
        if given.get(name) is not None and not _is_whole(given[name], least):
            yield f"PaginationConfig.{name}: expected a whole number of at least {least}"
    if given.get("PageSize") is not None and pagination.limit_key is None:
        yield "PaginationConfig.PageSize: the service lets nobody choose the size of these pages"
    token = given.get("StartingToken")
    if token is not None and not isinstance(token, str):
        yield mismatch("PaginationConfig.StartingToken", "str", token)


def _is_whole(value: object, least: int) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return False
    try:
        return int(value) >= least
    except ValueError:
        return False
