"""The guide to waiters: its code runs against a service, and type checkers accept it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import restjson
from restjson import Response
from tests import environment
from tests.docs.guide_clients import clients_of, mypy_on
from tests.docs.snippets import ROOT, blocks

PATH = ROOT / "docs" / "waiters.md"
CODE = "".join(blocks(PATH))


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the package that the guide makes."""
    with clients_of(PATH, tmp_path_factory.mktemp("clients")) as folder:
        yield folder


class Lambda:
    """Has two functions: `thumbnails`, which is pending at first, and `broken`."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def send(self, request: restjson.Request) -> Response:
        name = request.url.partition("/functions/")[2].partition("/")[0]
        self.calls.append(name)
        is_new = self.calls.count(name) == 1
        state = "Failed" if name == "broken" else "Pending" if is_new else "Active"
        body = {"State": state, "StateReason": "no disk", "LastUpdateStatus": "Successful"}
        return Response(200, {}, json.dumps(body).encode())


def test_the_code_runs(
    clients: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    environment.clear(monkeypatch, tmp_path)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    service = Lambda()
    slept: list[float] = []
    monkeypatch.setattr("restjson.call.engine.Engine._new_transport", lambda _: service)
    monkeypatch.setattr(time, "sleep", slept.append)
    exec(compile(CODE, PATH.name, "exec"), {})  # noqa: S102 - ours
    assert slept == [5]
    assert service.calls == ["thumbnails"] * 3 + ["broken"] + ["thumbnails"]
    assert capsys.readouterr().out == "FunctionActive: State is 'Failed'\nno disk\n"


@pytest.mark.typecheck
def test_mypy_is_content(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert mypy_on(CODE, clients, monkeypatch) == ""
