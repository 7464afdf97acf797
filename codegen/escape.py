"""The one way by which strings of a model enter Python text.

A model is untrusted. Whatever a string holds, what comes out is one constant, or one
docstring, and ASCII: look-alikes, direction marks and control characters show as escapes, and
the output is the same on every Python.
"""

from __future__ import annotations

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(value: str) -> str:
    """Return a string constant in double quotes, as ruff would write it."""
    return '"' + "".join(_ESCAPES.get(each) or _visible(each) for each in value) + '"'


def docstring(text: str, indent: int = 4) -> str:
    """Return a docstring with its quotes, its lines indented by `indent` blanks.

    Args:
        text: lines separated by newlines; the first is the summary.
        indent: blanks before each line but the first, which the template indents.
    """
    margin = " " * indent
    lines = [_docstring_line(line) for line in text.split("\n")]
    if len(lines) == 1:
        return f'"""{lines[0]}"""'
    body = "\n".join(margin + line if line else "" for line in lines[1:])
    return f'"""{lines[0]}\n{body}\n{margin}"""'


def comment(text: str) -> str:
    """Return text that stays on the line of its comment."""
    return "".join(each if " " <= each <= "~" else "?" for each in text)


def _docstring_line(line: str) -> str:
    escaped = "".join("\\\\" if each == "\\" else _visible(each) for each in line.rstrip())
    escaped = escaped.replace('"""', '\\"\\"\\"')
    return escaped[:-1] + '\\"' if escaped.endswith('"') else escaped


def _visible(character: str) -> str:
    if " " <= character <= "~":
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
