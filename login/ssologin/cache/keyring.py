"""A store in the operating system's keyring."""

from __future__ import annotations

from ..extras import missing
from .files import FileStore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import ModuleType

_SERVICE = "ssologin"


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
        """Return what is kept, None if there is nothing."""
        text: str | None = self._keyring.get_password(self._service, key)
        return text

    def write(self, key: str, text: str) -> None:
        """Keep a text."""
        self._keyring.set_password(self._service, key, text)

    def delete(self, key: str) -> None:
        """Keep nothing any more."""
        if self.read(key) is not None:
            self._keyring.delete_password(self._service, key)

    def lock(self, key: str, seconds: float) -> AbstractContextManager[object]:
        """Return a lock of the operating system, on a file where AWS's cache is."""
        return self._files.lock(key, seconds)


def _module() -> ModuleType:
    try:
        import keyring
    except ModuleNotFoundError as error:
        raise missing(error, "keyring") from error
    return keyring
