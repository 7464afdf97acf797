r"""What R's own checks would say of an .Rd file, as far as it shows without R.

Braces, escapes, commands and sections; not whether a link leads anywhere. It is stricter than
R in one thing: outside of the first line a percent sign must be escaped, because the comment
that it opens swallows a closing brace as easily as a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_REQUIRED = ("name", "title", "description")
_ONCE = frozenset({*_REQUIRED, "encoding", "usage", "arguments", "value", "examples"})
_SECTIONS = _ONCE | {"alias", "keyword", "note", "seealso", "section"}
_COMMANDS = frozenset(
    {
        "code",
        "cr",
        "describe",
        "dontrun",
        "emph",
        "enumerate",
        "href",
        "item",
        "itemize",
        "link",
        "out",
        "preformatted",
        "strong",
        "tab",
        "tabular",
        "verb",
    }
)

_WITHOUT_BRACES = frozenset({"cr", "item", "tab"})

_PIECE = re.compile(r"\\[\\%{}]|\\[A-Za-z]+|[\\%{}\n]|[^\\%{}\n]+")
_HEADER = re.compile(r"%[^\n]*")
_ITEM = re.compile(r"^\\item\{([^{}\n]*)\}", re.MULTILINE)
_USAGE = re.compile(r"^\\usage\{\n[^(]*\((.*?)\)\n\}$", re.MULTILINE | re.DOTALL)


def rd_problems(text: str) -> list[str]:
    """Return what is wrong with an .Rd file: ``line 3: what``, or `what` of the whole."""
    body = _HEADER.sub("", text, count=1) if text.startswith("%") else text
    found: Counter[str] = Counter()
    return [*_syntax(body, found), *_sections(text, found), *_arguments(text)]


def _syntax(text: str, found: Counter[str]) -> Iterator[str]:
    """Yield what is wrong with braces, escapes and commands; count the sections."""
    line, depth, previous = 1, 0, ""
    for piece in _PIECE.findall(text):
        for problem in _piece_problems(piece, previous, depth):
            yield f"line {line}: {problem}"
        if depth == 0 and piece[1:] in _SECTIONS:
            found[piece[1:]] += 1
        depth = max(depth + (piece == "{") - (piece == "}"), 0)
        line += piece == "\n"
        previous = piece
    if depth:
        yield f"{depth} braces are never closed"


def _piece_problems(piece: str, previous: str, depth: int) -> Iterator[str]:
    before, name = _command(previous), _command(piece)
    if before and before not in _WITHOUT_BRACES and piece[0] not in "{[":
        yield f"\\{before} has no braces"
    if piece == "{" and not (before or previous == "}" or previous.endswith("]")):
        yield "a brace belongs to no command"
    if piece == "}" and depth == 0:
        yield "a brace closes nothing"
    if piece in ("%", "\\"):
        yield f"{piece} is not escaped"
    if name in _SECTIONS:
        if depth:
            yield f"\\{name} stands inside something else"
    elif name and name not in _COMMANDS:
        yield f"\\{name} is not known"
    elif depth == 0 and piece.strip() and piece not in ("{", "}"):
        yield "something stands outside of all sections"


def _command(piece: str) -> str:
    return piece[1:] if piece[:1] == "\\" and piece[1:].isalpha() else ""


def _sections(text: str, found: Counter[str]) -> Iterator[str]:
    for name in _REQUIRED:
        if not found[name]:
            yield f"there is no \\{name}"
    for name in sorted(_ONCE):
        if found[name] > 1:
            yield f"there are {found[name]} of \\{name}"
    if not text.isascii() and "\\encoding{UTF-8}" not in text:
        yield "it is not ASCII, and does not say \\encoding{UTF-8}"


def _arguments(text: str) -> Iterator[str]:
    """Yield the arguments that Usage names and nothing explains."""
    documented = set(_ITEM.findall(text))
    for usage in _USAGE.findall(text):
        for argument in usage.split(","):
            name = argument.partition("=")[0].strip().strip("`")
            if name and name not in documented:
                yield f"the argument {name} is not documented"
