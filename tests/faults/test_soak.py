"""The short form of `benchmarks/soak.py`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_caller_gets_another_calls_response_and_nothing_grows() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/soak.py", "600"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "calls          600 " in done.stdout
