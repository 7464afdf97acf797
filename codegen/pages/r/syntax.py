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

# Twice what the largest operation of AWS takes (quicksight has it); a structure of two
# members that are structures of two members, and so on, must not grow without end.
_MOST_PARTS = 300_000


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


@dataclass(frozen=True)
class _Leave:
    shape: Shape


def skeleton(shape: Shape, function: str = "list") -> str:
    """Return a call of `function` with an example value for each member of a structure.

    A shape inside itself is an empty list, and so is what comes when enough has been said.
    The key of a map does not show.
    """
    parts: list[str] = []
    inside: set[str] = set()
    # What is still to be written, the next one last: models nest deeper than Python does.
    waiting: list[str | _Enter | _Leave] = [_Enter(shape)]
    while waiting:
        match waiting.pop():
            case str(text):
                parts.append(text)
            case _Leave(inner):
                inside.discard(inner.name)
            case _Enter(inner) if inner.name in inside or len(parts) > _MOST_PARTS:
                parts.append("list()")
            case _Enter(inner):
                inside.add(inner.name)
                waiting += [_Leave(inner), *reversed([*_value(inner)])]
    return function + broken("".join(parts).removeprefix("list"))


def _value(shape: Shape) -> Iterator[str | _Enter]:
    if shape.is_collection:
        yield from ("list(", _Enter(shape.element.shape), ")")
    elif shape.is_structure:
        yield "list("
        for index, member in enumerate(shape.members.values()):
            yield f"{', ' if index else ''}{member.name} = "
            yield _Enter(member.shape)
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
