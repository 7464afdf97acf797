"""The guide to signing in: its code runs, and it names all errors, commands, stores and tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin.cli.main import build_parser
from tests import environment
from tests.docs.snippets import ROOT, blocks

PATH = ROOT / "docs" / "signing-in.md"
GUIDE = PATH.read_text(encoding="utf-8")
PYTHON = blocks(PATH)
[CONFIG] = [each for each in blocks(PATH, "ini") if "[sso-session" in each]


@pytest.mark.parametrize("code", PYTHON, ids=[str(index) for index in range(len(PYTHON))])
def test_the_python_runs(
    code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.clear(monkeypatch, tmp_path)
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text(CONFIG)
    monkeypatch.setenv("CI", "true")  # no browser is opened
    with Emulator(auto_approve=True) as idc:
        for name, value in idc.environment.items():
            monkeypatch.setenv(name, value)
        exec(compile(code, "signing-in.md", "exec"), {})  # noqa: S102 - our own guide
    assert "Traceback" not in capsys.readouterr().out


def test_every_error_has_a_row() -> None:
    errors = {
        name
        for name in ssologin.__all__
        if isinstance(getattr(ssologin, name), type)
        and issubclass(getattr(ssologin, name), ssologin.Error)
    }
    rows = set(re.findall(r"^\| `([A-Z]\w+)` \|", GUIDE, re.MULTILINE))
    assert rows == errors - {"Error"}


def test_every_command_is_listed() -> None:
    [commands] = [
        action.choices
        for action in build_parser()._subparsers._group_actions  # type: ignore[union-attr]
    ]
    section = GUIDE.partition("## On the command line")[2].partition("\n## ")[0]
    assert all(name in section for name in commands or ())
