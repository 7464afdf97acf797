"""Folders that somebody named: none is written to that is not ours."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from codegen import disk, output
from codegen.load.problems import printable


def claim(folder: Path, opening: str, instead: str) -> None:
    """Refuse a folder that is somebody else's.

    Args:
        folder: where files are to be written.
        opening: the file that says whose it is.
        instead: what else to choose.

    Raises:
        OutputError: the folder is there and was not generated.
    """
    if not disk.is_ours(folder, opening):
        refusal = "is there and was not generated: nothing was written"
        raise output.OutputError([f"{folder}: {refusal}; choose {instead}, or move it away"])


def fill(folder: Path, files: Mapping[str, str], opening: str) -> None:
    """Make a folder hold these files, and say which others stay in it."""
    for line in output.write(folder, files, opening).lines_of_others():
        print(printable(line), file=sys.stderr)
