"""The Python of the README and of the guides, as programs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def blocks(path: Path, language: str = "python") -> list[str]:
    """The blocks of a language in a document."""
    text = path.read_text(encoding="utf-8")
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return found


def programs(path: Path) -> list[str]:
    """The programs of a document: a block that uses names of those before it goes on with them."""
    found: list[str] = []
    for block in blocks(path):
        if found and names(block, ast.Load) & names(found[-1], ast.Store) - names(block, ast.Store):
            found[-1] += block
        else:
            found.append(block)
    return found


def names(code: str, context: type[ast.expr_context]) -> set[str]:
    """The names that a program reads, or those that it makes."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            found.add(node.id)
        elif isinstance(node, ast.alias) and context is ast.Store:
            found.add(node.asname or node.name.partition(".")[0])
    return found
