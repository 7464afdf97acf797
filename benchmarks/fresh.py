"""CPU time and memory of fresh processes that run the first steps of programs."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence

_MEASURE = """
import resource, sys
usage = resource.getrusage(resource.RUSAGE_SELF)
sys.stdout.write(f"{usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}")
"""


class Figures:
    """What each program took up to each of its steps.

    Args:
        programs: the lines of each, a step a line; `URL` in them is the server's.
        url: that of a server.
        rounds: how often each is run, in shuffled order.
        path: a folder besides, of which modules are imported.
    """

    def __init__(
        self, programs: Mapping[str, Sequence[str]], url: str, rounds: int, path: str = ""
    ) -> None:
        cases = [(name, step) for name, steps in programs.items() for step in range(len(steps))]
        self._taken: dict[tuple[str, int], list[tuple[float, float]]] = {case: [] for case in cases}
        for steps in programs.values():
            _run("\n".join(steps), url, path)  # leaves bytecode, as an installation does
        for _ in range(rounds):
            bare, _memory = _run("", url, path)
            random.shuffle(cases)
            for name, step in cases:
                seconds, memory = _run("\n".join(programs[name][: step + 1]), url, path)
                self._taken[name, step].append((seconds - bare, memory))

    def seconds(self, name: str, step: int) -> float:
        """Return the median of CPU seconds above those of an empty program in the same round."""
        return statistics.median(seconds for seconds, _ in self._taken[name, step])

    def megabytes(self, name: str, step: int) -> float:
        """Return the median of the most memory that there was at a time."""
        return statistics.median(memory for _, memory in self._taken[name, step])


def _run(program: str, url: str, path: str) -> tuple[float, float]:
    """Return the CPU seconds and the most memory, in MB, of a fresh process."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_", "PYTHONDONTWRITEBYTECODE"))
    } | {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "example",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "PYTHONPATH": path,
    }
    done = subprocess.run(  # noqa: S603 - this interpreter, and programs of the benchmarks
        [sys.executable, "-c", f"URL = {url!r}\n{program}\n{_MEASURE}"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kibibytes = done.stdout.split()
    return float(seconds), float(kibibytes) / 1024
