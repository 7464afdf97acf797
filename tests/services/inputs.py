"""Inputs that fit a model, from botocore's shapes: the same in every run.

Of each operation there is the least input, the emptiest, hard ones, and as many full ones as it
takes to have each member of each structure once.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from botocore.model import OperationModel, Shape

from tests.services import values

Params = dict[str, Any]

# How many values an input has at most: the largest structures would have hundreds of thousands.
_MOST_VALUES = 400

_FULL_INPUTS = 20
_HARD_INPUTS = 4


class Inputs:
    """Makes the inputs of one service.

    Args:
        seed: what the values follow from.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._covered: set[tuple[str, str]] = set()

    def of(self, operation: OperationModel) -> Iterator[Params]:
        """Yield the inputs of an operation."""
        shape = operation.input_shape
        if shape is None:
            yield {}
            return
        for style, count in (("least", 1), ("empty", 1), ("hard", _HARD_INPUTS)):
            for number in range(count):
                yield self._input(operation, f"{style} {number}", style)
        for number in range(_FULL_INPUTS):
            before = len(self._covered)
            yield self._input(operation, f"full {number}", "full")
            if len(self._covered) == before:
                return

    def with_bad_labels(self, operation: OperationModel) -> Iterator[Params]:
        """Yield inputs of which a label would make another path than is meant."""
        shape: Any = operation.input_shape
        for name, member in shape.members.items() if shape else ():
            if member.serialization.get("location") == "uri" and member.type_name == "string":
                wire_name = member.serialization.get("name", name)
                is_greedy = f"{{{wire_name}+}}" in operation.http["requestUri"]
                for text in values.BAD_LABELS + values.BAD_GREEDY_LABELS * is_greedy:
                    if len(text) >= member.metadata.get("min", 0):
                        yield {**self.least(operation), name: text}

    def full(self, operation: OperationModel) -> Params:
        """Return a full input of an operation, with plain values."""
        if operation.input_shape is None:
            return {}
        return self._input(operation, "full 0", "full")

    def least(self, operation: OperationModel) -> Params:
        """Return the least input of an operation."""
        return next(iter(self.of(operation)))

    def _input(self, operation: OperationModel, name: str, style: str) -> Params:
        chosen = random.Random(f"{self._seed} {operation.name} {name}")  # noqa: S311 - no secret
        made: Params = _Input(chosen, style, self._covered).structure(operation.input_shape, ())
        return made


class _Input:
    """Makes one input.

    Args:
        chosen: what is random in it.
        style: least, empty, hard or full.
        covered: the members of structures that an input has had; those that it has not had come
            first.
    """

    def __init__(self, chosen: random.Random, style: str, covered: set[tuple[str, str]]) -> None:
        self._random = chosen
        self._style = style
        self._covered = covered
        self._left = _MOST_VALUES

    def structure(self, shape: Any, around: tuple[str, ...]) -> Params:
        if getattr(shape, "is_tagged_union", False):
            members = [self._first(shape)]
        else:
            members = [name for name in shape.members if self._has(shape, name, around)]
        inside = (*around, shape.name)
        made = {}
        for name in sorted(members, key=lambda name: (shape.name, name) in self._covered):
            self._left -= 1
            self._covered.add((shape.name, name))
            made[name] = self._value(shape.members[name], inside)
        return {name: made[name] for name in members}

    def _first(self, shape: Any) -> str:
        names: list[str] = list(shape.members)
        self._random.shuffle(names)
        return min(names, key=lambda name: (shape.name, name) in self._covered)

    def _has(self, shape: Any, name: str, around: tuple[str, ...]) -> bool:
        if name in shape.required_members:
            return True
        if self._style == "least" or self._left <= 0 or around.count(shape.name) > 1:
            return False
        return self._style != "hard" or self._random.random() < 0.5

    def _value(self, shape: Shape, around: tuple[str, ...]) -> Any:
        if shape.type_name == "structure":
            if getattr(shape, "is_document_type", False):
                return values.document(self._random)
            return self.structure(shape, around)
        if shape.type_name == "list":
            return self._list(shape, around)
        if shape.type_name == "map":
            return self._map(shape, around)
        if self._style == "empty" and shape.type_name in ("string", "blob"):
            return values.shortest(shape)
        kind = values.hard if self._style == "hard" else values.plain
        return kind(shape, self._random)

    def _list(self, shape: Any, around: tuple[str, ...]) -> list[Any]:
        size = self._size(shape, around)
        items = [self._value(shape.member, (*around, shape.name)) for _ in range(size)]
        return items

    def _map(self, shape: Any, around: tuple[str, ...]) -> Params:
        inside = (*around, shape.name)
        kind = values.hard if self._style == "hard" else values.plain
        if shape.serialization.get("location") == "headers":
            kind = values.token
        keys = [kind(shape.key, self._random) for _ in range(self._size(shape, around))]
        return {key: self._value(shape.value, inside) for key in keys}

    def _size(self, shape: Any, around: tuple[str, ...]) -> int:
        least: int = shape.metadata.get("min", 0)
        is_deep = self._left <= 0 or around.count(shape.name) > 1
        self._left -= least
        if self._style in ("least", "empty") or is_deep:
            return least
        return max(least, self._random.randint(1, 2) if self._style == "full" else 2)
