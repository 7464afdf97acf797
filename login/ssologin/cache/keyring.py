"""A store in the operating system's keyring."""

from __future__ import annotations

import sys
from contextlib import contextmanager

from ..errors import CacheError
from ..extras import missing
from .files import FileStore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from types import ModuleType

_SERVICE = "ssologin"

# Windows' Credential Locker takes 2560 bytes of UTF-16; a token with its registration is longer. A
# long entry has pieces, and says which. Those of the entry before it are other ones, so that who
# reads never puts old and new ones together.
_LONGEST = 1200 if sys.platform == "win32" else sys.maxsize
_PIECES = "ssologin-pieces "
_READINGS = 3


class KeyringStore:
    """Entries in macOS' Keychain, Windows' Credential Locker, or the Secret Service of Linux.

    AWS's own tools do not look there. Locks are files, as keyrings have none.

    Args:
        service: what the entries are filed under in the keyring.

    Raises:
        ImportError: keyring is not installed.
    """

    def __init__(self, service: str = _SERVICE) -> None:
        self._service = service
        self._keyring: ModuleType = _module()
        self._files = FileStore()

    def __repr__(self) -> str:
        return f"<KeyringStore: {self._service}>"

    def read(self, key: str) -> str | None:
        """Return what is kept, None if there is nothing.

        Raises:
            CacheError: the keyring cannot be used.
        """
        with self._as_cache_errors():
            for _ in range(_READINGS):
                head = self._get(key)
                names = _pieces(key, head)
                found = [head] if names is None else [self._get(name) for name in names]
                if None not in found or head is None:
                    return None if head is None else "".join(map(str, found))
        return None  # replaced each time while it was read

    def write(self, key: str, text: str) -> None:
        """Keep a text.

        Raises:
            CacheError: the keyring cannot be used.
        """
        with self._as_cache_errors():
            before = _pieces(key, self._get(key)) or []
            if len(text) <= _LONGEST and not text.startswith(_PIECES):
                self._set(key, text)
            else:
                self._set(key, self._write_pieces(key, text))
            self._delete(before)

    def delete(self, key: str) -> None:
        """Keep nothing any more.

        Raises:
            CacheError: the keyring cannot be used.
        """
        with self._as_cache_errors():
            head = self._get(key)
            if head is not None:
                self._delete([key, *(_pieces(key, head) or ())])

    def lock(self, key: str, seconds: float) -> AbstractContextManager[object]:
        """Return a lock of the operating system, on a file where AWS's cache is."""
        return self._files.lock(key, seconds)

    def _write_pieces(self, key: str, text: str) -> str:
        """Write the pieces of a text, and return the head that says which they are."""
        from secrets import token_hex

        size = min(_LONGEST, len(text))
        pieces = [text[start : start + size] for start in range(0, len(text), size)]
        head = f"{_PIECES}{token_hex(4)} {len(pieces)}"
        for name, piece in zip(_pieces(key, head) or (), pieces, strict=True):
            self._set(name, piece)
        return head

    def _get(self, name: str) -> str | None:
        text: str | None = self._keyring.get_password(self._service, name)
        return text

    def _set(self, name: str, text: str) -> None:
        self._keyring.set_password(self._service, name, text)

    def _delete(self, names: list[str]) -> None:
        for name in names:
            if self._get(name) is not None:
                self._keyring.delete_password(self._service, name)

    @contextmanager
    def _as_cache_errors(self) -> Iterator[None]:
        """Raise what the keyring raises, of whatever kind, as a `CacheError`."""
        try:
            yield
        except Exception as error:
            raise CacheError(f"the keyring cannot be used: {error}") from error


def _pieces(key: str, head: str | None) -> list[str] | None:
    """Return the names of the pieces that a head tells of, None if it is not a head."""
    if head is None or not head.startswith(_PIECES):
        return None
    name, _, count = head.removeprefix(_PIECES).partition(" ")
    return [f"{key}/{name}/{number}" for number in range(int(count))] if count.isdecimal() else []


def _module() -> ModuleType:
    try:
        import keyring
    except ModuleNotFoundError as error:
        raise missing(error, "keyring") from error
    return keyring
