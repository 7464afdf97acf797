"""What the generator may import."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

CODEGEN = Path(__file__).parents[2] / "codegen"


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module is not None
            yield node.module


def test_the_generator_imports_jinja2_jsonschema_and_the_standard_library() -> None:
    roots = {name.partition(".")[0] for file in CODEGEN.rglob("*.py") for name in imported(file)}
    assert roots - set(sys.stdlib_module_names) == {"codegen", "jinja2", "jsonschema"}


def test_no_stage_imports_a_later_one() -> None:
    stages = ["codegen.load", "codegen.build", "codegen.render"]
    for number, stage in enumerate(stages):
        path = CODEGEN / stage.partition(".")[2]
        for file in [path.with_suffix(".py")] if not path.is_dir() else path.rglob("*.py"):
            for name in imported(file):
                assert not name.startswith(("codegen.cli", *stages[number + 1 :])), file


def test_the_generator_names_no_service() -> None:
    services = re.compile(r"\bsso|oidc|portal|create_?token|list_?account", re.IGNORECASE)
    for file in CODEGEN.rglob("*"):
        if file.suffix in (".py", ".jinja", ".js", ".css"):
            assert not services.search(file.read_text(encoding="utf-8")), file
