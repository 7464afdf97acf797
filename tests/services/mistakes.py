"""Inputs with one mistake each, made of right ones: the same in every run."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from botocore.model import OperationModel

Params = dict[str, Any]

# What no value of a type is, to us nor to botocore.
_WRONG: dict[str, Any] = {
    "blob": 7,
    "boolean": "true",
    "double": "1.5",
    "float": "1.5",
    "integer": "7",
    "list": {"a": 1},
    "long": 7.5,
    "map": ["a"],
    "string": 7,
    "structure": "text",
    "timestamp": ["2026-02-03"],
}

_MOST_MISTAKES = 8


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong: where, what it is, and how to make it."""

    path: str
    what: str
    make: Callable[[], None]


def mistakes(operation: OperationModel, params: Params, seed: str) -> Iterator[tuple[str, Params]]:
    """Yield an input for each of some mistakes, with the mistake in words."""
    chosen = random.Random(f"{seed} {operation.name}")  # noqa: S311 - no secret
    shape: Any = operation.input_shape
    if shape is None:
        return
    number = len(list(_in_structure(shape, params, "")))
    for index in sorted(chosen.sample(range(number), min(number, _MOST_MISTAKES))):
        wrong = copy.deepcopy(params)
        mistake = list(_in_structure(shape, wrong, ""))[index]
        mistake.make()
        yield f"{mistake.path}: {mistake.what}", wrong


def _in_structure(shape: Any, value: Params, path: str) -> Iterator[Mistake]:
    if shape.is_tagged_union:
        yield Mistake(path, "no member of a union", value.clear)
    for name in shape.required_members:
        if not shape.members[name].metadata.get("idempotencyToken"):
            yield Mistake(f"{path}.{name}", "missing", lambda name=name: value.pop(name))  # type: ignore[misc]
    yield Mistake(path, "unknown member", lambda: value.update({"no member": "a"}))
    for name, member in shape.members.items():
        if name in value:
            yield from _at(member, value, name, f"{path}.{name}")


def _at(shape: Any, holder: Any, key: Any, path: str) -> Iterator[Mistake]:
    """Yield the mistakes that can be made in what a structure, a list or a map holds."""

    def put(wrong: object) -> Callable[[], None]:
        return lambda: holder.__setitem__(key, wrong)

    if shape.serialization.get("jsonvalue") and shape.serialization.get("location") == "header":
        yield Mistake(path, "no JSON", put(object()))
        return
    if getattr(shape, "is_document_type", False):
        yield Mistake(path, "no JSON", put(object()))
        return
    yield Mistake(path, f"no {shape.type_name}", put(_WRONG[shape.type_name]))
    least = shape.metadata.get("min", 0)
    if shape.type_name == "string" and least > 0:
        yield Mistake(path, "too short", put("a" * (least - 1)))
    if shape.type_name in ("integer", "long", "float", "double") and "min" in shape.metadata:
        yield Mistake(path, "too small", put(least - 1))
    if shape.type_name == "list" and least > 0:
        yield Mistake(path, "too few", put(holder[key][: least - 1]))
    yield from _inside(shape, holder[key], path)


def _inside(shape: Any, value: Any, path: str) -> Iterator[Mistake]:
    if shape.type_name == "structure":
        yield from _in_structure(shape, value, path)
    elif shape.type_name == "list":
        for index in range(len(value)):
            yield from _at(shape.member, value, index, f"{path}[{index}]")
    elif shape.type_name == "map":
        for key in value:
            yield from _at(shape.value, value, key, f"{path}.{key}")
