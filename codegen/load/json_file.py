"""A file of JSON: from bytes to a value in which nothing is hidden."""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from codegen.load.problems import Problem, path_of

# Twice AWS's largest model (4.3 MB); a compressed file must not unpack without end.
_LARGEST_FILE = 8 * 1024 * 1024

# Ten times what AWS's largest model has. Each takes 60 bytes and more, so that a file of nothing
# else takes a hundred times its size.
_MOST_CONTAINERS = 250_000

# AWS's longest has 155 characters. Names are repeated in paths and in code.
_LONGEST_NAME = 1000

# Far above what models need, and below where Python's own limits differ by version.
_DEEPEST = 100

_Place = tuple[str | int, ...]


class UnreadableError(Exception):
    """A file has no JSON that can be looked at."""


def read_json(path: Path) -> tuple[Any, list[Problem]]:
    """Return the value that a file holds, and what is wrong with it as JSON.

    Args:
        path: the file; one that ends in `.gz` is unpacked.

    Raises:
        UnreadableError: the file cannot be read, or holds no JSON.
    """
    value = _parse(_text(path))
    problems = []
    for place, inner in _containers(value):
        if len(place) > _DEEPEST:
            raise UnreadableError("is not JSON that can be read: it is nested too deeply")
        if isinstance(inner, dict) and max(map(len, inner), default=0) > _LONGEST_NAME:
            raise UnreadableError(
                f"is not JSON that can be read: a name in {path_of(*place)} has more than "
                f"{_LONGEST_NAME} characters"
            )
        if isinstance(inner, _Ambiguous):
            for name in inner.twice:
                what = "this name stands twice in one object"
                problems.append(Problem(str(path), path_of(*place, name), what))
    return value, problems


class _Ambiguous(dict[str, Any]):
    """An object that has names twice: to readers, the last value or the first one counts."""

    twice: list[str]


def _text(path: Path) -> str:
    opener = gzip.open if path.suffix == ".gz" else open
    if path.exists() and not path.is_file():
        # A pipe could be waited for without end.
        raise UnreadableError("cannot be read: it is not a file")
    try:
        with opener(path, "rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UnreadableError(f"cannot be read: {reason}") from error
    if len(content) > _LARGEST_FILE:
        raise UnreadableError(f"is larger than {_LARGEST_FILE} bytes")
    if content.count(b"[") + content.count(b"{") > _MOST_CONTAINERS:
        raise UnreadableError(f"has more than {_MOST_CONTAINERS} objects and arrays")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"is not UTF-8: byte {error.start}") from error


def _parse(text: str) -> object:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_number, parse_float=_number
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        ) from error
    except RecursionError as error:
        raise UnreadableError("is not JSON that can be read: it is nested too deeply") from error
    except ValueError as error:
        raise UnreadableError("is not JSON that can be read: a number is too long") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    ambiguous = _Ambiguous(plain)
    counts = Counter(name for name, _ in pairs)
    ambiguous.twice = [name for name, count in counts.items() if count > 1]
    return ambiguous


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise UnreadableError(f"is not JSON that can be read: {text[:20]} is not a number")
    return number


def _containers(document: object) -> Iterator[tuple[_Place, Any]]:
    """Yield the objects and arrays of a document, each with its place, without recursion."""
    waiting: list[tuple[_Place, Any]] = [((), document)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict | list):
            yield place, value
            steps = value.items() if isinstance(value, dict) else enumerate(value)
            waiting.extend(
                ((*place, step), item) for step, item in steps if isinstance(item, dict | list)
            )
