"""A store in Redis, for a fleet of machines that share a sign-in."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress

from ..errors import CacheError
from ..extras import missing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_LEASE = 30.0  # seconds after which others get the lock of a machine that died


class RedisStore:
    """Entries in a Redis server; who can read there can act for the person.

    Args:
        client: a `redis.Redis`, or the URL of a server such as ``rediss://user:password@host``.
        prefix: what the keys begin with.

    Raises:
        ImportError: redis is not installed.
    """

    def __init__(self, client: Any, prefix: str = "ssologin/") -> None:
        self._client = _connect(client) if isinstance(client, str) else client
        self._prefix = prefix

    def __repr__(self) -> str:
        return f"<RedisStore: {self._prefix}>"

    def read(self, key: str) -> str | None:
        """Return what is kept, None if there is nothing.

        Raises:
            CacheError: the server cannot be used.
        """
        with _as_cache_errors():
            text: bytes | str | None = self._client.get(self._prefix + key)
        return text.decode(errors="replace") if isinstance(text, bytes) else text

    def write(self, key: str, text: str) -> None:
        """Keep a text.

        Raises:
            CacheError: the server cannot be used.
        """
        with _as_cache_errors():
            self._client.set(self._prefix + key, text)

    def delete(self, key: str) -> None:
        """Keep nothing any more.

        Raises:
            CacheError: the server cannot be used.
        """
        with _as_cache_errors():
            self._client.delete(self._prefix + key)

    @contextmanager
    def lock(self, key: str, seconds: float) -> Iterator[None]:
        """Hold a lock of redis-py, prolonged while it is held."""
        # The thread that prolongs the lock is another than the one that took it.
        lock = self._client.lock(
            f"{self._prefix}{key}.lock", timeout=_LEASE, sleep=0.02, thread_local=False
        )
        with _as_cache_errors():
            if not lock.acquire(blocking_timeout=seconds):
                raise TimeoutError("another machine or process holds the entry")
        done = threading.Event()
        threading.Thread(target=_prolong, args=(lock, done), daemon=True).start()
        try:
            yield
        finally:
            done.set()
            with suppress(_errors()):  # it ended in between, and is another's
                lock.release()


def _prolong(lock: Any, done: threading.Event) -> None:
    while not done.wait(_LEASE / 3):
        try:
            lock.reacquire()
        except _errors():
            return


def _connect(url: str) -> Any:
    try:
        import redis
    except ModuleNotFoundError as error:
        raise missing(error, "redis") from error
    return redis.Redis.from_url(url)


@contextmanager
def _as_cache_errors() -> Iterator[None]:
    """Raise what redis-py raises as a `CacheError`."""
    try:
        yield
    except _errors() as error:
        raise CacheError(f"Redis cannot be used: {error}") from error


def _errors() -> type[Exception]:
    from redis.exceptions import RedisError

    return RedisError
