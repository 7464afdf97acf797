"""A test that is skipped says why on a user's machine, and fails in CI."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
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


def run(folder: Path, ci: str) -> str:
    """Run the tests of a folder as ours are run, and return what pytest says."""
    # A module that fails to be collected would end the run before its first test.
    options = ["-p", "tests.skips", "-rA", "--continue-on-collection-errors", "-c", os.devnull]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(folder), str(folder)],
        cwd=ROOT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def outcomes(said: str) -> Counter[str]:
    """Return how many tests, and modules, pytest says at its end to have come out how."""
    _, _, end = said.partition("short test summary info")
    first_words = (line.split(maxsplit=1)[:1] for line in end.splitlines())
    return Counter(word for words in first_words for word in words if word.isupper())


def test_at_home_each_skip_is_named_with_its_reason(folder: Path) -> None:
    said = run(folder, ci="")
    assert outcomes(said) == {"PASSED": 1, "SKIPPED": len(SKIPPING)}
    assert said.count("no tea") == len(SKIPPING)


def test_in_ci_each_skip_is_a_failure_and_what_passes_still_passes(folder: Path) -> None:
    said = run(folder, ci="true")
    found = outcomes(said)
    assert found["PASSED"] == 1
    assert found["SKIPPED"] == 0
    assert found["FAILED"] + found["ERROR"] == len(SKIPPING)  # an error came before the test itself
    assert said.count("skipped, where nothing may be: ") >= len(SKIPPING)
