"""Who imports what: the rules that keep the layers apart, read from the source."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import restjson
import ssooidc
import ssoportal

RUNTIME = Path(str(restjson.__file__)).parent
CLIENTS = [Path(str(package.__file__)).parent for package in (ssooidc, ssoportal)]

# What a module of the runtime may import beyond the standard library.
BESIDES = {name: {"urllib3"} for name in ("connection.py", "routes.py", "transport.py")}


def _name(path: Path) -> str:
    return path.name


def _imported(path: Path) -> Iterator[str]:
    """The top packages that a module imports, wherever in it; not those of its own package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            assert node.module is not None
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", sorted(RUNTIME.rglob("*.py")), ids=_name)
def test_the_runtime_imports_the_standard_library_and_urllib3(path: Path) -> None:
    assert set(_imported(path)) - sys.stdlib_module_names <= BESIDES.get(path.name, set())


@pytest.mark.parametrize(
    "path", sorted(path for folder in CLIENTS for path in folder.rglob("*.py")), ids=_name
)
def test_a_client_imports_the_standard_library_and_the_runtime(path: Path) -> None:
    assert set(_imported(path)) - sys.stdlib_module_names <= {"restjson"}


@pytest.mark.parametrize("path", sorted(RUNTIME.rglob("*.py")), ids=_name)
def test_the_runtime_names_no_service(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    names = ("ssooidc", "sso_oidc", "sso-oidc", "ssoportal", "clientsecret", "accesstoken")
    assert [name for name in names if name in text] == []
