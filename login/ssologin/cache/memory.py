"""A store that ends with the process."""

from __future__ import annotations

import threading
from collections import defaultdict
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class MemoryStore:
    """Entries in memory, for tests and for services that must leave nothing on disk."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def __repr__(self) -> str:
        return f"<MemoryStore: {len(self._texts)} entries>"

    def read(self, key: str) -> str | None:
        """Return what is kept, None if there is nothing."""
        return self._texts.get(key)

    def write(self, key: str, text: str) -> None:
        """Keep a text."""
        self._texts[key] = text

    def delete(self, key: str) -> None:
        """Keep nothing any more."""
        self._texts.pop(key, None)

    @contextmanager
    def lock(self, key: str, seconds: float) -> Iterator[None]:
        """Keep other threads out."""
        lock = self._locks[key]
        if not lock.acquire(timeout=seconds):
            raise TimeoutError("another thread holds the entry")
        try:
            yield
        finally:
            lock.release()
