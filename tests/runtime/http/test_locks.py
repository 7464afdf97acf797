"""Locks of the runtime: few, and none that an interrupt leaves held."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import restjson

RUNTIME = Path(str(restjson.__file__)).parent

# Their locks are taken and let go of in steps of Python, between which an interrupt may come.
WITH_SUCH_LOCKS = {"asyncio", "concurrent", "multiprocessing", "queue", "threading"}

LOOPS = (ast.For, ast.While, ast.comprehension)


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(RUNTIME.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_no_module_imports_locks_that_are_made_of_python() -> None:
    # The client for asyncio has threads of its own, and no call of another client goes through it.
    for path, module in (each for each in _modules() if each[0].name != "aio.py"):
        assert not WITH_SUCH_LOCKS.intersection(_imported(module)), path.name


def _imported(module: ast.Module) -> Iterator[str]:
    """The top packages that a module imports, wherever in it."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def test_no_loop_stands_in_the_block_of_a_lock() -> None:
    # Python 3.12 and 3.13 compile some jumps back in a loop outside of the range that `with` and
    # `try` guard: an interrupt that comes there goes past them.
    blocks = [block for _, module in _modules() for block in _holding(module)]
    assert blocks
    for block in blocks:
        assert not [node for node in ast.walk(block) if isinstance(node, LOOPS)]


def _holding(module: ast.Module) -> Iterator[ast.AST]:
    """The blocks in which a lock is held: `with` one, or `try` that releases one."""
    for node in ast.walk(module):
        held: list[ast.AST] = []
        if isinstance(node, ast.With):
            held += [item.context_expr for item in node.items]
        elif isinstance(node, ast.Try):
            held += node.finalbody
        if any("lock" in ast.unparse(each) for each in held):
            yield node
