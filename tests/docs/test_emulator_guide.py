"""The guide to the emulator: its code runs, and its tables have all that there is."""

from __future__ import annotations

import dataclasses
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ssoemulator import Emulator, Switches
from ssoemulator.state.faults import KINDS
from tests import environment
from tests.docs.snippets import ROOT, blocks
from tests.emulator.errors_table import modelled
from tests.peers.installed import javascript
from tests.tools import find

PATH = ROOT / "docs" / "emulator.md"
GUIDE = PATH.read_text(encoding="utf-8")
OPENAPI = ROOT / "emulator" / "ssoemulator" / "web" / "openapi.json"


def run(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_", "PYTEST_"))
    }
    mine = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(folder)}
    return subprocess.run(
        command,
        cwd=folder,
        env={**inherited, **mine, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_test_for_pytest_passes(tmp_path: Path) -> None:
    [test, _] = blocks(PATH, "python")
    (tmp_path / "test_sign_in.py").write_text(test)
    result = run(tmp_path, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert "1 passed" in result.stdout, result.stdout + result.stderr


def test_the_python_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.clear(monkeypatch, tmp_path)
    [_, program] = blocks(PATH, "python")
    exec(compile(program, "emulator.md", "exec"), {})  # noqa: S102 - our own guide
    printed = capsys.readouterr().out
    assert "Invalid refresh token provided" in printed
    assert "CreateToken 0 None" in printed  # the one that was lost
    assert "CreateToken 400 InvalidGrantException" in printed


def test_the_seed_is_one() -> None:
    [seed] = blocks(PATH, "json")
    Emulator(seed=json.loads(seed))


def test_the_shell_runs(tmp_path: Path) -> None:
    find("curl", "apt-get install curl")
    [script] = blocks(PATH, "sh")
    result = run(tmp_path, "sh", "-e", "-c", script)
    assert result.returncode == 0, result.stderr
    assert '"operation":"RegisterClient"' in result.stdout
    assert json.loads((tmp_path / "client.json").read_text())["clientId"]


@pytest.mark.peers
def test_the_javascript_runs(tmp_path: Path) -> None:
    installed = javascript()
    [program] = blocks(PATH, "js")
    (tmp_path / "sign_in.mjs").write_text(program)
    (tmp_path / "node_modules").symlink_to(installed / "node_modules")
    node = find("node", "apt-get install nodejs")
    with Emulator() as idc:
        result = run(tmp_path, node, "sign_in.mjs", **idc.environment)
    assert result.stdout == "Bearer\n", result.stderr


def test_the_command_line_has_the_options_that_are_named() -> None:
    from ssoemulator.command_line import _parser

    known = set(re.findall(r"--[a-z-]+", _parser().format_help()))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", GUIDE)) <= known
    switches = {f"--{each.name.replace('_', '-')}" for each in dataclasses.fields(Switches)}
    assert switches <= known


def test_the_tables_have_every_switch_error_kind_and_path() -> None:
    for each in dataclasses.fields(Switches):
        assert f"| `{each.name}` |" in GUIDE
    for _, error in modelled():
        assert f"| `{error}`" in GUIDE, error
    for kind in KINDS:
        assert f"`{kind}`" in GUIDE
    described = json.loads(OPENAPI.read_text("utf-8"))["paths"]
    for path, methods in described.items():
        for method in methods:
            assert f"{method.upper()} {path}`" in GUIDE


def test_every_public_method_of_the_emulator_is_named() -> None:
    public = {name for name, _ in inspect.getmembers(Emulator) if not name.startswith("_")}
    named = set(re.findall(r"\w+", GUIDE))
    assert public <= named


def test_what_a_console_shows_is_a_command_or_what_it_prints() -> None:
    for block in blocks(PATH, "console"):
        for line in block.splitlines():
            assert line.startswith(("pip install", "$ python -m ssoemulator", "ssoemulator "))
