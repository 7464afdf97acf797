"""AWS's own cache: a JSON file for each entry, which AWS's tools read and write too."""

from __future__ import annotations

import os
from stat import S_ISREG

from .variable import VARIABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_MOST_BYTES = 1024 * 1024

# A FIFO must not hold up who opens it.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class FileStore:
    """Files that only their owner can read.

    They are replaced in one step: who reads finds the old text or the new one. Where nothing can
    be written, as in some containers, entries last as long as the store, with one warning.

    Args:
        folder: where ``sso/cache`` and ``cli/cache`` are, and made if need be. None stands for
            ``~/.aws``.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        chosen = folder or os.path.join("~", ".aws")
        self.folder = os.path.expanduser(os.fspath(chosen))
        self._unwritten: dict[str, str | None] = {}

    def __repr__(self) -> str:
        return f"<FileStore: {self.folder}>"

    def path(self, key: str) -> str:
        """Return where an entry is kept."""
        return os.path.join(self.folder, *key.split("/")) + ".json"

    def read(self, key: str) -> str | None:
        """Return what is kept, None if there is nothing that can be read."""
        if key in self._unwritten:
            return self._unwritten[key]
        try:
            return _read(self.path(key))
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, key: str, text: str) -> None:
        """Replace the file of an entry."""
        try:
            _replace(self.path(key), text)
        except OSError as error:
            self._keep(key, text, error)
        else:
            self._unwritten.pop(key, None)

    def delete(self, key: str) -> None:
        """Remove the file of an entry."""
        self._unwritten.pop(key, None)
        try:
            os.unlink(self.path(key))
        except FileNotFoundError:
            pass
        except OSError as error:
            self._keep(key, None, error)

    def lock(self, key: str, seconds: float) -> AbstractContextManager[object]:
        """Return a lock of the operating system, on a file beside the entry's."""
        from .locks import file_lock

        return file_lock(self.path(key).removesuffix(".json") + ".lock", seconds)

    def _keep(self, key: str, text: str | None, error: OSError) -> None:
        if not self._unwritten:
            import warnings

            warnings.warn(
                f"{self.path(key)} cannot be written ({error.strerror}): the sign-in lasts as long "
                f"as this process; name another folder in {VARIABLE}",
                stacklevel=4,
            )
        self._unwritten[key] = text


def _read(path: str) -> str | None:
    descriptor = os.open(path, _FLAGS)
    try:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            return None
        parts, left = [], _MOST_BYTES + 1
        while left > 0 and (part := os.read(descriptor, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts).decode() if left > 0 else None
    finally:
        os.close(descriptor)


def _replace(path: str, text: str) -> None:
    from tempfile import mkstemp  # which lets only the owner read the file

    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    descriptor, temporary = mkstemp(dir=folder, prefix=".ssologin-", suffix=".tmp")
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
