"""What the generator may import."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.imports import find_circle

CODEGEN = Path(__file__).parents[2] / "codegen"


# The way of a model. What comes later may import what comes before, never the other way round.
ORDER = [
    *("load", "escape", "layout", "model", "checks", "prose", "endpoints", "pages", "package"),
    *("render", "disk", "output", "commands", "arguments", "cli", "__main__"),
]


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module is not None
            yield node.module


def graph() -> dict[str, set[str]]:
    """The modules of the generator, each with those that it imports: for type checkers, too."""
    modules = {
        ".".join(("codegen", *file.relative_to(CODEGEN).with_suffix("").parts)): file
        for file in CODEGEN.rglob("*.py")
    }
    return {
        module: {name for name in names_in(file) if name in modules and name != module}
        for module, file in modules.items()
    }


def names_in(file: Path) -> Iterator[str]:
    """What a file may import: modules, and what stands in them, which may be modules, too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
    yield from imported(file)


def test_the_generator_imports_jinja2_jsonschema_and_the_standard_library() -> None:
    roots = {name.partition(".")[0] for file in CODEGEN.rglob("*.py") for name in imported(file)}
    assert roots - set(sys.stdlib_module_names) == {"codegen", "jinja2", "jsonschema"}


def room_of(module: str) -> str:
    """The room of a module, or the module itself where it is in none."""
    return module.split(".")[1] if "." in module else ""


def test_no_room_imports_one_that_comes_after_it() -> None:
    for module, others in graph().items():
        for other in others:
            assert ORDER.index(room_of(other)) <= ORDER.index(room_of(module)), (module, other)


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert not find_circle(graph())


def test_only_the_reader_knows_what_the_files_of_a_model_look_like() -> None:
    readers = {module for module, others in graph().items() if "codegen.load.model_files" in others}
    beyond = {module for module in readers if room_of(module) not in ("load", "commands", "cli")}
    assert beyond == {"codegen.model.reader"}


def test_only_the_endpoint_rules_look_into_rule_sets() -> None:
    for file in CODEGEN.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                room = file.relative_to(CODEGEN).parts[0]
                is_json = node.slice.value in ("rules", "fn", "argv", "conditions")
                assert room == "endpoints" or not is_json, file


def test_the_generator_names_no_service() -> None:
    services = re.compile(r"\bsso|oidc|portal|create_?token|list_?account", re.IGNORECASE)
    for file in CODEGEN.rglob("*"):
        if file.suffix in (".py", ".jinja", ".js", ".css"):
            assert not services.search(file.read_text(encoding="utf-8")), file
