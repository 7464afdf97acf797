"""Where tokens, registrations and role credentials are kept.

A store is any object with the four methods of `Store`. There are four of them: `FileStore`, which
is AWS's own cache and the default, `MemoryStore`, `KeyringStore` and `RedisStore`.
"""

from __future__ import annotations

import os

from .variable import VARIABLE

_REDIS = ("redis://", "rediss://", "unix://")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from os import PathLike
    from typing import Protocol

    class Store(Protocol):
        """What keeps texts by key. A key is like ``sso/cache/0ad374308c5a...``, in ASCII."""

        def read(self, key: str) -> str | None:
            """Return what is kept, None if there is nothing that can be read."""

        def write(self, key: str, text: str) -> None:
            """Keep a text in the place of what was kept, in one step for all who read."""

        def delete(self, key: str) -> None:
            """Keep nothing any more."""

        def lock(self, key: str, seconds: float) -> AbstractContextManager[object]:
            """Return what keeps all others out while it is entered, processes included.

            Entering waits so many seconds for others, and raises TimeoutError then. If a process
            is killed that holds the lock, others get it.
            """

    Cache = Store | str | PathLike[str]


def open_store(cache: Cache | None = None) -> Store:
    """Return a store.

    Args:
        cache: a store, or what names one: a folder, ``"keyring"``, or the URL of a Redis server,
            such as ``redis://host``. None stands for what ``SSOLOGIN_CACHE`` names, else for
            ``~/.aws``, which AWS's tools use.

    Raises:
        ImportError: what the store needs is not installed.
    """
    named = os.environ.get(VARIABLE) or None if cache is None else cache
    if named == "keyring":
        from .keyring import KeyringStore

        return KeyringStore()
    if isinstance(named, str) and named.startswith(_REDIS):
        from .redis import RedisStore

        return RedisStore(named)
    if named is None or isinstance(named, (str, os.PathLike)):
        from .files import FileStore

        return FileStore(named)
    return named
