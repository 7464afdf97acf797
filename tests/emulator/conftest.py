import time
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

import pytest

from ssoemulator import Emulator
from tests.emulator.clients import Device, botocore_client
from tests.emulator.clock import Clock


@pytest.fixture
def clock() -> Clock:
    # It starts with the machine's, by which botocore signs.
    return Clock(int(time.time()))


@pytest.fixture
def idc(clock: Clock) -> Iterator[Emulator]:
    with Emulator(clock=clock) as emulator:
        yield emulator


@pytest.fixture
def _signed_by_the_clock(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    """Let botocore sign at the clock's time, wherever a test moves it."""

    def now() -> datetime:
        return datetime.fromtimestamp(clock.now, timezone.utc)

    monkeypatch.setattr("botocore.auth.get_current_datetime", now)


@pytest.fixture
def client(idc: Emulator) -> Iterator[Any]:
    client = botocore_client(idc.url)
    yield client
    client.close()


@pytest.fixture
def device(client: Any) -> Device:
    return Device(client)
