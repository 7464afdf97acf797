"""Lists in pages, and the tokens that ask for the next one."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from ..state.store import Store
from .errors import InvalidRequestException

# The model's largest page. How long the service makes a page that nobody sizes is not documented.
_DEFAULT_SIZE = 100

# In bytes: together they are a multiple of three, which base64 needs no padding for.
_POSITION = 3
_CODE = 18

_T = TypeVar("_T")


def page(
    store: Store, listed: Sequence[_T], request: Mapping[str, Any], *, of: Sequence[str]
) -> tuple[Sequence[_T], str | None]:
    """Take from a list the page that a request asks for.

    Args:
        store: whose tokens they are.
        listed: the whole list, always in one order.
        request: may have ``maxResults``, from 1 to 100 and otherwise 100, and ``nextToken``. Pages
            may differ in size.
        of: what the list is of. A token is good for one of the same alone.

    Returns:
        The page, and the token of the page after it, which the last one does not have.

    Raises:
        InvalidRequestException: ``nextToken`` is not one of this list.
    """
    start = _position(store, request["nextToken"], of) if "nextToken" in request else 0
    end = start + request.get("maxResults", _DEFAULT_SIZE)
    return listed[start:end], _token(store, end, of) if end < len(listed) else None


def _token(store: Store, position: int, of: Sequence[str]) -> str:
    """Make a token that says a position, and by a code that nothing else has been said."""
    message = json.dumps([position, *of]).encode()
    code = hmac.digest(store.page_key, message, "sha256")[:_CODE]
    return urlsafe_b64encode(position.to_bytes(_POSITION, "big") + code).decode()


def _position(store: Store, token: str, of: Sequence[str]) -> int:
    try:
        position = int.from_bytes(urlsafe_b64decode(token)[:_POSITION], "big")
    except ValueError:
        position = 0
    # A token that was altered is another one than the right one for what it says.
    if not hmac.compare_digest(token.encode(), _token(store, position, of).encode()):
        raise InvalidRequestException("nextToken: is not from a response to this request")
    return position
