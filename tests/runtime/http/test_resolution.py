"""Looking names up: in bounded time, whatever the system's lookup does."""

import os
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import restjson
from restjson.http import resolution
from restjson.http.resolution import look_up

ADDRESSES = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 1))]
RUNTIME = Path(str(restjson.__file__)).parents[1]


class Hanging:
    """A system whose lookups do not end before `end`; then each has the outcome that is set."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.asking: list[int] = []
        self.begun = threading.Semaphore(0)
        self.error: Exception | None = None
        self._ended = threading.Event()

    def __call__(self, host: str, *_: object, **__: object) -> list[Any]:
        self.asked.append(host)
        self.asking.append(threading.get_ident())
        self.begun.release()
        self._ended.wait()
        if self.error is not None:
            raise self.error
        return ADDRESSES

    def end(self) -> None:
        """End all lookups, and wait until those of the module are known to have ended."""
        self._ended.set()
        for lookup in list(resolution._lookups):
            with suppress(TimeoutError, socket.gaierror):
                lookup.wait(30)
            assert lookup.is_done


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    system = Hanging()
    monkeypatch.setattr(socket, "getaddrinfo", system)
    yield system
    system.end()


def _give_up(host: str, system: Hanging) -> None:
    """Wait for a new lookup no longer than until it has begun."""
    with pytest.raises(TimeoutError):
        look_up(host, 1, 0)
    assert system.begun.acquire(timeout=30)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "fe80::1%1"])
def test_an_address_needs_no_thread(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    asked_by = []

    def ask(*_: object, **__: object) -> list[Any]:
        asked_by.append(threading.get_ident())
        return ADDRESSES

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    assert look_up(host, 1, 30) == ADDRESSES
    assert asked_by == [threading.get_ident()]


def test_a_name_has_the_addresses_that_the_system_gives() -> None:
    assert look_up("localhost", 80, 30) == socket.getaddrinfo(
        "localhost", 80, type=socket.SOCK_STREAM
    )


@pytest.mark.parametrize("seconds", [0, 0.01])
def test_a_lookup_takes_no_longer_than_it_may(hanging: Hanging, seconds: float) -> None:
    with pytest.raises(TimeoutError):
        look_up("service.example", 1, seconds)
    assert hanging.begun.acquire(timeout=30)


def test_what_the_system_says_reaches_the_caller(hanging: Hanging) -> None:
    hanging.error = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    hanging.end()
    with pytest.raises(socket.gaierror, match="not known"):
        look_up("service.example", 1, 30)


@pytest.mark.parametrize("host", ["a..b", "x" * 64])
def test_what_can_be_no_name_is_a_unicode_error(host: str) -> None:
    with pytest.raises(UnicodeError):
        look_up(host, 1, 30)


@pytest.mark.parametrize("fails", [False, True])
def test_callers_that_ask_for_the_same_host_share_a_lookup(
    hanging: Hanging, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    waiting, wait = threading.Semaphore(0), resolution._Lookup.wait

    def counted(lookup: resolution._Lookup, seconds: float | None) -> list[Any]:
        waiting.release()
        return wait(lookup, seconds)

    def ask(_: int) -> object:
        try:
            return look_up("service.example", 1, None)
        except socket.gaierror as error:
            return error.errno

    monkeypatch.setattr(resolution._Lookup, "wait", counted)
    hanging.error = socket.gaierror(socket.EAI_AGAIN, "again") if fails else None
    with ThreadPoolExecutor(8) as callers:
        outcomes = callers.map(ask, range(8))
        for _ in range(8):
            assert waiting.acquire(timeout=30)
        hanging.end()
        assert list(outcomes) == [socket.EAI_AGAIN if fails else ADDRESSES] * 8
    assert hanging.asked == ["service.example"]


def test_a_lookup_that_was_given_up_holds_no_later_one_up(
    hanging: Hanging, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give_up("service.example", hanging)
    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", lambda *_, **__: ADDRESSES)
        assert look_up("service.example", 1, 30) == ADDRESSES


def test_hosts_do_not_wait_for_each_other(
    hanging: Hanging, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give_up("one.example", hanging)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ADDRESSES)
    assert look_up("two.example", 1, 30) == ADDRESSES


def test_lookups_that_hang_do_not_pile_up(hanging: Hanging) -> None:
    for _ in range(4):
        _give_up("service.example", hanging)
    for _ in range(20):
        with pytest.raises(TimeoutError):
            look_up("service.example", 1, 0)
    hanging.end()
    assert hanging.asked == ["service.example"] * 4


def test_a_lookup_that_ended_is_not_asked_again(hanging: Hanging) -> None:
    _give_up("service.example", hanging)
    hanging.end()
    assert threading.get_ident() not in hanging.asking
    assert look_up("service.example", 1, 30) == ADDRESSES
    assert hanging.asked == ["service.example"] * 2


def test_where_no_thread_can_be_started_the_caller_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def exiting(*_: object) -> None:
        raise RuntimeError("can't start new thread at interpreter shutdown")

    monkeypatch.setattr(resolution, "start_new_thread", exiting)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ADDRESSES)
    for _ in range(2):
        assert look_up("service.example", 1, 30) == ADDRESSES


def test_ctrl_c_ends_the_wait(
    hanging: Hanging, monkeypatch: pytest.MonkeyPatch, press_ctrl_c: Callable[[], None]
) -> None:
    def interrupt(*arguments: Any, **_: object) -> list[Any]:
        press_ctrl_c()
        return hanging(*arguments)

    monkeypatch.setattr(socket, "getaddrinfo", interrupt)
    with pytest.raises(KeyboardInterrupt):
        look_up("service.example", 1, None)
    assert hanging.begun.acquire(timeout=30)


# --- Processes of their own.

_HANG = """
    import os, signal, socket, sys, threading, warnings
    from restjson.http import resolution

    real, begun = socket.getaddrinfo, threading.Semaphore(0)

    def hang(*_, **__):
        begun.release()
        threading.Event().wait()

    socket.getaddrinfo = hang
    try:
        resolution.look_up("localhost", 80, 0)
    except TimeoutError:
        begun.acquire()
"""

_FORK = """
    warnings.simplefilter("ignore")  # Python warns of a fork where there are threads
    resolution._lookups[0].is_overdue = False  # as if another thread still waited
    threading.Thread(target=resolution._lock.acquire).start()  # a thread that the child lacks
    child = os.fork()
    if child == 0:
        signal.alarm(30)  # ends a child that waits for the lock
        socket.getaddrinfo = real
        os._exit(0 if resolution.look_up("localhost", 80, 30) else 1)
    sys.exit(os.waitpid(child, 0)[1])
"""


def _run(*parts: str) -> None:
    code = "".join(textwrap.dedent(part) for part in parts)
    environment = {**os.environ, "PYTHONPATH": str(RUNTIME)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_lookup_that_hangs_does_not_keep_python_from_exiting() -> None:
    _run(_HANG)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_waits_for_no_lookup_of_its_parent() -> None:
    _run(_HANG, _FORK)
