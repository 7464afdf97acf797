"""Type checkers, run over files as a user would run them."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("generated", "runtime", "login", "emulator")


def mypy(*paths: Path) -> str:
    """Return what mypy reports, strict as pyproject.toml has it; nothing if it is content."""
    # What the files import is checked where it is at home, with the versions that it has there.
    run = _run("mypy", "--follow-imports=silent", *map(str, paths))
    return "" if run.returncode == 0 else run.stdout + run.stderr


def check_usage(folder: Path, usage: str) -> None:
    """Assert that mypy refuses the lines that end in `# error`, and no others.

    Args:
        folder: with the emitted package that is used.
        usage: what uses it.
    """
    (folder / "usage.py").write_text(usage)
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "usage.py"],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "MYPYPATH": os.pathsep.join([str(folder), str(ROOT / "runtime")])},
    )
    lines = enumerate(usage.splitlines(), 1)
    expected = {number for number, line in lines if line.endswith("# error")}
    found = {int(line.split(":")[1]) for line in run.stdout.splitlines() if ": error:" in line}
    assert found == expected, run.stdout + run.stderr


def pyright(folder: Path, settings: Mapping[str, Any]) -> list[str]:
    """Return what pyright reports of a folder, in which its settings are written.

    Args:
        folder: with files that may choose a mode of their own: ``# pyright: strict``.
        settings: of pyright, besides the places of our packages.
    """
    # Else it takes the Python that comes first in PATH, and that one's packages.
    python = ("--pythonpath", sys.executable)
    common = {"extraPaths": [str(ROOT / each) for each in PACKAGES], "pythonVersion": "3.10"}
    (folder / "pyrightconfig.json").write_text(json.dumps({**common, **settings}))
    run = _run("pyright", *python, "--project", str(folder), "--outputjson")
    try:
        report = json.loads(run.stdout[run.stdout.index("{") :])
    except ValueError:
        shown = (run.stdout + run.stderr)[:200]
        pytest.skip(f"pyright could not be started, perhaps for want of a network: {shown}")
    assert report["summary"]["filesAnalyzed"], report
    return [
        f"{Path(each['file']).name}:{each['range']['start']['line'] + 1}: {each['message']}"
        for each in report["generalDiagnostics"]
    ]


def _run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed (make test installs it)")
    command = [sys.executable, "-m", name, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
