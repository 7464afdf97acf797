"""The guide to streams: its code runs against a service, and type checkers accept it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import restjson
from restjson import Response
from tests import environment
from tests.docs.guide_clients import clients_of, mypy_on
from tests.docs.snippets import ROOT, blocks
from tests.frames import event

PATH = ROOT / "docs" / "streams.md"
CODE = "".join(blocks(PATH))


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the packages that the guide makes."""
    with clients_of(PATH, tmp_path_factory.mktemp("clients")) as folder:
        yield folder


class Service:
    """Keeps objects, and says hello word by word."""

    def __init__(self) -> None:
        self.objects = {"video.mp4": bytes(1_000_000)}

    def send(self, request: restjson.Request) -> Response:
        path = request.url.rpartition("/")[2]
        if path == "converse-stream":
            return Response(200, {}, io.BytesIO(b"".join(map(_delta, ("Hello, ", "you.")))))
        if request.method == "GET":
            return Response(200, {}, io.BytesIO(self.objects[path]))
        assert request.upload is not None
        self.objects[path] = b"".join(request.upload)
        return Response(200, {}, b"{}")


def _delta(text: str) -> bytes:
    return event("contentBlockDelta", b'{"delta": {"text": "%s"}}' % text.encode())


def test_the_code_runs(
    clients: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    environment.clear(monkeypatch, tmp_path)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    monkeypatch.chdir(tmp_path)
    service = Service()
    monkeypatch.setattr("restjson.call.engine.Engine._new_transport", lambda _: service)
    exec(compile(CODE, PATH.name, "exec"), {})  # noqa: S102 - ours
    assert set(service.objects) == {"video.mp4", "copy.mp4", "another.mp4"}
    assert len(set(service.objects.values())) == 1
    assert Path("video.mp4").read_bytes() == service.objects["video.mp4"]
    assert capsys.readouterr().out == "Hello, you.1000000\n"


@pytest.mark.typecheck
def test_mypy_is_content(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert mypy_on(CODE, clients, monkeypatch) == ""
