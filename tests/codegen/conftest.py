from __future__ import annotations

import importlib
import itertools
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from tests import environment
from tests.codegen.models import Json
from tests.tools import find

ROOT = Path(__file__).parents[2]

_numbers = itertools.count()


@pytest.fixture
def write_model(tmp_path: Path) -> Callable[..., Path]:
    """Writes a model and returns its folder."""

    def write(
        service: Json,
        examples: Json | None = None,
        paginators: Json | None = None,
        guide: Json | None = None,
        waiters: Json | None = None,
    ) -> Path:
        folder = tmp_path / "example" / "2020-01-01"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "service-2.json").write_text(json.dumps(service), encoding="utf-8")
        if examples is not None:
            content = {"version": "1.0", "examples": examples}
            (folder / "examples-1.json").write_text(json.dumps(content), encoding="utf-8")
        if paginators is not None:
            text = json.dumps({"pagination": paginators})
            (folder / "paginators-1.json").write_text(text, encoding="utf-8")
        if waiters is not None:
            text = json.dumps({"version": 2, "waiters": waiters})
            (folder / "waiters-2.json").write_text(text, encoding="utf-8")
        if guide is not None:
            (folder / "guide-1.json").write_text(json.dumps(guide), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def emit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_model: Callable[..., Path]
) -> Iterator[Callable[..., Any]]:
    """Emits the package of a model and imports it; nothing is configured for its clients."""
    environment.clear(monkeypatch, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    names = []

    def emit(
        service: Json,
        examples: Json | None = None,
        paginators: Json | None = None,
        guide: Json | None = None,
        waiters: Json | None = None,
    ) -> Any:
        name = f"emitted_{next(_numbers)}"
        names.append(name)
        folder = write_model(service, examples, paginators, guide, waiters)
        assert main(["package", str(folder), "--name", name, "--out", str(tmp_path)]) == 0
        return importlib.import_module(name)

    yield emit
    for module in list(sys.modules):
        if module.partition(".")[0] in names:
            del sys.modules[module]


@pytest.fixture
def problems(
    tmp_path: Path, write_model: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """Refuses a model, whole or in part, and returns what is wrong: `file: JSON path: what`."""

    def problems(
        service: Json,
        examples: Json | None = None,
        paginators: Json | None = None,
        waiters: Json | None = None,
    ) -> list[str]:
        folder = write_model(service, examples, paginators, waiters=waiters)
        out = tmp_path / "out"
        arguments = [str(folder), "--name", "refused", "--out", str(out), "--strict"]
        assert main(["package", *arguments]) == 2
        assert not out.exists()
        *lines, last = capsys.readouterr().err.splitlines()
        if last != "--strict: nothing was written":
            lines = [*lines, last]
        # Of very many problems, the last line says how many more there are.
        assert all(line.startswith(f"{folder}{os.sep}") for line in lines[:100])
        named = [line.removeprefix(f"{folder}{os.sep}") for line in lines]
        return [line.partition(": left out: ")[0] for line in named]

    return problems


@pytest.fixture
def tool() -> Callable[[str], str]:
    """Finds a tool of the development environment."""
    return lambda name: find(name, "make lint installs it")
