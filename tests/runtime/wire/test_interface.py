"""What emitted code may import of the runtime: the room wire/, and the public modules above it.

`interface.txt` lists it, with what functions take. Where it differs, code that was emitted before
may not run any more: then `restjson.INTERFACE` is raised as well. Renew the list with

    python -m tests.runtime.wire.test_interface
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import restjson
import ssooidc
import ssoportal

LIST = Path(__file__).with_name("interface.txt")
WIRE = Path(str(restjson.__file__)).parent / "wire"
GOLDEN = Path(__file__).parents[2] / "codegen" / "golden" / "parcels_client"
PACKAGES = [Path(str(package.__file__)).parent for package in (ssooidc, ssoportal)]

PUBLIC = {"restjson", "restjson.errors", "restjson.result"}


def interface() -> Iterator[str]:
    yield f"INTERFACE {restjson.INTERFACE}"
    for file in sorted(WIRE.glob("[a-z]*.py")):
        module = importlib.import_module(f"restjson.wire.{file.stem}")
        for name in sorted(_defined(ast.parse(file.read_text(encoding="utf-8")))):
            if not name.startswith("_") and name != "TYPE_CHECKING":
                yield f"{file.stem}.{name}{_parameters(getattr(module, name))}"


def _defined(module: ast.Module) -> Iterator[str]:
    """The names that stand in a module itself, not those that it imports."""
    for node in module.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _parameters(value: object) -> str:
    return f"({', '.join(inspect.signature(value).parameters)})" if callable(value) else ""


def test_the_interface_is_the_one_that_is_listed() -> None:
    assert list(interface()) == LIST.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("package", [*PACKAGES, GOLDEN], ids=lambda folder: folder.name)
def test_emitted_code_imports_what_it_may(package: Path) -> None:
    imported: set[str] = set()
    for file in package.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                imported.add(str(node.module))
            elif isinstance(node, ast.Import):
                imported.update(alias.name for alias in node.names)
    ours = {name for name in imported if name.partition(".")[0] == "restjson"}
    assert {name for name in ours - PUBLIC if not f"{name}.".startswith("restjson.wire.")} == set()


if __name__ == "__main__":
    LIST.write_text("".join(f"{line}\n" for line in interface()), encoding="utf-8")
