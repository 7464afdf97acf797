"""Who imports what: the rules that keep the layers apart, read from the source."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import restjson
import ssooidc
import ssoportal
from tests.imports import find_circle, import_graph

RUNTIME = Path(str(restjson.__file__)).parent
CLIENTS = [Path(str(package.__file__)).parent for package in (ssooidc, ssoportal)]

MODULES = {path.relative_to(RUNTIME).as_posix(): path for path in sorted(RUNTIME.rglob("*.py"))}

# What comes later may import what comes before, never the other way round. Those up to `clock`
# are what every room speaks of.
ORDER = [
    *("version", "signatures", "redaction", "suggestions", "result", "errors", "uploads"),
    *("messages", "payload", "times", "clock"),
    *("wire", "config", "endpoints", "auth", "http", "call", "paging", "waiting", "meta"),
    *("client", "aio"),
    "__init__",
]


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


def _room(module: str) -> int:
    return ORDER.index(module.split(".")[0])


def test_rooms_import_downward() -> None:
    upward = [
        (module, other)
        for module, others in import_graph(RUNTIME).items()
        for other in others
        if _room(other) > _room(module)
    ]
    assert upward == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = import_graph(RUNTIME)
    assert len(graph) > 50
    assert not find_circle(graph)


@pytest.mark.parametrize("module", MODULES)
def test_the_runtime_names_no_service(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8").lower()
    names = ("ssooidc", "sso_oidc", "sso-oidc", "ssoportal", "clientsecret", "accesstoken")
    assert [name for name in names if name in text] == []
