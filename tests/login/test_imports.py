"""What is imported where: the layers, and what a token that is kept costs."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import ssologin
from tests.imports import find_circle, import_graph

PACKAGE = Path(str(ssologin.__file__)).parent

# What extras bring, and who uses it.
_EXTRAS = {
    "boto3.py": {"boto3", "botocore"},
    "keyring.py": {"keyring"},
    "locks.py": {"filelock"},
    "main.py": {"shtab"},
    "redis.py": {"redis"},
}


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(str(node.module).partition(".")[0])
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_it_imports_the_clients_the_runtime_and_its_extras(path: Path) -> None:
    allowed = {"restjson", "ssooidc", "ssoportal"} | _EXTRAS.get(path.name, set())
    assert _imported(path) - sys.stdlib_module_names <= allowed


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_of_the_runtime_only_public_names_are_used(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    private = ("from restjson.", "import restjson.")
    assert [line for line in lines if line.strip().startswith(private)] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert not find_circle(import_graph(PACKAGE))


def _modules(code: str) -> set[str]:
    """Which modules there are after some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n' + ' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import ssologin; ssologin.get_token('my-sso')",
        "import ssologin.cli; ssologin.cli.main(['token', '--session', 'my-sso'])",
    ],
)
def test_a_token_that_is_kept_is_read_without_what_costs_time(home: Path, code: str) -> None:
    path = home / ".aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"accessToken": "a", "expiresAt": "2099-01-01T00:00:00Z"}))
    heavy = {"urllib3", "ssl", "socket", "ssooidc", "ssoportal", "typing", "dataclasses"}
    heavy |= {"logging", "tempfile", "filelock", "asyncio", "http", "http.server", "webbrowser"}
    # Python may load some of them by itself, as where coverage is measured.
    assert heavy & (_modules(code) - _modules("")) == set()


def test_importing_it_loads_next_to_nothing() -> None:
    loaded = {name for name in _modules("import ssologin") if name.startswith("ssologin")}
    assert loaded == {"ssologin"}


def test_every_public_name_can_be_had() -> None:
    for name in ssologin.__all__:
        assert getattr(ssologin, name) is not None
    assert set(ssologin.__all__) <= set(dir(ssologin))
    with pytest.raises(AttributeError, match="nothing"):
        getattr(ssologin, "nothing")  # noqa: B009 - a type checker knows better
