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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of tests for each way to skip, and one for a test that passes."""
    folder = tmp_path_factory.mktemp("tests")
    for number, code in enumerate([*SKIPPING.values(), "def test_coffee(): ..."]):
        (folder / f"test_{number}.py").write_text(f"import pytest\n\n{code}\n", encoding="utf-8")
    return folder


def summary(folder: Path, ci: str) -> list[str]:
    """Run the tests of a folder as ours are run, and return what pytest says of each at the end."""
    # A module that fails to be collected would end the run before its first test.
    options = ["-p", "tests.skips", "-rA", "--continue-on-collection-errors", "-c", os.devnull]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(folder), str(folder)],
        cwd=ROOT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    _, _, end = done.stdout.partition("short test summary info")
    return [line for line in end.splitlines() if line.startswith(("PASS", "SKIP", "FAIL", "ERR"))]


def test_at_home_each_skip_is_named_with_its_reason(folder: Path) -> None:
    skipped = [line for line in summary(folder, ci="") if not line.startswith("PASSED")]
    assert len(skipped) == len(SKIPPING)
    assert all(line.startswith("SKIPPED") and line.endswith("no tea") for line in skipped)


def test_in_ci_each_skip_is_a_failure_and_what_passes_still_passes(folder: Path) -> None:
    passed, *failed = sorted(summary(folder, ci="true"), key=lambda line: line[:4] != "PASS")
    assert passed.startswith("PASSED")
    assert passed.endswith("::test_coffee")
    assert len(failed) == len(SKIPPING)
    assert all(line.startswith(("FAILED", "ERROR")) for line in failed)
    assert all("skipped, where nothing may be" in line for line in failed)
