import os
from collections.abc import Iterator

import pytest

from ssoemulator import Emulator
from tests.generated.peer import Peer


@pytest.fixture(scope="session")
def peer() -> Iterator[Peer]:
    with pytest.MonkeyPatch.context() as environment:
        # Whatever is configured where the tests run, botocore reads as it is made.
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            environment.delenv(name)
        environment.setenv("AWS_CONFIG_FILE", os.devnull)
        environment.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
        peer = Peer()
    yield peer
    peer.close()


@pytest.fixture
def idc() -> Iterator[Emulator]:
    with Emulator(auto_approve=True) as emulator:
        yield emulator
