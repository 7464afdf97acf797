"""The shapes of a model and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

# The members of these are reached through the keys of the trait.
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
    def outputs(self) -> dict[str, dict[str, Any]]:
        """The shapes that results and errors are made of, in the model's order."""
        results = [
            operation["output"]["shape"]
            for operation in self.operations.values()
            if "output" in operation
        ]
        return self._reachable([*results, *self.errors])

    @cached_property
    def errors(self) -> dict[str, dict[str, Any]]:
        """The modelled errors, in the model's order."""
        return {name: shape for name, shape in self.shapes.items() if shape.get("exception")}

    def is_secret(self, reference: dict[str, Any]) -> bool:
        """Tell whether a value must be masked whole.

        That is what the model marks sensitive, on the member or on its shape, and a list or
        map of such values.
        """
        if reference.get("sensitive"):
            return True
        shape = self.shapes[reference["shape"]]
        if shape["type"] in ("list", "map"):
            return shape.get("sensitive", False) or self._has_secret_elements(shape, set())
        return bool(shape.get("sensitive"))

    def holds_secret(self, reference: dict[str, Any]) -> bool:
        """Tell whether a value is secret or has a secret somewhere inside."""
        if self.is_secret(reference):
            return True
        reached = self._reachable([reference["shape"]])
        return any(
            self.is_secret(inner) for shape in reached.values() for inner in references(shape)
        )

    def _has_secret_elements(self, shape: dict[str, Any], seen: set[str]) -> bool:
        for reference in references(shape):
            name = reference["shape"]
            target = self.shapes[name]
            if target.get("sensitive"):
                return True
            if target["type"] in ("list", "map") and name not in seen:
                seen.add(name)
                if self._has_secret_elements(target, seen):
                    return True
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


def references(shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the references to other shapes that a shape holds."""
    yield from shape.get("members", {}).values()
    for element in _ELEMENTS:
        if element in shape:
            yield shape[element]
