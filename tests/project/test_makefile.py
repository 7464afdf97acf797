"""`make` on machines that lack something says what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make with an environment folder of its own."""
    command = ["make", "--directory", str(ROOT), f"VENV={tmp_path / 'venv'}", *arguments]
    environment = {"PATH": os.environ["PATH"]}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def fake_python(tmp_path: Path, script: str) -> Path:
    """A `python` that behaves as `script` says."""
    path = tmp_path / "python"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_help_lists_the_targets(tmp_path: Path) -> None:
    result = make(tmp_path, "help")

    listed = [line.split()[0] for line in result.stdout.splitlines() if not line.startswith("make")]
    assert listed == [
        "help",
        "run",
        "codegen",
        "docs",
        "check",
        "test",
        "test-all",
        "all-services",
        "lint",
        "lock",
        "clean",
    ]


def test_a_missing_python_is_named(tmp_path: Path) -> None:
    result = make(tmp_path, "run", f"PYTHON={tmp_path / 'nowhere'}")

    assert result.returncode != 0
    assert "install Python 3.10 or newer" in result.stderr
    assert not (tmp_path / "venv").exists()


def test_too_old_a_python_is_named_with_its_version(tmp_path: Path) -> None:
    python = fake_python(tmp_path, '[ "$1" = -V ] && echo Python 3.9.1 && exit 0; exit 1')

    result = make(tmp_path, "run", f"PYTHON={python}")

    assert result.returncode != 0
    assert "is Python 3.9.1: install Python 3.10 or newer" in result.stderr
    assert not (tmp_path / "venv").exists()


def test_a_python_without_venv_is_named(tmp_path: Path) -> None:
    python = fake_python(tmp_path, 'case "$2" in *venv*) exit 1;; esac; exit 0')

    result = make(tmp_path, "run", f"PYTHON={python}")

    assert result.returncode != 0
    assert "has no venv module" in result.stderr
    assert "apt-get install python3-venv" in result.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize(
    ("target", "needs"),
    [("run", ["run"]), ("check", ["run"]), ("test", ["run", "test"]), ("lint", ["run", "test"])],
)
def test_a_target_installs_what_it_needs_and_no_more(
    tmp_path: Path, target: str, needs: list[str]
) -> None:
    result = make(tmp_path, "--dry-run", target)

    lines = [line for line in result.stdout.splitlines() if "--requirement" in line]
    assert [line.split()[-1] for line in lines] == [f"requirements/{need}.txt" for need in needs]
    assert all("--require-hashes" in line for line in lines)
