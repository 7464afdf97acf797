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

MODULES = {path.relative_to(RUNTIME).as_posix(): path for path in sorted(RUNTIME.rglob("*.py"))}


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


@pytest.mark.parametrize("module", MODULES)
def test_the_runtime_imports_the_standard_library_and_in_one_room_urllib3(module: str) -> None:
    besides = {"urllib3"} if module.startswith("http/") else set()
    assert set(_imported(MODULES[module])) - sys.stdlib_module_names <= besides


@pytest.mark.parametrize(
    "path", sorted(path for folder in CLIENTS for path in folder.rglob("*.py")), ids=_name
)
def test_a_client_imports_the_standard_library_and_the_runtime(path: Path) -> None:
    assert set(_imported(path)) - sys.stdlib_module_names <= {"restjson"}


@pytest.mark.parametrize("module", MODULES)
def test_the_runtime_names_no_service(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8").lower()
    names = ("ssooidc", "sso_oidc", "sso-oidc", "ssoportal", "clientsecret", "accesstoken")
    assert [name for name in names if name in text] == []
