"""The short form of `benchmarks/streams.py`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_streams_take_the_same_memory_whatever_their_size() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.streams", "48"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("MiB more") == 5
