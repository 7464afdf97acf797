"""The shapes of a model and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

# What a list or a map refers to.
_ELEMENTS = ("member", "key", "value")


class Graph:
    """The shapes of a model whose references all resolve."""

    def __init__(self, service: dict[str, Any]) -> None:
        self.shapes: dict[str, dict[str, Any]] = service["shapes"]
        self.operations: dict[str, dict[str, Any]] = service["operations"]

    @cached_property
    def inputs(self) -> dict[str, dict[str, Any]]:
        """The shapes that requests are made of, in the model's order."""
        return self._reachable(
            operation["input"]["shape"]
            for operation in self.operations.values()
            if "input" in operation
        )

    @cached_property
    def input_structures(self) -> dict[str, dict[str, Any]]:
        """The inputs of operations, in the model's order."""
        inputs = {each["input"]["shape"] for each in self.operations.values() if "input" in each}
        return {name: shape for name, shape in self.shapes.items() if name in inputs}

    @cached_property
    def nested(self) -> frozenset[str]:
        """The names of the shapes that are part of another."""
        return frozenset(
            reference["shape"] for shape in self.shapes.values() for reference in references(shape)
        )

    def required(self, name: str) -> list[str]:
        """Return the members of a structure that must be given.

        Those are not the idempotency tokens of an operation's input, which the client makes.
        """
        required: list[str] = self.shapes[name].get("required", [])
        if name not in self.input_structures:
            return required
        members = self.shapes[name]["members"]
        return [member for member in required if not members[member].get("idempotencyToken")]

    @cached_property
    def outputs(self) -> dict[str, dict[str, Any]]:
        """The shapes that results and errors are made of, in the model's order."""
        results = [
            operation["output"]["shape"]
            for operation in self.operations.values()
            if "output" in operation
        ]
        return self._reachable([*results, *self.errors])

    @cached_property
    def values(self) -> dict[str, dict[str, Any]]:
        """The shapes that callers give or get, in the model's order.

        Errors are among them only where they are part of something else.
        """
        sides = [
            operation[side]["shape"]
            for operation in self.operations.values()
            for side in ("input", "output")
            if side in operation
        ]
        parts = [part["shape"] for shape in self.errors.values() for part in references(shape)]
        return self._reachable([*sides, *parts])

    @cached_property
    def errors(self) -> dict[str, dict[str, Any]]:
        """The modelled errors, in the model's order."""
        return {name: shape for name, shape in self.shapes.items() if shape.get("exception")}

    def is_secret(self, reference: dict[str, Any]) -> bool:
        """Tell whether a value must be masked whole.

        That is what the model marks sensitive, on the member or on its shape, and a list or
        map of such values.
        """
        shape = self.shapes[reference["shape"]]
        if reference.get("sensitive") or shape.get("sensitive"):
            return True
        return shape["type"] in ("list", "map") and any(map(self.is_secret, references(shape)))

    def holds_secret(self, reference: dict[str, Any]) -> bool:
        """Tell whether a value is secret or has a secret somewhere inside."""
        return self.is_secret(reference) or reference["shape"] in self._secretive

    @cached_property
    def _secretive(self) -> frozenset[str]:
        """The names of the shapes that have a secret somewhere inside."""
        holders: dict[str, list[str]] = {}
        for name, shape in self.shapes.items():
            for reference in references(shape):
                holders.setdefault(reference["shape"], []).append(name)
        found: set[str] = set()
        waiting = [
            name
            for name, shape in self.shapes.items()
            if any(map(self.is_secret, references(shape)))
        ]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(holders.get(name, ()))
        return frozenset(found)

    def is_nested_more_than(self, most: int, root: str) -> bool:
        """Tell whether shapes stand in shapes more than `most` deep, each structure spelt out
        where it comes up first."""
        entered: set[str] = set()
        # What is still to be looked into at each depth, the deepest last.
        trail = [iter([root])]
        while trail:
            name = next(trail[-1], None)
            if name is None:
                trail.pop()
            elif name not in entered:
                if len(trail) > most:
                    return True
                if self.shapes[name]["type"] == "structure":
                    entered.add(name)
                trail.append(iter([inner["shape"] for inner in references(self.shapes[name])]))
        return False

    def _reachable(self, roots: Iterable[str]) -> dict[str, dict[str, Any]]:
        found: set[str] = set()
        waiting = list(roots)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(reference["shape"] for reference in references(self.shapes[name]))
        return {name: shape for name, shape in self.shapes.items() if name in found}


def element(shape: dict[str, Any]) -> dict[str, Any]:
    """Return the reference to the items of a list, or to the values of a map."""
    reference: dict[str, Any] = shape["member" if shape["type"] == "list" else "value"]
    return reference


def references(shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the references to other shapes that a shape holds."""
    yield from shape.get("members", {}).values()
    yield from (shape[key] for key in _ELEMENTS if key in shape)


def oauth_error(shape: Mapping[str, Any]) -> str | None:
    """Return the value of `error` (RFC 6749 section 5.2) by which an error is known, if any.

    The model gives it as an enum of one on the member.
    """
    values = shape.get("members", {}).get("error", {}).get("enum", [])
    return values[0] if len(values) == 1 else None
