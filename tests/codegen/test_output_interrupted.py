"""Runs that are ended at any moment, and runs at the same time: what is written is whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from codegen import cli
from codegen.commands import generated
from tests.codegen.cut_off import tree
from tests.codegen.models import Json, operation, service, structure, taking
from tests.effort import PROFILE

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).parents[2]
RULES = {
    "version": "1.0",
    "parameters": {},
    "rules": [{"type": "error", "conditions": [], "error": "No."}],
}

# Of how many file operations one is disturbed.
STRIDE = 3 if PROFILE == "dev" else 1

# What a run returns; where but the clearing up fails, all is written.
STATUSES = {
    "SIGKILL": {-signal.SIGKILL},
    "SIGINT": {cli.INTERRUPTED},
    "ENOSPC": {cli.BAD, cli.OK},
    "EROFS": {cli.BAD, cli.OK},
}

# A process that writes, and is stopped at its third move of a file into its place.
STOPPING = """
import os, signal, sys
from codegen.cli import main

moves = 0

def hook(event, details):
    global moves
    moves += event == "os.rename"
    if event == "os.rename" and moves == 3:
        os.kill(os.getpid(), signal.SIGSTOP)

sys.addaudithook(hook)
sys.exit(main(sys.argv[1:]))
"""

# A process that says that it asks for the lock.
ASKING = """
import sys
from codegen.cli import main

sys.addaudithook(lambda event, details: event == "fcntl.flock" and print("asks", flush=True))
sys.exit(main(sys.argv[1:]))
"""


def put_model(folder: Path, model: Json) -> str:
    folder = folder / "example" / "2020-01-01"
    folder.mkdir(parents=True)
    (folder / "service-2.json").write_text(json.dumps(model), encoding="utf-8")
    (folder / "endpoint-rule-set-1.json").write_text(json.dumps(RULES), encoding="utf-8")
    return str(folder)


@pytest.fixture
def new(tmp_path: Path) -> str:
    return put_model(tmp_path / "new", taking(["text"]))


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A model of which other files are made, and more."""
    return put_model(
        tmp_path / "old",
        service(
            [operation("Get", output={"shape": "Output"}), operation("Send")],
            {"Output": structure(["a", "b"])},
        ),
    )


@pytest.fixture(scope="module")
def cut_off() -> Iterator[subprocess.Popen[str]]:
    """A process that `cut_off.py` describes."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("cut_off.py"))],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def command(name: str, model: str, out: Path) -> list[str]:
    if name == "codegen":
        return []
    return [name, model, "--name", "example", "--out", str(out)]


@pytest.mark.parametrize(
    ("disturbance", "name", "begins"),
    [
        ("SIGKILL", "package", "with nothing"),
        ("SIGKILL", "package", "with an older tree"),
        ("SIGINT", "package", "with an older tree"),
        ("SIGKILL", "docs", "with nothing"),
        ("SIGKILL", "docs", "with an older tree"),
        ("SIGINT", "docs", "with nothing"),
        ("SIGKILL", "endpoints", "with nothing"),
        ("SIGKILL", "codegen", "with an older tree"),
        ("ENOSPC", "package", "with an older tree"),
        ("EROFS", "docs", "with nothing"),
    ],
)
def test_the_next_run_completes_what_one_left_that_was_disturbed_anywhere(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cut_off: subprocess.Popen[str],
    new: str,
    old: str,
    disturbance: str,
    name: str,
    begins: str,
) -> None:
    def generate(model: str, out: Path) -> None:
        monkeypatch.setattr(generated, "load_packages", lambda: {"example": Path(model)})
        monkeypatch.setattr(cli, "GENERATED_FOLDER", out)
        assert cli.main(command(name, model, out)) == 0

    start, whole, out = tmp_path / "start", tmp_path / "whole", tmp_path / "out"
    start.mkdir()
    generate(new, whole)
    expected = tree(whole)
    if begins == "with an older tree":
        generate(old, start)
        first = next(path for path in start.iterdir() if path.is_dir())
        (first / "notes.txt").write_text("mine", encoding="utf-8")
        expected[f"{first.name}/notes.txt"] = "mine"
    before = tree(start)
    assert cut_off.stdin is not None
    assert cut_off.stdout is not None
    what = [disturbance, STRIDE, str(start), str(out), new, *command(name, new, out)]
    print(json.dumps(what), file=cut_off.stdin, flush=True)
    runs = json.loads(cut_off.stdout.readline())
    changed = [path for path, text in expected.items() if before.get(path) != text]
    assert len(runs) * STRIDE > 2 * len(changed)
    for status, left, next_status, completed in runs:
        assert status in STATUSES[disturbance]
        for path, text in left.items():
            assert ".codegen-staging-" in path or text in (before.get(path), expected.get(path))
        assert next_status == 0
        assert completed == expected


def start_run(code: str, model: str, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *command("package", model, out)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )


def test_a_run_waits_for_the_one_that_writes_and_the_last_one_counts(
    tmp_path: Path, new: str, old: str
) -> None:
    out = tmp_path / "out"
    assert cli.main(command("package", new, tmp_path / "whole")) == 0
    with start_run(STOPPING, old, out) as writing:
        _, status = os.waitpid(writing.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        written = tree(out)
        with start_run(ASKING, new, out) as waiting:
            assert waiting.stdout is not None
            asks, seen = waiting.stdout.readline(), tree(out)
            writing.send_signal(signal.SIGCONT)
            waiting.communicate()
        writing.communicate()
        assert (asks, seen) == (b"asks\n", written)
        assert waiting.returncode == 0
    assert writing.returncode == 0
    assert tree(out) == tree(tmp_path / "whole")


def test_of_runs_at_the_same_time_one_tree_stays_whole(tmp_path: Path, new: str, old: str) -> None:
    out, code = tmp_path / "out", "import sys; from codegen.cli import main; sys.exit(main())"
    trees = []
    for model in (new, old):
        assert cli.main(command("package", model, tmp_path / "whole")) == 0
        trees.append(tree(tmp_path / "whole"))
    processes = [start_run(code, model, out) for model in (new, old) * 2]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * 4
    assert tree(out) in trees


@pytest.mark.parametrize("name", ["package", "docs"])
def test_where_there_is_no_room_nothing_changes(
    tmp_path: Path, new: str, old: str, name: str
) -> None:
    out = tmp_path / "out"
    assert cli.main(command(name, old, out)) == 0
    before = tree(out)
    code = (
        "import resource, sys; from codegen.cli import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command(name, new, out)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{out}: cannot be written to: File too large\n"
    assert tree(out) == before
