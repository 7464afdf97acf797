"""What is wrong with a model, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    Args:
        file: the file, as the user named its folder.
        path: the JSON path of the place, `$` being the whole file.
        what: what is wrong there.
    """

    file: str
    path: str
    what: str

    def __str__(self) -> str:
        # Names in a model are untrusted: a newline in one must not forge a second problem.
        return "".join(
            character if character.isprintable() else f"\\x{ord(character):02x}"
            for character in f"{self.file}: {self.path}: {self.what}"
        )


class ModelError(Exception):
    """A model cannot be used; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def path_of(*steps: str | int) -> str:
    """Return the JSON path of a place: `path_of("shapes", "A", 0)` is ``$.shapes.A[0]``."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
