"""The least that an operation takes, as JSON: for a first call that anybody can make."""

from __future__ import annotations

from typing import Any

from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.model.shapes import Shape

# What only reads is called first; the sooner, the better.
_READING = ("List", "Describe", "Get")


def first_operation(service: Service) -> Operation:
    """Return the operation that is easiest to call: of those, one that reads."""
    return min(service.operations.values(), key=_effort)


def least_input(operation: Operation) -> dict[str, Any]:
    """Return the least that an operation takes."""
    return least_value(operation.input) if operation.input else {}


def least_value(shape: Shape, around: tuple[str, ...] = ()) -> Any:
    """Return the least value of a shape, as JSON.

    Args:
        shape: what it is a value of.
        around: the names of the shapes that it stands in.
    """
    if shape.name in around:
        return shape.type.json[0]()
    around = (*around, shape.name)
    if shape.is_structure:
        return {
            name: least_value(member.shape, around)
            for name, member in shape.members.items()
            if member.required or name == _tag(shape, around)
        }
    count = int(shape.least or 0)
    if shape.is_list:
        return count * [least_value(shape.element.shape, around)]
    if shape.is_map:
        return {f"key{index}": least_value(shape.element.shape, around) for index in range(count)}
    return _scalar(shape)


def _tag(shape: Shape, around: tuple[str, ...]) -> str | None:
    """Return the member of a union that its value has."""
    members = shape.members.items() if shape.is_union else ()
    return next((name for name, member in members if member.target not in around), None)


def _scalar(shape: Shape) -> Any:
    if shape.enum:
        return shape.enum[0]
    kind = shape.type.json[0]
    if kind in (bool, dict):
        return kind()
    if kind is str and not shape.is_timestamp:
        return max(int(shape.least or 0), 1) * "a"
    return shape.least or min(1, shape.most or 1)


def _effort(operation: Operation) -> tuple[object, ...]:
    required = [each for each in operation.members.values() if each.required]
    return (
        any(each.context_parameter for each in operation.members.values()),
        operation.is_unsigned,
        len(required),
        not operation.key.startswith(_READING),
    )
