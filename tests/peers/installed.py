"""Others' clients and servers, installed once into a folder that is kept, as lock files say."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tools import find

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".peers"


def javascript() -> Path:
    """The folder with the AWS SDK for JavaScript, and the program that drives it."""
    npm = find("npm", "apt-get install npm")
    source = Path(__file__).with_name("javascript")

    def install(folder: Path) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, folder)
        _run(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=folder)

    folder = _kept("javascript", (source / "package-lock.json").read_bytes(), install)
    shutil.copy(source / "peer.mjs", folder)
    return folder


def aws_cli_v1() -> Path:
    """The program of aws-cli v1."""
    return _programs("aws-cli-v1") / "aws"


def moto() -> Path:
    """The folder of the programs of moto, AWS's services as a server for tests."""
    return _programs("moto")


def aws_cli_v2() -> str:
    """The program of aws-cli v2, as Debian packages it."""
    for folder in ("/usr/bin", "/usr/local/bin"):
        program = Path(folder, "aws")
        if program.exists() and "aws-cli/2" in _run(str(program), "--version", cwd=ROOT):
            return str(program)
    pytest.skip("aws-cli v2 is not installed (apt-get install awscli)")


def _programs(name: str) -> Path:
    """The programs of what a lock file pins, in an environment of its own."""
    pinned = Path(__file__).with_name(f"{name.replace('-', '_')}.txt")

    def install(folder: Path) -> None:
        venv.create(folder, with_pip=True)
        python = str(folder / "bin" / "python")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run(*pip, "--require-hashes", "-r", str(pinned), cwd=folder)

    version = f"{sys.version_info[:2]}".encode()
    # An environment cannot be moved: its programs name the interpreter by its path.
    return _kept(name, pinned.read_bytes() + version, install) / "bin"


def _kept(name: str, pinned: bytes, install: Callable[[Path], None]) -> Path:
    """A folder in which something was installed, in this run or one before."""
    folder = CACHE / f"{name}-{hashlib.sha256(pinned).hexdigest()[:12]}"
    with _alone(name):
        if not (folder / ".complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                install(folder)
            except subprocess.CalledProcessError as error:
                pytest.skip(f"{name} cannot be installed: {error.stderr[-500:]}")
            (folder / ".complete").touch()
    return folder


@contextlib.contextmanager
def _alone(name: str) -> Iterator[None]:
    """Keep other processes that run tests from installing the same."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout
