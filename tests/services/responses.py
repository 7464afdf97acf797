"""Responses that fit a model, from botocore's shapes: the same in every run."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from botocore.model import OperationModel, Shape

from restjson import Response
from tests.services import wire
from tests.services.event_streams import Value, event

Body = dict[str, Any]

_MOST_VALUES = 400
_FULL_RESPONSES = 20
_HARD_RESPONSES = 4

_NUMBERS = ("integer", "long", "float", "double")

_METADATA = {"x-amzn-RequestId": "5f4d", "Date": "Mon, 16 Dec 2019 23:48:18 GMT"}


class Responses:
    """Makes the responses of one service.

    Args:
        seed: what the values follow from.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._covered: set[tuple[str, str]] = set()

    def of(self, operation: OperationModel) -> Iterator[Response]:
        """Yield responses of an operation that has succeeded."""
        shape = operation.output_shape
        if shape is None:
            yield Response(200, _METADATA, b"")
            return
        for style, count in (("least", 1), ("hard", _HARD_RESPONSES)):
            for number in range(count):
                yield self.response(shape, 200, f"{operation.name} {style} {number}", style)
        for number in range(_FULL_RESPONSES):
            before = len(self._covered)
            yield self.response(shape, 200, f"{operation.name} full {number}", "full")
            if len(self._covered) == before:
                return

    def response(self, shape: Any, status: int, name: str, style: str = "full") -> Response:
        """Return one response.

        Args:
            shape: of the output, or of an error.
            status: the HTTP status.
            name: what the values follow from, besides the seed.
            style: least, hard or full.
        """
        chosen = random.Random(f"{self._seed} {name}")  # noqa: S311 - no secret
        return _Response(chosen, style, self._covered).response(shape, status)


class _Response:
    """Makes one response.

    Args:
        chosen: what is random in it.
        style: least, hard or full.
        covered: the members of structures that a response has had; those that it has not had
            come first.
    """

    def __init__(self, chosen: random.Random, style: str, covered: set[tuple[str, str]]) -> None:
        self._random = chosen
        self._style = style
        self._covered = covered
        self._left = _MOST_VALUES
        self._in_event = False

    def response(self, shape: Any, status: int) -> Response:
        headers = {**_METADATA, **self._headers(shape)}
        payload = shape.serialization.get("payload")
        if payload is None:
            body = self._text(self._structure(shape, (), at_top=True))
        else:
            body = self._payload(shape.members[payload])
        if "Content-Length" in headers:
            headers["Content-Length"] = str(len(body))
        return Response(status, headers, body)

    def _headers(self, shape: Any) -> dict[str, str]:
        headers: dict[str, str] = {}
        for name, member in shape.members.items():
            location = member.serialization.get("location")
            if location in ("header", "headers") and self._has(shape, name, ()):
                self._covered.add((shape.name, name))
                wire_name = member.serialization.get("name", name)
                if location == "headers":
                    headers |= {f"{wire_name}{key}": f"the {key}" for key in ("a", "B-c")}
                else:
                    headers[wire_name] = wire.header(member, self._random, self._is_hard)
        return headers

    def _payload(self, member: Any) -> bytes:
        if self._style == "least":
            return b""
        if member.type_name == "string":
            return "text é".encode()
        if member.type_name == "blob":
            return self._random.randbytes(9)
        if member.serialization.get("eventstream"):
            return b"".join(self._events(member))
        return self._text(self._value(member, ()))

    def _events(self, stream: Any) -> Iterator[bytes]:
        self._in_event = True
        for name, shape in stream.members.items():
            if not shape.metadata.get("exception"):
                headers = {
                    member_name: self._event_header(member)
                    for member_name, member in shape.members.items()
                    if member.serialization.get("eventheader")
                }
                yield event(name, headers, self._event_payload(shape))

    def _event_header(self, member: Any) -> Value:
        value = wire.scalar(member, self._random, is_hard=False)
        if member.type_name == "timestamp":
            return 1_770_091_506_250  # in milliseconds, whatever its format is elsewhere
        return b"octets" if member.type_name == "blob" else value

    def _event_payload(self, shape: Any) -> bytes:
        for member in shape.members.values():
            if member.serialization.get("eventpayload"):
                return self._payload(member)
        names = [
            name
            for name, member in shape.members.items()
            if not member.serialization.get("eventheader") and self._has(shape, name, ())
        ]
        return self._text(self._members(shape, names, ()))

    def _text(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=self._random.random() < 0.5).encode()

    def _structure(self, shape: Any, around: tuple[str, ...], *, at_top: bool = False) -> Body:
        if getattr(shape, "is_tagged_union", False):
            return self._union(shape, around)
        names = [
            name
            for name, member in shape.members.items()
            if not (at_top and member.serialization.get("location"))
            and self._has(shape, name, around)
        ]
        made = self._members(shape, names, around)
        if self._is_hard and self._random.random() < 0.3:
            made["an-unknown-member"] = {"a": [1]}
        return made

    def _union(self, shape: Any, around: tuple[str, ...]) -> Body:
        if self._is_hard and self._random.random() < 0.3:
            return {"an-unknown-tag": {"a": [1]}}
        names = list(shape.members)
        self._random.shuffle(names)
        name = min(names, key=lambda name: (shape.name, name) in self._covered)
        made = self._members(shape, [name], around)
        if self._is_hard:
            others = (other for other in shape.members if other != name)
            nulls = (shape.members[other].serialization.get("name", other) for other in others)
            made |= {"__type": "a#b"} | dict.fromkeys(nulls)
        return made

    def _members(self, shape: Any, names: list[str], around: tuple[str, ...]) -> Body:
        inside = (*around, shape.name)
        made: Body = {}
        for name in sorted(names, key=lambda name: (shape.name, name) in self._covered):
            self._left -= 1
            self._covered.add((shape.name, name))
            member = shape.members[name]
            wire_name = member.serialization.get("name", name)
            is_null = self._is_hard and self._random.random() < 0.1
            is_null = is_null and not getattr(shape, "is_tagged_union", False)
            made[wire_name] = None if is_null else self._value(member, inside)
        return made

    def _has(self, shape: Any, name: str, around: tuple[str, ...]) -> bool:
        if self._style == "least" or self._left <= 0 or around.count(shape.name) > 1:
            return False
        return self._style != "hard" or self._random.random() < 0.5

    @property
    def _is_hard(self) -> bool:
        return self._style == "hard"

    def _value(self, shape: Shape, around: tuple[str, ...]) -> Any:
        if shape.type_name == "structure":
            if getattr(shape, "is_document_type", False):
                return wire.document(self._random)
            return self._structure(shape, around)
        if shape.type_name == "list":
            return self._list(shape, around)
        if shape.type_name == "map":
            inside = (*around, shape.name)
            keys = ["a", "é", "__type"] if self._is_hard else ["a", "b"]
            chosen = keys[: self._size(shape, around)]
            return {key: self._value(shape.value, inside) for key in chosen}
        is_hard = self._is_hard
        if self._in_event and shape.type_name in _NUMBERS:
            is_hard = False  # in events, botocore takes numbers as they are: texts, too
        return wire.scalar(shape, self._random, is_hard)

    def _list(self, shape: Any, around: tuple[str, ...]) -> list[Any]:
        inside = (*around, shape.name)
        return [self._value(shape.member, inside) for _ in range(self._size(shape, around))]

    def _size(self, shape: Any, around: tuple[str, ...]) -> int:
        if self._left <= 0 or around.count(shape.name) > 1:
            return 0
        return self._random.randint(0 if self._is_hard else 1, 2)
