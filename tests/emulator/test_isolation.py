"""The emulator shares no code with the client that it tests."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ssoemulator
from tests.imports import find_circle, import_graph

FOLDER = Path(ssoemulator.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
ALLOWED = {*sys.stdlib_module_names, "flask", "jsonschema", "werkzeug"}
PLUGIN = FOLDER / "pytest_plugin.py"


def imported_modules(file: Path) -> set[str]:
    """The top-level names that a file imports, those of its own package aside."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module).partition(".")[0])
    return names


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_a_module_imports_the_standard_library_and_its_extra_only(file: Path) -> None:
    assert imported_modules(file) - ALLOWED == ({"pytest"} if file == PLUGIN else set())


# From the bottom up: what is in a room imports its own and those below.
ROOMS = [
    {"service_error"},
    {"state"},
    {"oidc", "portal", "seed", "aws_config", "pending"},
    {"control"},
    {"web"},
    {"emulator"},
    {"command_line", "pytest_plugin"},
    {"__main__"},
]


def imported_rooms(file: Path) -> set[str]:
    """The rooms of its own package that a file imports, those for type checkers included."""
    place = file.relative_to(FOLDER).with_suffix("").parts
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            path = [*place[: len(place) - node.level], *(node.module or "").split(".")]
            named = [alias.name for alias in node.names]
            rooms |= {path[0]} if path[0] else set(named)
    return rooms


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_a_room_imports_only_what_stands_below_it(file: Path) -> None:
    room = file.relative_to(FOLDER).with_suffix("").parts[0]
    if room == "__init__":
        return  # the public names, loaded when first touched
    heights = {name: height for height, names in enumerate(ROOMS) for name in names}
    public = {"Emulator"}  # by the public name of the package itself
    for other in imported_rooms(file) - {room} - public:
        assert heights[other] < heights[room], f"{room} imports {other}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert not find_circle(import_graph(FOLDER))


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )


def test_serving_a_request_loads_neither_the_runtime_nor_a_client() -> None:
    program = """
import http.client, sys
from ssoemulator import Emulator
with Emulator() as idc:
    connection = http.client.HTTPConnection(idc.url.removeprefix("http://"))
    connection.request("POST", "/token", b"{}")
    print(connection.getresponse().status)
    connection.close()
print(sorted({"restjson", "ssooidc", "ssoportal", "urllib3", "botocore"} & sys.modules.keys()))
"""
    assert run(program).stdout.split("\n") == ["400", "[]", ""]


@pytest.mark.parametrize("package", ["flask", "jsonschema"])
def test_a_missing_package_is_told_with_the_extra_to_install(package: str) -> None:
    hidden = f"import sys; sys.modules[{package!r}] = None; "
    message = (
        f'ssoemulator needs {package}, which is not installed: pip install "ssooidc[emulator]"'
    )
    result = run(f"{hidden}from ssoemulator import Emulator")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == f"ImportError: {message}"
    command = run(f"{hidden}import runpy; runpy.run_module('ssoemulator', run_name='__main__')")
    assert (command.returncode, command.stdout, command.stderr) == (1, "", f"{message}\n")


def test_another_module_that_is_missing_is_not_blamed_on_the_extra() -> None:
    result = run("import sys; sys.modules['hmac'] = None; from ssoemulator import Emulator")
    assert "ModuleNotFoundError" in result.stderr.splitlines()[-1]
    assert "pip install" not in result.stderr.splitlines()[-1]
