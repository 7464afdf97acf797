"""What is wrong with a model, said so that it can be mended."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

# More than anybody mends at once; a file can have 100 000.
_SHOWN = 100


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    Args:
        file: the file, as the user named its folder.
        path: the JSON path of the place; empty where the file itself is wrong, not what it says.
        what: what is wrong there.
    """

    file: str
    path: str
    what: str

    def __str__(self) -> str:
        return printable(": ".join(filter(None, (self.file, self.path, self.what))))


class ModelError(Exception):
    """A model cannot be used; `problems` lists everything that is wrong with it.

    Its text has the first 100 problems, a line each, and says how many more there are.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            lines.append(f"and {len(self.problems) - _SHOWN} more")
        super().__init__("\n".join(lines))


class OtherProtocolError(ModelError):
    """A model is of another protocol: whatever else is wrong with it does not matter."""


class Together:
    """Collects what is wrong in steps that do not need each other, to be told at once.

    together = Together()
    with together:
        rules = load_rules(folder)
    with together:
        service = read_service(load_model(folder))
    together.refuse()
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __enter__(self) -> None:
        """Begin a step: if its `ModelError` ends it, its problems are kept."""

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> bool:
        if not isinstance(error, ModelError) or isinstance(error, OtherProtocolError):
            return False
        self.problems += error.problems
        return True

    def refuse(self) -> None:
        """Raise what is wrong, each thing once, if anything is."""
        refuse(dict.fromkeys(self.problems))


def refuse(problems: Iterable[Problem]) -> None:
    """Raise what is wrong, if anything is."""
    found = tuple(problems)
    if found:
        raise ModelError(found)


def path_of(*steps: str | int) -> str:
    """Return the JSON path (RFC 9535) of a place.

    `path_of("shapes", "A", 0, "a.b")` is ``$.shapes.A[0]["a.b"]``.
    """
    return "$" + "".join(map(_segment, steps))


def printable(text: str) -> str:
    """Return text for one line of a terminal.

    Names in a model, and of files, are untrusted: a newline in one must not forge a second line,
    nor an escape sequence change what is seen.
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def _segment(step: str | int) -> str:
    if isinstance(step, str) and step.isascii() and step.isidentifier():
        return f".{step}"
    return f"[{json.dumps(step)}]"
