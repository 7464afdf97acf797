"""Refusals: what a model says rightly, or cannot be named, so that nothing is emitted for it."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.load.problems import Problem
from codegen.model.operations import Operation
from codegen.model.shapes import Shape


@dataclass(frozen=True, eq=False)
class Refusal:
    """Something that is not emitted.

    Args:
        subject: an operation, or a shape and with it all operations that reach it; None is the
            service itself.
        problem: what it is, and where.
    """

    subject: Operation | Shape | None
    problem: Problem
