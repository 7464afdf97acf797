"""Processes that begin at the same moment."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_WORKER = Path(__file__).with_name("worker.py")


def start(*tasks: str) -> subprocess.Popen[str]:
    """A process that waits for a line; for several tasks it then starts one each."""
    return subprocess.Popen(
        [sys.executable, str(_WORKER), *tasks],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def begin(process: subprocess.Popen[str]) -> None:
    """Let it begin."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def results(tasks: Sequence[str]) -> list[str]:
    """What processes print that all run at once, in no order; none may fail."""
    process = start(*tasks)
    begin(process)
    return finish(process).splitlines()


def finish(process: subprocess.Popen[str]) -> str:
    """What a process prints."""
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out.strip()


def held(task: str) -> subprocess.Popen[str]:
    """A process that holds a lock by now."""
    process = start(task)
    begin(process)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process, which can do nothing about it."""
    process.kill()
    process.communicate()
