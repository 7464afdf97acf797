"""The one way by which strings of a model enter Python text.

A model is untrusted. Whatever a string holds, what comes out is one constant, one docstring or
the rest of one comment, and ASCII: look-alikes, direction marks and control characters show as
escapes, and the output is the same on every Python.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass

# What does not stand for itself in a constant, nor in a docstring.
_ODD = re.compile(r"[^ -~]|\\")

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

# Quotes that could end a docstring, or belong to those that open it.
_DELIMITERS = re.compile(r'^"+|"{3,}|"+$')

# Half a character, which JSON can write: Python 3.13 compiles no docstring that has one.
_SURROGATES = ("\ud800", "\udfff")

# What means something in running text of Markdown, HTML included.
_MARKUP = re.compile(r"[^A-Za-z0-9 .,]")

_IN_COMMENTS = frozenset(string.ascii_letters + string.digits + " -./:_")

# In one of the first two lines it would change how all that follows is read, as would an equals
# sign (https://peps.python.org/pep-0263/).
_ENCODING = "coding:"


@dataclass(frozen=True, slots=True)
class Slot:
    """An expression in an f-string. The strings in it are names, which need no escapes."""

    code: str


def literal(value: str) -> str:
    """Return a string constant, in the quotes that ruff chooses: those that need fewer escapes."""
    quote = "'" if value.count('"') > value.count("'") else '"'
    return f"{quote}{_in_string(value, quote)}{quote}"


def f_string(parts: Sequence[str | Slot]) -> str:
    """Return an f-string of text as it is to appear, and slots, in the quotes that ruff chooses."""
    quote = literal("".join(part for part in parts if isinstance(part, str)))[0]
    other = "'" if quote == '"' else '"'
    inner = (
        _in_f_string(part, quote)
        if isinstance(part, str)
        # Before Python 3.12 the quotes within must be others than those around.
        else "{" + part.code.replace('"', other) + "}"
        for part in parts
    )
    return f"f{quote}{''.join(inner)}{quote}"


def docstring(text: str, indent: int = 4) -> str:
    """Return a docstring with its quotes, its lines indented by `indent` blanks.

    Args:
        text: lines separated by newlines; the first is the summary.
        indent: blanks before each line but the first, which the template indents.
    """
    margin = " " * indent
    first, *rest = (_docstring_line(line) for line in text.split("\n"))
    if not rest:
        return f'"""{first}"""'
    body = "\n".join(margin + line if line else "" for line in rest)
    return f'"""{first}\n{body}\n{margin}"""'


def comment(text: str) -> str:
    """Return text that stays on the line of its comment, and is no more than that."""
    safe = "".join(each if each in _IN_COMMENTS else "?" for each in text)
    return safe.replace(_ENCODING, "coding?")


def markdown(text: str) -> str:
    """Return words of running text in Markdown, on one line."""
    return _MARKUP.sub(r"\\\g<0>", _ODD.sub("?", " ".join(text.split())))


def toml(text: str) -> str:
    """Return a string of TOML."""
    inner = _ODD.sub("?", text).replace('"', "'")
    return f'"{inner}"'


def _in_string(text: str, quote: str) -> str:
    return _ODD.sub(_escaped, text).replace(quote, f"\\{quote}")


def _in_f_string(text: str, quote: str) -> str:
    return _in_string(text, quote).replace("{", "{{").replace("}", "}}")


def _docstring_line(line: str) -> str:
    visible = _ODD.sub(_escaped_in_docstring, line.rstrip())
    return _DELIMITERS.sub(lambda quotes: '\\"' * len(quotes.group()), visible)


def _escaped(odd: re.Match[str]) -> str:
    return _ESCAPES.get(odd.group()) or _by_number(odd.group())


def _escaped_in_docstring(odd: re.Match[str]) -> str:
    character = odd.group()
    if character == "\\":
        return "\\\\"
    is_half = _SURROGATES[0] <= character <= _SURROGATES[1]
    return _by_number("\ufffd" if is_half else character)


def _by_number(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
