"""Clients that a guide makes by its own commands, for its code and for type checkers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from codegen.cli import main
from tests.checkers import mypy
from tests.docs.snippets import blocks


@contextmanager
def clients_of(guide: Path, folder: Path) -> Iterator[Path]:
    """Make the packages of a guide in a folder, from which they can be imported."""
    [commands] = blocks(guide, "console")
    for command in commands.splitlines():
        arguments = command.replace("DIR", str(folder)).split()
        assert arguments[:3] == ["python", "-m", "codegen"]
        assert main(arguments[3:]) == 0
    packages = {each.name for each in folder.iterdir()}
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.syspath_prepend(folder)
        yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[name]


def mypy_on(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what mypy reports of code that stands on the packages of a folder."""
    file = folder / "guide.py"
    file.write_text(code, encoding="utf-8")
    monkeypatch.setenv("MYPYPATH", str(folder))
    return mypy(file)
