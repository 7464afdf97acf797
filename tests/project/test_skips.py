"""A test that is skipped says why on a user's machine, and fails in CI."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SKIPPING = {
    "by a mark": '@pytest.mark.skipif(True, reason="no tea")\ndef test_tea(): ...',
    "within": 'def test_tea():\n    pytest.skip("no tea")',
    "in a fixture": (
        '@pytest.fixture\ndef tea():\n    pytest.skip("no tea")\ndef test_tea(tea): ...'
    ),
    "as a module": 'pytest.skip("no tea", allow_module_level=True)',
}


def run(tmp_path: Path, code: str, ci: str) -> subprocess.CompletedProcess[str]:
    """Run tests of a file as ours are run."""
    file = tmp_path / "test_tea.py"
    file.write_text(f"import pytest\n\n{code}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.skips", "-rs", "-c", os.devnull]
    return subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(file)],
        cwd=ROOT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("code", SKIPPING.values(), ids=SKIPPING)
def test_what_is_skipped_fails_in_ci_alone(tmp_path: Path, code: str) -> None:
    at_home, in_ci = run(tmp_path, code, ci=""), run(tmp_path, code, ci="true")
    assert "1 skipped" in at_home.stdout
    assert "no tea" in at_home.stdout
    assert "skipped, where nothing may be" in in_ci.stdout
    assert "no tea" in in_ci.stdout
    assert in_ci.returncode in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)


def test_what_passes_passes_in_ci(tmp_path: Path) -> None:
    assert run(tmp_path, "def test_tea(): ...", ci="true").returncode == 0
