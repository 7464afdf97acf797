"""Patterns of regions: AWS's become comparisons, which need no `re` and cost a tenth of it.

A pattern such as ``^(us|eu)\\-\\w+\\-\\d+$`` asks something of each field between hyphens, and no
field can hold a hyphen itself: so splitting the region and looking at its fields gives the same
result. Any other pattern is left to `re`.
"""

from __future__ import annotations

import re

from codegen.escape import literal

_WORDS = r"[a-z0-9]+"
_FIELD = re.compile(rf"{_WORDS}|\({_WORDS}(?:\|{_WORDS})*\)|\\w\+|\\d\+")
_HYPHEN = re.compile(r"\\?-")

# `$` also matches before a final newline.
FIELDS = 'region.removesuffix("\\n").split("-")'


def comparisons(pattern: str) -> tuple[str, ...] | None:
    """Return what to ask of `fields` instead of matching, None if only `re` can tell."""
    if not (pattern.startswith("^") and pattern.endswith("$")):
        return None
    parts = _HYPHEN.split(pattern[1:-1])
    if not all(map(_FIELD.fullmatch, parts)):
        return None
    return (f"len(fields) == {len(parts)}", *map(_comparison, range(len(parts)), parts))


def match(pattern: str) -> str:
    """Return the test that `re` makes."""
    return f"re.match({literal(pattern)}, region)"


def _comparison(index: int, part: str) -> str:
    field = f"fields[{index}]"
    if part == r"\d+":
        return f"{field}.isdecimal()"
    if part == r"\w+":
        return f'{field}.replace("_", "a").isalnum()'
    words = [literal(word) for word in part.strip("()").split("|")]
    return f"{field} == {words[0]}" if len(words) == 1 else f"{field} in ({', '.join(words)})"
