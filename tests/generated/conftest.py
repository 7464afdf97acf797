from collections.abc import Iterator

import pytest

from ssoemulator import Emulator
from tests import environment
from tests.generated.peer import Peer


@pytest.fixture(scope="session", autouse=True)
def _no_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    # For the whole session: hypothesis refuses what is set up anew for each test.
    with pytest.MonkeyPatch.context() as monkeypatch:
        environment.clear(monkeypatch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(scope="session")
def peer(_no_settings: None) -> Iterator[Peer]:
    peer = Peer()
    yield peer
    peer.close()


@pytest.fixture
def idc() -> Iterator[Emulator]:
    with Emulator(auto_approve=True) as emulator:
        yield emulator
