"""The syntax of AWS's config files: sections, keys, values and what is indented below them.

It is that of botocore, which reads them with Python's `configparser`: a comment has a line of
its own, what is indented deeper than a key goes on its value, keys are in any case. That parser
takes quadratic time for some lines, does not say where things stand, and takes an indented header
for a part of the value above.
"""

from __future__ import annotations

import re

from .findings import name_or

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

_MOST_PROBLEMS = 20
_COMMENTS: Final = ("#", ";")

# Where a header ends: a bracket in the name, or in a comment, does not end it.
_END = re.compile(r"\](?=\s*(?:[#;]|$))")

NO_SECTION = "expected a section such as [default] before the first key"
NO_BRACKET = "expected a section such as [default], found no ] at its end"
NO_NAME = "expected a section with a name such as [default]"
NO_KEY = "expected a section such as [default] or a line such as key = value"


class Entry:
    """A key's value, and the line where the key stands."""

    __slots__ = ("_lines", "line")

    def __init__(self, first: str, line: int) -> None:
        self._lines = [first]
        self.line = line

    @property
    def value(self) -> str:
        """What stands behind the key, and indented below it."""
        return "\n".join(self._lines).rstrip()

    def go_on(self, line: str) -> None:
        """Add a line to the value."""
        self._lines.append(line)


class Section:
    """What stands below a header: `entries` by key, in lower case."""

    __slots__ = ("entries", "header", "line")

    def __init__(self, header: str, line: int) -> None:
        self.header = header
        self.line = line
        self.entries: dict[str, Entry] = {}


def read_syntax(text: str) -> Syntax:
    """Return what a text says; it takes time in proportion to its length."""
    syntax = Syntax()
    for number, line in enumerate(text.split("\n"), 1):
        syntax.read_line(number, line)
    extra = len(syntax.problems) - _MOST_PROBLEMS
    if extra > 0:
        syntax.problems[_MOST_PROBLEMS:] = [f"and {extra} more"]
    return syntax


class Syntax:
    """What a text says, as far as it is read.

    Attributes:
        sections: in their order, by what stands between the brackets.
        problems: why it cannot be used, each with its line; never a value.
    """

    def __init__(self) -> None:
        self.sections: dict[str, Section] = {}
        self.problems: list[str] = []
        self._section: Section | None = None
        self._entry: Entry | None = None  # the one whose value may go on
        self._indent = 0

    def read_line(self, number: int, line: str) -> None:
        """Add what the next line says."""
        content = line.strip()
        indent = len(line) - len(line.lstrip())
        if content.startswith(_COMMENTS):
            return
        if self._entry is not None and self._goes_on(content, indent):
            self._entry.go_on(content)
        elif content:
            self._entry = None
            self._indent = indent
            self._begin(number, content)

    def _goes_on(self, content: str, indent: int) -> bool:
        """Tell whether a line belongs to the value above; empty ones do not end it."""
        is_header = content.startswith("[") and _END.search(content)
        return not content or (indent > self._indent and not is_header)

    def _begin(self, number: int, content: str) -> None:
        if content.startswith("["):
            self._begin_section(number, content)
        elif self._section is not None:
            self._begin_entry(self._section, number, content)
        elif not self.problems:  # once says it for all
            self._refuse(number, NO_SECTION)

    def _begin_section(self, number: int, content: str) -> None:
        found = _END.search(content)
        end = found.start() if found else content.rfind("]")
        header = content[1:end].strip()
        # Also if it is refused: what follows must not count to the section before.
        self._section = section = Section(header, number)
        if end < 0:
            self._refuse(number, NO_BRACKET)
        elif not header:
            self._refuse(number, NO_NAME)
        elif header in self.sections:
            self._refuse(
                number, _again(name_or("the section", f"[{header}]"), self.sections[header])
            )
        else:
            self.sections[header] = section

    def _begin_entry(self, section: Section, number: int, content: str) -> None:
        ends = [end for end in (content.find("="), content.find(":")) if end >= 0]
        end = min(ends, default=0)
        key = content[:end].strip().lower()
        if not key:
            self._refuse(number, NO_KEY)
        elif key in section.entries:
            self._refuse(number, _again(name_or("the key", key), section.entries[key]))
        else:
            self._entry = Entry(content[end + 1 :].strip(), number)
            section.entries[key] = self._entry

    def _refuse(self, number: int, what: str) -> None:
        self.problems.append(f"line {number}: {what}")


def _again(what: str, first: Section | Entry) -> str:
    return f"{what} of line {first.line} stands there again: keep one"
