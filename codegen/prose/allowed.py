"""Allowed values: what a string may be, as far as a model or its prose says so."""

from __future__ import annotations

import re
from itertools import pairwise

from codegen.model.shapes import Reference, Shape
from codegen.prose import markup
from codegen.prose.document import Block, Bullets, Code, Paragraph, plain

# What comes before a list of values ends so: "One of:", "Specify either of these values:".
_ANNOUNCED = re.compile(r"\b(one of|any of|either of|values)\b.*:$", re.IGNORECASE)

# What may stand before the value in an item: nothing, or a label such as "Device Code - ".
_LABEL = re.compile(r"(.*[-:\N{EN DASH}\N{EM DASH}])?\s*")


def allowed_values(member: Reference) -> tuple[str, ...]:
    """Return the values that a member, or each item of it, may have; none if that is not said."""
    if not _of_strings(member).is_string:
        return ()
    return enumerated_values(member) or listed_values(markup.parse(member.documentation, {}))


def enumerated_values(member: Reference) -> tuple[str, ...]:
    """Return the values that the model itself allows."""
    return member.enum or _of_strings(member).enum


def listed_values(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the values that a list in a text announces, one an item."""
    for before, block in pairwise(blocks):
        if isinstance(block, Bullets) and _ANNOUNCED.search(plain([before]).strip()):
            values = [_value(item) for item in block.items]
            if all(values):
                return tuple(values)
    return ()


def _of_strings(member: Reference) -> Shape:
    """Return the shape that may be one of strings: the member's, or that of a list's items."""
    return member.shape.element.shape if member.shape.is_list else member.shape


def _value(item: tuple[Block, ...]) -> str:
    """Return the code that an item opens with, after a label at most."""
    first = item[0]
    content = first.content if isinstance(first, Paragraph) else ()
    for at, inline in enumerate(content):
        if isinstance(inline, Code):
            return inline.text if _LABEL.fullmatch(plain(content[:at])) else ""
    return ""
