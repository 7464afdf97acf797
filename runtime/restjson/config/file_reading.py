"""Reading a file whose path comes from outside: only a regular one, and only so much of it."""

from __future__ import annotations

import os
from stat import S_ISCHR, S_ISDIR, S_ISREG

from ..errors import ConfigError

MOST_BYTES = 4 * 1024 * 1024

# A FIFO without a writer must not hold up who opens it, nor a terminal become this process's own.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class IrregularFileError(ConfigError):
    """What stands at a path is not a regular file."""


def expand(path: str) -> str:
    """Return a path of the settings with its variables and its ``~`` replaced."""
    return os.path.expanduser(os.path.expandvars(path))


def read_text(path: str) -> str:
    """Return the text of a file, with ``\\n`` between its lines.

    Args:
        path: where it is. The null device is an empty file: so people say that there is none.

    Raises:
        OSError: it is not there or cannot be opened. A path whose ``~`` stands for no folder
            is not there: it must not be looked for in the current one.
        IrregularFileError: it is not a regular file.
        ConfigError: it is larger than 4 MiB, or not UTF-8.
    """
    if path.startswith("~"):
        raise FileNotFoundError(path)
    descriptor = os.open(path, _FLAGS)
    try:
        data = _read(descriptor, path)
    finally:
        os.close(descriptor)
    try:
        # Some editors put a mark of UTF-8 at the start.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: expected UTF-8") from None  # the cause holds the file's bytes
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_irregular(path: str, mode: int) -> None:
    """Raise an error for what may have no end, by the mode of its status."""
    if not S_ISREG(mode):
        kind = "a folder" if S_ISDIR(mode) else "a device, pipe or socket"
        what = f"expected a regular file, found {kind}: name another file"
        raise IrregularFileError(f"{path}: {what}")


def _read(descriptor: int, path: str) -> bytes:
    status = os.fstat(descriptor)
    if S_ISCHR(status.st_mode) and os.path.samestat(status, os.stat(os.devnull)):
        return b""
    refuse_irregular(path, status.st_mode)
    parts: list[bytes] = []
    left = MOST_BYTES + 1  # and not its size, which some file systems do not tell
    while left > 0 and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise ConfigError(
            f"{path}: expected at most {MOST_BYTES // 1024**2} MiB: take out what is not a "
            "setting, or name another file"
        )
    return b"".join(parts)
