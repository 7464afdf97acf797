"""Docstrings have one style: the first line is a sentence, and a function's begins with a verb."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ["codegen", "runtime", "login", "emulator"]

# What is read as an attribute is named by a noun, and so is what `pytest --fixtures` lists.
NAMED_BY_NOUNS = {"property", "cached_property", "fixture"}

# No verb begins so, and each phrase that stands for a value does.
OPENINGS = {
    *("A", "All", "An", "As", "Each", "From", "Its", "No", "None", "Not", "Nothing", "That", "The"),
    *("Their", "Those", "This", "How", "What", "When", "Where", "Whether", "Which", "Who", "Why"),
}

each_folder = pytest.mark.parametrize("folder", FOLDERS)


def modules(folder: str) -> dict[str, ast.Module]:
    """Return the modules of a folder by their paths."""
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in files}


def first_lines(folder: str) -> Iterator[tuple[str, ast.AST, str]]:
    """Yield where each docstring stands, what has it, and its first line."""
    for path, module in modules(folder).items():
        for node in ast.walk(module):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                docstring = ast.get_docstring(node)
                if docstring is not None:
                    line = docstring.partition("\n")[0]
                    yield f"{path}:{node.body[0].lineno}: {line}", node, line


def is_called(node: ast.AST) -> bool:
    """Tell whether it is a function or method that somebody calls."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    names = (ast.unparse(each).partition("(")[0] for each in node.decorator_list)
    return not any(name.rpartition(".")[2] in NAMED_BY_NOUNS for name in names)


@each_folder
def test_each_module_has_a_docstring(folder: str) -> None:
    assert [path for path, module in modules(folder).items() if not ast.get_docstring(module)] == []


@each_folder
def test_the_first_line_of_a_docstring_ends_its_sentence(folder: str) -> None:
    assert [place for place, _, line in first_lines(folder) if not line.endswith(".")] == []


@each_folder
def test_the_docstring_of_a_function_begins_with_a_verb(folder: str) -> None:
    assert [
        place
        for place, node, line in first_lines(folder)
        if is_called(node) and line.split()[0].rstrip(":,;.") in OPENINGS
    ] == []
