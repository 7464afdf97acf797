"""Locks that another thread holds."""

import contextlib
import threading
from _thread import RLock
from collections.abc import Iterator


@contextlib.contextmanager
def held_elsewhere(lock: RLock) -> Iterator[None]:
    """Let another thread hold a lock for as long as the block runs."""
    held, ended = threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            held.set()
            ended.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(30)
    try:
        yield
    finally:
        ended.set()
        thread.join()
