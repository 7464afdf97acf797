"""Where we read a response below 300 otherwise than botocore: all of it, as data."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.generated.peer import ServerResponse


@dataclass(frozen=True)
class Refused:
    """Responses to a success that are not a result to us."""

    reason: str
    example: ServerResponse
    applies: Callable[[Any, ServerResponse], bool]  # takes botocore's shape of the output, or None


def _is_no_object(shape: Any, response: ServerResponse) -> bool:
    return shape is not None and response.body != b"" and response.json is None


def _has_wrong_type(shape: Any, response: ServerResponse) -> bool:
    return shape is not None and not _fits(shape, response.json or {})


def _fits(shape: Any, value: Any) -> bool:
    if shape.type_name == "structure":
        return isinstance(value, dict) and all(
            _fits(member, value[name])
            for name, member in shape.members.items()
            if value.get(name) is not None
        )
    if shape.type_name == "list":
        return isinstance(value, list) and all(
            item is None or _fits(shape.member, item) for item in value
        )
    if shape.type_name in ("integer", "long"):
        return _is_whole(value)
    return isinstance(value, str | bool | int | float)


def _is_whole(value: Any) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    if not isinstance(value, str):
        return isinstance(value, int) and not isinstance(value, bool)
    return re.fullmatch("[+-]?[0-9]+", value) is not None


REFUSED = (
    Refused(
        "What is not a JSON object is not a response of the service; botocore returns an empty "
        "result for text and crashes over a list.",
        ServerResponse(200, {}, b"<html>Log in to this network</html>"),
        _is_no_object,
    ),
    Refused(
        "A member of another type than the model's would break the caller later; botocore "
        "passes it on, cuts off fractions, takes true for 1 and 1_0 for 10, or crashes.",
        ServerResponse(200, {}, b'{"expiresIn": 1.5}'),
        _has_wrong_type,
    ),
)


def reread(shape: Any, response: ServerResponse) -> ServerResponse:
    """Return what botocore reads as we read the response, where botocore passes on what it gets:
    nulls in lists, none of which is sparse; numbers and booleans in the place of text."""
    if shape is None or response.json is None:
        return response
    reread = _reread(shape, response.json)
    return response if reread == response.json else replace(response, body=_encoded(reread))


def _reread(shape: Any, value: Any) -> Any:
    if shape.type_name == "structure" and isinstance(value, dict):
        members = shape.members
        return {
            name: _reread(members[name], item) if name in members else item
            for name, item in value.items()
        }
    if shape.type_name == "list" and isinstance(value, list):
        return [_reread(shape.member, item) for item in value if item is not None]
    if shape.type_name == "string" and isinstance(value, bool | int | float):
        return json.dumps(value)
    return value


def _encoded(value: Any) -> bytes:
    return json.dumps(value).encode()
