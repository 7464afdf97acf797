"""Examples of a model as R code, as the R package writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from codegen.model.service import Example
from codegen.pages.r.syntax import broken, lines_of, syntactic

_LINE_OF_COMMENT = re.compile(r"(.{1,72})(\s|$)")

_LARGEST_INTEGER = 2**31 - 1
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED_QUOTE = re.compile(r'\\+"')

_LONGEST_LINE = 95
_CUT_WIDTH = 75


def example(function: str, of_model: Example) -> str:
    """Return an example of a model: its description, and a call with its input.

    The arguments stand in the order of their names. Long lines are cut, as R's own check of
    examples wants them short. Quotes inside strings lose their escapes: it is code to be read,
    not run.
    """
    inner = ", ".join(_arguments(of_model.input or {}))
    code = broken(f"svc${function}({_ESCAPED_QUOTE.sub(chr(34), inner)})")
    lines = [_comment(of_model.description), *map(_cut, code.split("\n"))]
    return "\n".join(lines)


def _comment(text: str) -> str:
    """Return text as a comment; an empty one is a comment too."""
    lines = lines_of(_LINE_OF_COMMENT, text.strip())
    return "\n".join(f"# {line}".rstrip() for line in lines[:-1] or [""])


def _arguments(arguments: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(arguments):
        yield f"{syntactic(name)} = {_literal(arguments[name])}"


def _literal(value: Any) -> str:
    """Return a value of JSON as R writes it."""
    if value == {}:
        return "structure(list(), names = character(0))"
    if isinstance(value, dict):
        return f"list({', '.join(_arguments(value))})"
    if isinstance(value, list):
        return f"list({', '.join(map(_literal, value))})"
    if isinstance(value, str):
        return '"' + "".join(_ESCAPES.get(each, each) for each in value) + '"'
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int) and abs(value) <= _LARGEST_INTEGER:
        return f"{value}L"
    try:
        return _double(float(value))
    except OverflowError:
        return "Inf" if value > 0 else "-Inf"


def _double(value: float) -> str:
    """Return a number with up to 15 digits, the shorter of the two ways to write it."""
    exact = Decimal(format(value, ".15g"))
    digits = len(exact.normalize().as_tuple().digits)
    scientific = format(value, f".{digits - 1}e")
    fixed = format(exact, "f")
    return fixed if len(fixed) <= len(scientific) else scientific


def _cut(line: str) -> str:
    """Return a line with the middle of its strings cut if it is long, and quotes in pairs."""
    if len(line) <= _LONGEST_LINE or '"' not in line:
        return _with_paired_quotes(line)
    start = line.index('"') + 1
    kept = line[start:-1][: max(_CUT_WIDTH - start, 0)]
    return line[:start] + _with_paired_quotes(f"{kept}...") + line[line.rindex('"') :]


def _with_paired_quotes(text: str) -> str:
    return text.replace('"', '\\"') if text.count('"') % 2 else text
