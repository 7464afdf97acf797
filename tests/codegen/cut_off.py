"""Runs the generator many times, each time disturbed one file operation later.

    python cut_off.py

Each line of standard input is a JSON list: `[DISTURBANCE, STRIDE, START, OUT, MODEL, ARGUMENT...]`.
`DISTURBANCE` is a signal, or an error with which the operation fails; of as many operations as
`STRIDE` says one is disturbed. `START` is a folder with what is in `OUT` when a run begins, and
`MODEL` is what a run without arguments reads. For each prints a line, a JSON list: an item for each
run that was disturbed, with its exit code, what is left then, and the same of the run that follows.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from itertools import count
from pathlib import Path
from typing import Any

from codegen import cli
from codegen.commands import docs, endpoints, generated, package, source

Files = dict[str, str]
Run = tuple[int, Files, int, Files]

# Audit events (PEP 578) are raised right before the system call.
CHANGES = frozenset({"os.mkdir", "os.remove", "os.rename", "os.rmdir"})

# What comes before anything is written, by the module that calls it: once is enough.
STEPS = {
    docs: ("build_python_pages", "documentation", "load_model", "load_rules", "read_service"),
    endpoints: ("endpoints_module", "load_rules", "render_module"),
    generated: ("_render_all",),
    package: ("build_package", "load_model", "read_service", "render_package"),
    source: ("load_rules",),
}

# The exit code of a run that has come to its end before the operation.
UNDISTURBED = 99


def main() -> None:
    steps = [
        (module, step, vars(module)[step]) for module, names in STEPS.items() for step in names
    ]
    for line in sys.stdin:
        for module, step, function in steps:
            vars(module)[step] = _once(function)
        print(json.dumps(_disturbed(*json.loads(line))), flush=True)


def _disturbed(
    disturbance: str, stride: int, start: str, out: str, model: str, *arguments: str
) -> list[Run]:
    cli.GENERATED_FOLDER = Path(out)
    vars(generated)["load_packages"] = lambda: {"example": Path(model)}
    with redirect_stdout(None):
        cli.main(list(arguments))
    runs: list[Run] = []
    for number in count(step=stride):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(start, out)
        status = _in_a_child(arguments, _Hook(out, number, disturbance))
        if status == UNDISTURBED:
            break
        left = tree(Path(out))
        runs.append((status, left, _in_a_child(arguments), tree(Path(out))))
    return runs


def tree(folder: Path) -> Files:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def _once(step: Callable[..., Any]) -> Callable[..., Any]:
    results: list[Any] = []

    def first_result(*arguments: Any) -> Any:
        if not results:
            results.append(step(*arguments))
        return results[0]

    return first_result


class _Hook:
    def __init__(self, out: str, number: int, disturbance: str) -> None:
        self._out = out
        self._number = number
        self._disturbance = disturbance
        self.seen = 0

    def __call__(self, event: str, details: tuple[object, ...]) -> None:
        is_write = event == "open" and details[1] == "w" and str(details[0]).startswith(self._out)
        if event in CHANGES or is_write:
            self.seen += 1
            if self.seen == self._number + 1:
                self._disturb()

    def _disturb(self) -> None:
        if self._disturbance.startswith("SIG"):
            os.kill(os.getpid(), signal.Signals[self._disturbance])
        else:
            raise OSError(getattr(errno, self._disturbance), self._disturbance)

    @property
    def was_late(self) -> bool:
        return self.seen <= self._number


def _in_a_child(arguments: Sequence[str], hook: _Hook | None = None) -> int:
    """Return the exit code of a run, negative if a signal ended it."""
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        if hook:
            sys.addaudithook(hook)
        status = cli.main(list(arguments))
        os._exit(UNDISTURBED if hook and hook.was_late else status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
