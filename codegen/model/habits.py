"""Habits of a service: what its clients do besides, of which its model has no word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class OperationHabits:
    """Habits of an operation.

    Args:
        form: it is sent by POST, with its query as the body.
        tree_hash: its requests carry hashes of the body.
        arguments: what arguments are called, by the names of their members.
    """

    form: bool = False
    tree_hash: bool = False
    arguments: Mapping[str, str] = field(default_factory=dict)


NO_HABITS = OperationHabits()


@dataclass(frozen=True, slots=True)
class Habits:
    """Habits of a service.

    Args:
        headers: of every request; a member that is bound to one wins.
        defaults: what members of inputs are where they are not given.
        operations: by their names.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    operations: Mapping[str, OperationHabits] = field(default_factory=dict)

    def of(self, operation: str) -> OperationHabits:
        """Return the habits of an operation."""
        return self.operations.get(operation, NO_HABITS)


def read_habits(habits: Mapping[str, Any]) -> Habits:
    """Return what validated habits say; empty ones say nothing."""
    return Habits(
        headers=habits.get("headers", {}),
        defaults=habits.get("defaults", {}),
        operations={
            name: OperationHabits(
                form="form" in each,
                tree_hash="treeHash" in each,
                arguments=each.get("arguments", {}),
            )
            for name, each in habits.get("operations", {}).items()
        },
    )
