import signal
import threading
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
def press_ctrl_c() -> Iterator[Callable[[], None]]:
    """Interrupts the main thread, once, from another one.

    A signal that comes right before a system call does not end it: whoever sits at a keyboard
    presses again, and so does this. Also where the tests were started in the background.
    """
    main = threading.main_thread().ident
    assert main is not None
    heeded = threading.Event()

    def heed(*_: object) -> None:
        if not heeded.is_set():
            heeded.set()
            raise KeyboardInterrupt

    def press() -> None:
        assert threading.get_ident() != main
        while not heeded.is_set():
            signal.pthread_kill(main, signal.SIGINT)
            heeded.wait(0.05)

    before = signal.signal(signal.SIGINT, heed)
    yield press
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that end with the test."""
    with ExitStack() as servers:
        yield lambda talk: servers.enter_context(serving(talk))
