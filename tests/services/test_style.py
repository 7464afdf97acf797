"""What is emitted for AWS's services passes the type checker and the linter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.service import Emitted
from tests.tools import find

pytestmark = pytest.mark.services

ROOT = Path(__file__).parents[2]


@pytest.mark.typecheck
def test_mypy_finds_nothing(emitted: Emitted, tmp_path_factory: pytest.TempPathFactory) -> None:
    # What all packages import is checked once.
    cache = tmp_path_factory.getbasetemp() / "mypy"
    options = ["--strict", "--python-version=3.10", f"--cache-dir={cache}", "--config-file="]
    output = _run(
        [sys.executable, "-m", "mypy", *options, "-p", emitted.name],
        {"MYPYPATH": os.pathsep.join([str(emitted.out), str(ROOT / "runtime")])},
    )
    assert output.startswith("exit 0\n"), output[:4000]


def test_ruff_finds_nothing(emitted: Emitted) -> None:
    ruff = find("ruff", "make lint installs it")
    config = f"--config={ROOT / 'pyproject.toml'}"
    # The first two as for `generated/`; an operation `TestThing` makes no function that tests; and
    # a member `I` has the model's name.
    ignored = "--extend-ignore=E501,S105,PT028,E741"
    folder = str(emitted.out / emitted.name)
    output = _run([ruff, "check", "--no-cache", "--quiet", config, ignored, folder])
    assert output == "exit 0\n", output[:4000]


def _run(command: list[str], environment: dict[str, str] | None = None) -> str:
    run = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    return f"exit {run.returncode}\n{run.stdout}{run.stderr}"
