"""Limits: what a model allows of a value's length or size.

AWS's clients check the least of strings, lists and numbers, and leave the rest to the service;
so do these. What is not checked is documented.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codegen import ir_shapes

_UNITS = {"string": "character", "blob": "byte", "list": "item", "map": "entry"}
_PLURALS = {"entry": "entries"}
_MEASURED = ("string", "list")
_NUMBERS = ("integer", "long", "float", "double")


def limits(
    shape: Mapping[str, Any], place: str = "", variable: str = "item"
) -> tuple[ir_shapes.Limit, ...]:
    """Return what is asked of a value of the right type.

    Args:
        shape: the shape of the value.
        place: how problems begin about the value, after the path of what it is part of.
        variable: the name of the value in the emitted code.
    """
    least = shape.get("min")
    if least is None:
        return ()
    if shape["type"] in _NUMBERS:
        # As ruff writes the exponent.
        number = repr(least).replace("e+", "e")
        problem = f"{place}: expected at least {number}"
        return (ir_shapes.Limit(f"{variable} < {number}", problem),)
    if shape["type"] in _MEASURED and least > 0:
        problem = f"{place}: expected at least {_counted(least, shape['type'])}"
        return (ir_shapes.Limit(f"len({variable}) < {least}", problem),)
    return ()


def in_words(shape: Mapping[str, Any]) -> str:
    """Return the least and the most that a model allows, as a sentence or nothing."""
    least, most = shape.get("min"), shape.get("max")
    if least == 0 and shape["type"] in _UNITS:
        least = None
    if least is None and most is None:
        return ""
    if least is None:
        return f"At most {_counted(most, shape['type'])}."
    if most is None:
        return f"At least {_counted(least, shape['type'])}."
    if least == most:
        return f"Exactly {_counted(most, shape['type'])}."
    return f"From {least!r} to {_counted(most, shape['type'])}."


def _counted(number: Any, kind: str) -> str:
    if kind not in _UNITS:
        return repr(number)
    unit = _UNITS[kind]
    return f"{number} {unit if number == 1 else _PLURALS.get(unit, unit + 's')}"
