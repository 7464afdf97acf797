"""What an expression of a rule set is: Python code, its type, and whether it may be unset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from codegen.load.problems import Problem, path_of

# Where something stands in a file, as the steps to it.
Path = tuple[str | int, ...]


class Type(Enum):
    """The types of values; each says what it is called, and its annotation in Python."""

    STRING = ("a string", "str")
    BOOLEAN = ("a boolean", "bool")
    NUMBER = ("a whole number", "int")
    STRINGS = ("a list of strings", "list[str] | tuple[str, ...]")
    PARTITION = ("a partition", "Partition")
    URL = ("a URL", "Url")
    ARN = ("an ARN", "Arn")

    def __init__(self, title: str, annotation: str) -> None:
        self.title = title
        self.annotation = annotation


@dataclass(frozen=True)
class Value:
    """An expression.

    Args:
        code: Python that stands as an argument.
        type: what it gives.
        optional: it may give None, which stands for a value that is not set.
        constant: what it gives, where that is known.
        reads: the names that the code refers to.
        plain: the code is a name, or a name and an attribute.
        negated: the opposite; only comparisons and negations have it.
    """

    code: str
    type: Type
    optional: bool = False
    constant: bool | int | str | None = None
    reads: frozenset[str] = frozenset()
    plain: bool = False
    negated: str = ""

    @property
    def operand(self) -> str:
        """The code, to stand beside any operator."""
        return f"({self.code})" if self.negated else self.code

    def if_set(self, code: Callable[[str], str]) -> str:
        """Return what `code` makes of this value, and None where it is None."""
        if not self.optional:
            return code(self.code)
        if self.plain:
            return f"(None if {self.code} is None else {code(self.code)})"
        return f"(None if (part := {self.code}) is None else {code('part')})"


class Refusal(Exception):
    """A part of a rule set cannot be compiled."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what
        super().__init__(what)

    def problem(self, file: str) -> Problem:
        """Return what is to be told."""
        return Problem(file, path_of(*self.path), self.what)
