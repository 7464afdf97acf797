"""The guide to clients of other services: made as it says, its code runs against moto."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.services import COMPARED
from codegen.cli import main
from tests import environment
from tests.checkers import pyright
from tests.docs.guide_clients import mypy_on
from tests.docs.snippets import ROOT, blocks
from tests.peers.installed import moto
from tests.tools import find

pytestmark = pytest.mark.peers

PATH = ROOT / "docs" / "other-services.md"
CODE = "".join(blocks(PATH))
MAKE, SERVE, PREPARE = blocks(PATH, "console")
ADDRESS = "http://127.0.0.1:5000"


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the projects that the guide makes are installed."""
    folder = tmp_path_factory.mktemp("guide")
    checkout, installed = folder / "ssooidc", folder / "installed"
    checkout.mkdir()
    commands = [line.split()[2:] for line in MAKE.splitlines()]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(checkout)
        for module, *arguments in commands:
            if module == "codegen":
                assert main(arguments) == 0
        monkeypatch.syspath_prepend(installed)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(installed)]
        offline = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
        subprocess.run([*pip, *offline, *MAKE.splitlines()[-1].split()[2:]], check=True)
        yield installed
    made = {each.name for each in installed.iterdir()}
    for name in [name for name in sys.modules if name.partition(".")[0] in made]:
        del sys.modules[name]


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """moto, prepared as the guide says; the environment is as it says, too."""
    programs = moto()
    curl = Path(find("curl", "apt-get install curl"))
    environment.clear(monkeypatch, tmp_path)
    command = [str(programs / "moto_server"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            url = next(line.split()[-1] for line in server.stderr if "Running on" in line)
            script = PREPARE.replace(ADDRESS, url).replace(".moto/bin", str(programs))
            for name, value in re.findall(r"(AWS_\w+)=(\S+)", script):
                monkeypatch.setenv(name, value)
            monkeypatch.setenv("PATH", str(curl.parent), prepend=":")
            subprocess.run(["/bin/sh", "-euc", script], check=True, capture_output=True)
            yield
        finally:
            server.terminate()
            server.stderr.read()  # to its end, so that it is not held up


@pytest.mark.usefixtures("aws", "clients")
def test_the_code_prints_what_its_comments_say(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(CODE, PATH.name, "exec"), {})  # noqa: S102 - ours
    tokens = tokenize.generate_tokens(io.StringIO(CODE).readline)
    comments = [each.string.removeprefix("# ") for each in tokens if each.type == tokenize.COMMENT]
    assert capsys.readouterr().out.splitlines() == comments
    assert (tmp_path / "evening.mp3").stat().st_size


def test_the_server_is_what_the_tests_have_installed() -> None:
    pinned = {*(ROOT / "tests" / "peers" / "moto.in").read_text().splitlines()[1:]}
    assert {*SERVE.splitlines()[0].partition("pip install ")[2].split()} == pinned
    assert SERVE.splitlines()[1] == ".moto/bin/moto_server"


def test_the_table_has_what_is_measured() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PATH.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [each.package for each in COMPARED]


@pytest.mark.typecheck
def test_type_checkers_are_content(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert mypy_on(f"# pyright: strict\n{CODE}", clients, monkeypatch) == ""
    assert pyright(clients, {"include": ["guide.py"]}) == []
