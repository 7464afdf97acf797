"""The least that operations take, as JSON: for a first call that anybody can make."""

from __future__ import annotations

from typing import Any

from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.model.shapes import Shape

# What only reads is called first; the sooner, the better.
_READING = ("List", "Describe", "Get")

# What is longer is no first call; a structure that requires two of the next, and so on, has no end.
_MOST_VALUES = 200
_LONGEST = 1000


class _TooMuchError(Exception):
    """A value takes more than anybody writes by hand."""


def first_call(service: Service) -> tuple[Operation, dict[str, Any]] | None:
    """Return the operation that is easiest to call, and the least that it takes.

    Of those that are as easy, it is one that reads. None: none can be called by hand. What endpoint
    rules go by is not made up either.
    """
    callable_ = [each for each in service.operations.values() if not _leads_elsewhere(each)]
    for operation in sorted(callable_, key=_effort):
        try:
            return operation, least_input(operation)
        except _TooMuchError:
            continue
    return None


def least_input(operation: Operation) -> dict[str, Any]:
    """Return the least that an operation takes.

    Raises:
        _TooMuchError: that is too much.
    """
    value: dict[str, Any] = _Least().value(operation.input, ()) if operation.input else {}
    return value


class _Least:
    """Makes the least value of a shape."""

    def __init__(self) -> None:
        self._left = _MOST_VALUES

    def value(self, shape: Shape, around: tuple[str, ...]) -> Any:
        """Return the least value of a shape that stands in others, whose names are given."""
        self._left -= 1
        if self._left < 0:
            raise _TooMuchError
        if shape.name in around:
            return shape.type.json()
        around = (*around, shape.name)
        if shape.is_structure:
            return {
                name: self.value(member.shape, around)
                for name, member in shape.members.items()
                if member.required or name == _tag(shape, around)
            }
        if shape.is_list:
            return [self.value(shape.element.shape, around) for _ in range(_length(shape))]
        if shape.is_map:
            keys = [f"key{index}" for index in range(_length(shape))]
            return {key: self.value(shape.element.shape, around) for key in keys}
        return _scalar(shape)


def _tag(shape: Shape, around: tuple[str, ...]) -> str | None:
    """Return the member of a union that its value has."""
    members = shape.members.items() if shape.is_union else ()
    return next((name for name, member in members if member.target not in around), None)


def _scalar(shape: Shape) -> Any:
    if shape.enum:
        return shape.enum[0]
    kind = shape.type.json
    if kind in (bool, dict):
        return kind()
    if kind is str:
        return max(_length(shape), 1) * "a"
    return shape.least or min(1, shape.most or 1)


def _length(shape: Shape) -> int:
    least = int(shape.least or 0)
    if least > _LONGEST:
        raise _TooMuchError
    return least


def _leads_elsewhere(operation: Operation) -> bool:
    return any(each.context_parameter and each.required for each in operation.members.values())


def _effort(operation: Operation) -> tuple[object, ...]:
    return (
        operation.is_unsigned,
        sum(each.required for each in operation.members.values()),
        not operation.key.startswith(_READING),
    )
