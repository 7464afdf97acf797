"""The guides to signing in: their code runs, and they name all errors, commands and tests."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin.cli.main import build_parser
from tests import environment
from tests.docs.snippets import ROOT, blocks

MAIN = importlib.import_module("ssologin.cli.main")
PACKAGE = Path(str(ssologin.__file__)).parent
PATH = ROOT / "docs" / "signing-in.md"
GUIDE = PATH.read_text(encoding="utf-8")
COMPARED = (ROOT / "docs" / "signing-in-compared.md").read_text(encoding="utf-8")
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


def test_every_exit_status_is_listed() -> None:
    listed = set(map(int, re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)))
    helped = set(map(int, re.findall(r"^  (\d+) ", MAIN._EPILOG, re.MULTILINE)))
    assert listed == helped == {0, MAIN._INTERRUPTED, *(number for _, number in MAIN._STATUSES)}


def test_every_variable_of_ours_is_told() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    variables = set(re.findall(r'"(SSOLOGIN_\w+)"', sources))
    assert variables == {"SSOLOGIN_CACHE", "SSOLOGIN_FLOW"}
    assert [name for name in variables if name not in GUIDE or name not in MAIN._EPILOG] == []


def _rows(heading: str) -> list[list[str]]:
    section = COMPARED.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return [row for row in cells if row[0] not in ("", "---", "complaint")]


def test_each_yes_names_its_test() -> None:
    rows = _rows("Features")
    assert {len(row) for row in rows} == {8}
    unshown = [row[0] for row in rows if not row[1].startswith("[y")]
    assert unshown == ["opens AWS's console"]


def test_each_of_the_twenty_five_complaints_names_what_shows_how_it_is_here() -> None:
    rows = _rows("Complaints")
    assert [row[0].partition(".")[0] for row in rows] == [str(number) for number in range(1, 26)]
    assert [row[0] for row in rows if not row[1] or "](../tests/" not in row[2]] == []


def test_each_test_that_is_named_is_there() -> None:
    named = re.findall(r"\]\((\S+\.py)\s\"(\w+)\"\)", COMPARED)
    assert len(named) > 60
    missing = [
        (path, name)
        for path, name in named
        if f"def {name}(" not in (ROOT / "docs" / path).read_text(encoding="utf-8")
    ]
    assert missing == []
