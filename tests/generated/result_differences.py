"""Where we read an answer below 300 otherwise than botocore: all of it, as data."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.generated.peer import Answer


@dataclass(frozen=True)
class Refused:
    """Answers to a success that are no result for us."""

    reason: str
    example: Answer
    applies: Callable[[Any, Answer], bool]  # takes botocore's shape of the output, or None


def _is_no_object(shape: Any, answer: Answer) -> bool:
    return shape is not None and answer.body != b"" and answer.json is None


def _has_wrong_type(shape: Any, answer: Answer) -> bool:
    return shape is not None and not _fits(shape, answer.json or {})


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
    return isinstance(value, str)


def _is_whole(value: Any) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    if not isinstance(value, str):
        return isinstance(value, int) and not isinstance(value, bool)
    return re.fullmatch("[+-]?[0-9]+", value) is not None


REFUSED = (
    Refused(
        "What is no JSON object is no answer of the service; botocore returns an empty result "
        "for text and crashes over a list.",
        Answer(200, {}, b"<html>Log in to this network</html>"),
        _is_no_object,
    ),
    Refused(
        "A member of another type than the model's would break the caller later; botocore "
        "passes it on, cuts off fractions, takes true for 1 and 1_0 for 10, or crashes.",
        Answer(200, {}, b'{"expiresIn": 1.5}'),
        _has_wrong_type,
    ),
)


def dense(answer: Answer) -> Answer:
    """Leave nulls out of lists, none of which is sparse: we drop them, botocore passes them on."""
    if answer.json is None or b"null" not in answer.body:
        return answer
    return replace(answer, body=json.dumps(_dense(answer.json)).encode())


def _dense(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _dense(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_dense(item) for item in value if item is not None]
    return value
