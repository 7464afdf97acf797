"""Writing what was rendered to the disk, whole or not at all.

A run may be killed at any moment, and another may write to the same place. So a run that writes
holds a lock, which ends with the process; it stages all files that change in a folder of its own,
and moves them to their places only then, the one that carries our mark first. Whatever a killed
run leaves, the next one takes as ours and completes.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from codegen.disk import STAGING, Differences, content, differences, in_the_way, left_behind
from codegen.load.problems import printable

# Where a file system, such as NFS, has no locks for folders, one run at a time is the user's care.
_NO_LOCKS = frozenset({errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP})


class OutputError(Exception):
    """Files cannot be written; the text says why, a line for each obstacle."""

    def __init__(self, obstacles: Iterable[str]) -> None:
        super().__init__("\n".join(map(printable, obstacles)))


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Wait until no other run writes below a folder, which is made if it is missing.

    The lock is the folder's own, so that it leaves nothing behind.

    Raises:
        OutputError: the folder cannot be made or locked, or what is done below it fails with
            an OSError.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _lock(descriptor)
            yield
        finally:
            os.close(descriptor)
    except OSError as error:
        place = "" if error.filename is None else f": {error.filename}"
        reason = f"{error.strerror or error}{place}"
        raise OutputError([f"{out}: cannot be written to: {reason}"]) from error


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def write(folder: Path, files: Mapping[str, str], opening: str = "") -> Differences:
    """Make `folder` hold `files`, and nothing else that was generated; return what was different.

    What was not generated stays. `locked` must be held for the folder or for one around it.

    Args:
        folder: where the files are to be.
        files: their texts by their paths below `folder`.
        opening: the file by which `disk.is_ours` knows the folder; none where nobody asks.

    Raises:
        OutputError: something that was not generated stands where a file is to go.
        OSError: no space, no permission and the like. Unless it is the move of a file that
            fails, nothing has changed.
    """
    found = differences(folder, files)
    put(folder, files, opening)
    for name in found.stale:
        if not name.startswith(STAGING):
            (folder / name).unlink()
            _remove_emptied(folder, name)
    return found


def put(folder: Path, files: Mapping[str, str], opening: str = "") -> None:
    """Write files into a folder and leave the others; all else is as with `write`."""
    obstacles = [
        f"{place}: was not generated, and stands where a file is to go: move it away"
        for place in dict.fromkeys(in_the_way(folder, files))
    ]
    if obstacles:
        raise OutputError(obstacles)
    for path in left_behind(folder):
        shutil.rmtree(path)
    changed = {
        name: text for name, text in files.items() if content(folder / name) != text.encode("utf-8")
    }
    if not changed:
        return
    with _staged(folder, changed) as staged:
        for name in sorted(staged, key=lambda name: name != opening):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            staged[name].replace(folder / name)


@contextmanager
def _staged(folder: Path, files: Mapping[str, str]) -> Iterator[dict[str, Path]]:
    """Give files by their names, written whole on the disk of `folder` but not in their places."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
        try:
            staged = {name: staging / str(index) for index, name in enumerate(files)}
            for name, path in staged.items():
                path.write_bytes(files[name].encode("utf-8"))
            yield staged
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    finally:
        with suppress(OSError):
            folder.rmdir()  # if it is empty, for nothing came of it


def _remove_emptied(folder: Path, name: str) -> None:
    """Remove the folders that a file was the last one of."""
    for outer in (folder / name).parents[: len(Path(name).parents) - 1]:
        if any(outer.iterdir()):
            return
        outer.rmdir()
