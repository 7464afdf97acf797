from collections.abc import Iterator

import pytest

from ssoemulator import Emulator
from tests import environment
from tests.generated.peer import Peer
from tests.generated.services import SERVICES, Service


@pytest.fixture(scope="session", autouse=True)
def _no_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    # For the whole session: hypothesis refuses what is set up anew for each test.
    with pytest.MonkeyPatch.context() as monkeypatch:
        environment.clear(monkeypatch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(scope="session")
def peers(_no_settings: None) -> Iterator[dict[Service, Peer]]:
    peers = {service: Peer(service) for service in SERVICES}
    yield peers
    for each in peers.values():
        each.close()


@pytest.fixture
def peer(peers: dict[Service, Peer], request: pytest.FixtureRequest) -> Peer:
    """The peer of the service that a test names as its parameter."""
    return peers[request.param]


@pytest.fixture
def idc() -> Iterator[Emulator]:
    with Emulator(auto_approve=True) as emulator:
        yield emulator
