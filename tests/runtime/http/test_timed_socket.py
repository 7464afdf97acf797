"""A socket whose timeout is for all that follows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from restjson.http import timed_socket
from restjson.http.timed_socket import TimedSocket

MUCH = b"x" * 8_000_000  # more than the buffers of two sockets hold


class Slow:
    """A socket of which each step takes a second of a clock that it keeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.limits: list[float | None] = []

    def gettimeout(self) -> float:
        return 2.5

    def settimeout(self, seconds: float | None) -> None:
        self.limits.append(seconds)

    def recv(self, _: int) -> bytes:
        self.now += 1
        return b"x"

    def send(self, _: memoryview) -> int:
        self.now += 1
        return 1


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow()
    monkeypatch.setattr(timed_socket, "monotonic", lambda: slow.now)
    return slow


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def _timed(sock: Any, seconds: float | None) -> TimedSocket:
    timed = TimedSocket(sock)
    timed.settimeout(seconds)
    return timed


def test_each_read_has_what_the_ones_before_it_left(slow: Slow) -> None:
    timed = _timed(slow, 2.5)
    for _ in range(3):
        timed.recv(1)
    with pytest.raises(TimeoutError):
        timed.recv(1)
    assert slow.limits == [2.5, 1.5, 0.5]


def test_all_that_is_sent_shares_the_time(slow: Slow) -> None:
    with pytest.raises(TimeoutError):
        _timed(slow, 2.5).sendall(b"12345")
    assert slow.limits == [2.5, 1.5, 0.5]


def test_it_begins_with_the_timeout_that_the_socket_has(slow: Slow) -> None:
    TimedSocket(slow).recv(1)  # type: ignore[arg-type]
    assert slow.limits == [2.5]


def test_a_timeout_that_is_set_again_counts_anew(slow: Slow) -> None:
    timed = _timed(slow, 2.5)
    for _ in range(5):
        timed.settimeout(2.5)
        timed.recv(1)
    timed.settimeout(None)
    timed.recv(1)
    assert slow.limits == [2.5] * 5 + [None]


def test_what_is_sent_arrives_whole(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    received = bytearray()

    def read() -> None:
        while len(received) < len(MUCH):
            received.extend(theirs.recv(1_000_000))

    reader = threading.Thread(target=read)
    reader.start()
    _timed(ours, 60).sendall(MUCH)
    reader.join()
    assert received == MUCH


def test_a_peer_that_does_not_read_ends_in_a_timeout(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    with pytest.raises(TimeoutError):
        _timed(pair[0], 0.01).sendall(MUCH)


def test_the_end_is_no_data_and_close_closes(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair
    timed = _timed(ours, 30)
    assert timed.fileno() == ours.fileno()
    theirs.close()
    assert timed.recv(1) == b""
    timed.close()
    assert timed.fileno() == -1
