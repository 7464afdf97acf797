from collections.abc import Iterator
from typing import Any

import pytest

from ssoemulator import Emulator
from tests.emulator.clients import Device, botocore_client
from tests.emulator.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def idc(clock: Clock) -> Iterator[Emulator]:
    with Emulator(clock=clock) as emulator:
        yield emulator


@pytest.fixture
def client(idc: Emulator) -> Iterator[Any]:
    client = botocore_client(idc.url)
    yield client
    client.close()


@pytest.fixture
def device(client: Any) -> Device:
    return Device(client)
