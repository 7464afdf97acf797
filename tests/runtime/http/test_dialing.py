"""A host with several addresses is reached by one that works, within the time there is."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any

import pytest

from restjson.http import dialing
from restjson.http.dialing import dial
from tests.clock import FakeClock

NO_SUCH_FAMILY = 99


def _address(host: str, port: int = 80, family: int = socket.AF_INET) -> tuple[Any, ...]:
    return family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (host, port)


class Network:
    """Sockets whose connections end as the host's name says: "up", "refuses", "silent".

    Attributes:
        waited: by host, the seconds that a connection was given.
        open: the sockets that nobody has closed.
    """

    def __init__(self, clock: FakeClock) -> None:
        self.waited: dict[str, float | None] = {}
        self.open: list[_Socket] = []
        self.clock = clock

    def socket(self, *_: int) -> _Socket:
        return _Socket(self)


class _Socket:
    def __init__(self, network: Network) -> None:
        self._network = network
        self._timeout: float | None = None
        network.open.append(self)

    def settimeout(self, seconds: float | None) -> None:
        self._timeout = seconds

    def setsockopt(self, *_: int) -> None:
        pass

    def connect(self, address: tuple[str, int]) -> None:
        host = address[0]
        self._network.waited[host] = self._timeout
        if host.startswith("silent"):
            assert self._timeout is not None
            self._network.clock.now += self._timeout
            raise TimeoutError("timed out")
        if host.startswith("refuses"):
            raise ConnectionRefusedError("refused")
        if host.startswith("interrupted"):
            raise KeyboardInterrupt

    def close(self) -> None:
        self._network.open.remove(self)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    network = Network(FakeClock(0.0))
    names = {"IPPROTO_TCP": socket.IPPROTO_TCP, "TCP_NODELAY": socket.TCP_NODELAY}
    monkeypatch.setattr(dialing, "socket", SimpleNamespace(socket=network.socket, **names))
    monkeypatch.setattr(dialing, "monotonic", network.clock.monotonic)
    return network


def test_an_address_that_leads_nowhere_leaves_time_for_the_others(network: Network) -> None:
    addresses = [_address(host) for host in ("silent-1", "refuses", "silent-2", "up", "never")]
    dial(addresses, 60)
    assert network.waited == {"silent-1": 12, "refuses": 12, "silent-2": 16, "up": 16}
    assert len(network.open) == 1


def test_a_share_is_not_so_small_that_a_slow_network_has_none(network: Network) -> None:
    addresses = [_address(host) for host in ("silent-1", "silent-2", "silent-3")]
    with pytest.raises(TimeoutError):
        dial(addresses, 3)
    assert network.waited == {"silent-1": 2, "silent-2": 1, "silent-3": 0.001}
    assert not network.open


def test_without_a_bound_there_is_none(network: Network) -> None:
    dial([_address("up")], None)
    assert network.waited == {"up": None}


@pytest.mark.parametrize(
    ("hosts", "failure"),
    [
        (["silent", "refuses"], ConnectionRefusedError),
        (["refuses", "silent"], TimeoutError),
        ([], OSError),
    ],
)
def test_what_the_last_address_met_is_raised(
    network: Network, hosts: list[str], failure: type[OSError]
) -> None:
    with pytest.raises(failure):
        dial([_address(host) for host in hosts], 10)
    assert not network.open


def test_an_interrupt_leaves_no_socket_open(network: Network) -> None:
    with pytest.raises(KeyboardInterrupt):
        dial([_address("interrupted"), _address("up")], 10)
    assert not network.open


def test_a_family_that_the_system_lacks_is_passed_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = listener.getsockname()
        addresses = [_address("::1", 1, NO_SUCH_FAMILY), _address(*place)]
        with dial(addresses, None) as sock:
            assert sock.getpeername() == place
