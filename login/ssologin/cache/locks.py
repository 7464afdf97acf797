"""Locks across processes, which the operating system takes from a process that dies."""

from __future__ import annotations

import os
from contextlib import contextmanager

from ..extras import missing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def file_lock(path: str, seconds: float) -> Iterator[None]:
    """Hold a lock on a file, which is made if need be and stays.

    Where no file can be made there, nobody else can write there either, and nothing is locked.

    Raises:
        TimeoutError: others hold it for longer.
        ImportError: filelock is not installed.
    """
    try:
        from filelock import FileLock, Timeout
    except ModuleNotFoundError as error:
        raise missing(error, "login") from error
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        # Of its own for each use: threads keep each other out, too.
        lock = FileLock(path, mode=0o600, timeout=seconds, thread_local=False)
        lock.acquire(poll_interval=0.02)
    except Timeout:
        raise TimeoutError(f"{path} is held by another process") from None
    except OSError:
        yield
        return
    try:
        yield
    finally:
        lock.release()
