"""Statements: what the rules of a rule set become, before it is lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from codegen.endpoints.layout import INDENT, Layout, condition_lines, lines_of


@dataclass(frozen=True)
class Simple:
    """A statement of one expression.

    Args:
        start: what precedes the expression: ``return ``, ``raise ``, ``name = ``.
        layout: the expression.
        reads: the names that it refers to.
        ends: the function ends here.
    """

    start: str
    layout: Layout
    reads: frozenset[str]
    ends: bool

    @property
    def depth(self) -> int:
        """How many blocks are nested."""
        return 0


@dataclass(frozen=True)
class If:
    """Statements under conditions, of which there is at least one."""

    tests: tuple[str, ...]
    body: tuple[Statement, ...]
    reads: frozenset[str]
    depth: int
    ends: bool = False


Statement = Simple | If


def when(tests: tuple[str, ...], reads: frozenset[str], body: tuple[Statement, ...]) -> If:
    """Return statements under conditions; an `If` that is alone in another merges with it."""
    reads |= reads_of(body)
    if len(body) == 1 and isinstance(body[0], If):
        tests += body[0].tests
        body = body[0].body
    return If(tests, body, reads, 1 + depth_of(body))


def depth_of(statements: Iterable[Statement]) -> int:
    """Return how many blocks are nested."""
    return max((each.depth for each in statements), default=0)


def reads_of(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the names that statements refer to."""
    return frozenset[str]().union(*(each.reads for each in statements))


def lines(statements: Iterable[Statement], indent: str = INDENT) -> list[str]:
    """Return the lines of statements."""
    result: list[str] = []
    for each in statements:
        if isinstance(each, Simple):
            result += lines_of(each.start, each.layout, indent)
        else:
            result += condition_lines(each.tests, indent)
            result += lines(each.body, indent + INDENT)
    return result
