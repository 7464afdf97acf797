"""Type checkers accept right uses of the client and find wrong ones."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import missing

pytestmark = pytest.mark.typecheck

ROOT = Path(__file__).parents[2]
USAGE = Path(__file__).with_name("typed_usage.py")


def _checker(name: str) -> list[str]:
    if importlib.util.find_spec(name) is None:
        missing(f"{name} is not installed (make lint installs it)")
    return [sys.executable, "-m", name]


def _output(command: list[str]) -> str:
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    return f"exit {run.returncode}\n{run.stdout}{run.stderr}"


def test_mypy_reports_the_wrong_uses_and_nothing_else() -> None:
    # Strict, from pyproject.toml: an expected error that does not come is reported too.
    output = _output([*_checker("mypy"), str(USAGE)])
    assert output.startswith("exit 0\n"), output


def test_pyright_reports_the_wrong_uses_and_nothing_else(tmp_path: Path) -> None:
    settings = {
        "include": [os.path.relpath(USAGE, tmp_path)],
        "extraPaths": [str(ROOT / "generated"), str(ROOT / "runtime")],
        "pythonVersion": "3.10",
        "typeCheckingMode": "strict",
        # What follows from a wrong use.
        "reportUnknownMemberType": "none",
        "reportUnusedExpression": "none",
        "enableTypeIgnoreComments": False,  # those are for mypy
        "reportUnnecessaryTypeIgnoreComment": "error",
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))
    output = _output([*_checker("pyright"), "--project", str(tmp_path), "--outputjson"])
    try:
        report = json.loads(output[output.index("{") :].rpartition("}")[0] + "}")
    except ValueError:
        missing(f"pyright could not be started, perhaps for want of a network: {output[:200]}")
    found = [
        f"{each['range']['start']['line'] + 1}: {each['message']}"
        for each in report["generalDiagnostics"]
    ]
    assert (found, report["summary"]["filesAnalyzed"]) == ([], 1)
