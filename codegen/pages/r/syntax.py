"""R code: names, usage and skeletons of values, as the R package writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codegen.model.shapes import Shape

_WORD = re.compile(r"([A-Z][a-z]+)")
_UNDERSCORES = re.compile(r"_+")
_SYNTACTIC = re.compile(r"(?:[A-Za-z]|\.(?![0-9]))[A-Za-z0-9._]*")
_RESERVED = re.compile("if|else|repeat|while|function|for|next|break|in|TRUE|FALSE|NULL|Inf|NaN|NA")

_LINE_OF_USAGE = re.compile(r"(.{1,72})(\s|\(|$)")

# What a line break follows or comes before, outside of strings.
_TOKEN = re.compile(r'"[^"]*"?|\((?!\))|(?<!\()\)|, ?')

# A page of two such skeletons has 400 kB. A structure of two members that are structures of two
# members, and so on, must not grow without end.
_MOST_PARTS = 10_000

# How many levels of structures are tried where all are too many.
_LEVELS = range(8, 0, -1)


def r_name(operation: str) -> str:
    """Return the name of an operation's function: ``ListARNs`` becomes ``list_ar_ns``.

    Each capital with the small letters after it is a word, and what is between is one too.
    """
    spaced = _UNDERSCORES.sub("_", _WORD.sub(r"_\1_", operation))
    return spaced.strip("_").lower() or operation


def syntactic(name: str) -> str:
    """Return a name as R code may hold it: in backquotes if it is not a name by itself."""
    is_name = _SYNTACTIC.fullmatch(name) and not _RESERVED.fullmatch(name)
    return name if is_name else f"`{name}`"


def usage(function: str, arguments: Iterable[str]) -> str:
    """Return a call by names alone, its lines broken before they get too long."""
    code = f"{function}({', '.join(map(syntactic, arguments))})"
    return "\n  ".join(filter(None, lines_of(_LINE_OF_USAGE, code)))


def lines_of(line: re.Pattern[str], text: str) -> list[str]:
    """Return text broken where a pattern says: what stays on a line, and what ends it."""
    return [each.rstrip(" ") for each in line.sub(r"\1\2\n", text).split("\n")]


# ------------------------------------------------------------------------------ skeletons


@dataclass(frozen=True)
class _Enter:
    shape: Shape
    depth: int


@dataclass(frozen=True)
class _Leave:
    shape: Shape


def skeleton(shape: Shape, function: str = "list") -> str:
    """Return a call of `function` with an example value for each member of a structure.

    A shape inside itself is an empty list, and so is what is too deep to be spelt out. The key
    of a map does not show.
    """
    parts = next(filter(None, (_parts(shape, levels) for levels in (None, *_LEVELS))))
    return function + broken("".join(parts).removeprefix("list"))


def _parts(shape: Shape, levels: int | None) -> list[str]:
    """Return the parts of a skeleton, none if they are too many.

    Args:
        shape: what it is for.
        levels: how many levels of structures are spelt out; None for all, and the last resort,
            one, for however many parts that takes.
    """
    parts: list[str] = []
    inside: set[str] = set()
    # What is still to be written, the next one last: models nest deeper than Python does.
    waiting: list[str | _Enter | _Leave] = [_Enter(shape, 0)]
    while waiting:
        if len(parts) > _MOST_PARTS and levels != 1:
            return []
        match waiting.pop():
            case str(text):
                parts.append(text)
            case _Leave(inner):
                inside.discard(inner.name)
            case _Enter(inner) if inner.name in inside:
                parts.append("list()")
            case _Enter(inner, depth) if depth == levels and inner.is_structure:
                parts.append("list()")
            case entered:
                inside.add(entered.shape.name)
                parts_inside = [*_value(entered.shape, entered.depth)]
                waiting += [_Leave(entered.shape), *reversed(parts_inside)]
    return parts


def _value(shape: Shape, depth: int) -> Iterator[str | _Enter]:
    if shape.is_collection:
        yield from ("list(", _Enter(shape.element.shape, depth), ")")
    elif shape.is_structure:
        yield "list("
        for index, member in enumerate(shape.members.values()):
            yield f"{', ' if index else ''}{member.name} = "
            yield _Enter(member.shape, depth + 1)
        yield ")"
    else:
        yield "|".join(f'"{each}"' for each in shape.enum) or shape.type.r


def broken(code: str) -> str:
    """Return code with a line for each argument."""
    depth = 0

    def with_break(match: re.Match[str]) -> str:
        nonlocal depth
        found = match.group()
        if found.startswith('"'):
            return found
        if found == ")":
            depth = max(depth - 1, 0)
            return f"\n{'  ' * depth})"
        depth += found == "("
        return f"{found.rstrip()}\n{'  ' * depth}"

    return _TOKEN.sub(with_break, code)
