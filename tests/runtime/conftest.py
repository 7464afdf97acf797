from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import environment
from tests.runtime.servers import Server, Talk, serving

Serve = Callable[[Talk], Server]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.clear(monkeypatch, tmp_path)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that end with the test."""
    with ExitStack() as servers:
        yield lambda talk: servers.enter_context(serving(talk))
