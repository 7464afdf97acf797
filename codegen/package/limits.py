"""Limits: what emitted code asks of a value's length or size.

AWS's clients check the least of strings, lists and numbers, and leave the rest to the service;
so do these. What is not checked is documented.
"""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.shapes import Shape
from codegen.package.module import Code, Part
from codegen.prose.limits import counted


@dataclass(frozen=True)
class Limit(Part):
    """What a validator asks of a value that has the right type.

    `wrong` is a condition. `place` follows the path of what the value is part of, and `expected`
    is what the problem says; `problems` is called instead where that depends on the value.
    """

    wrong: Code
    place: str
    expected: str = ""
    problems: Code | None = None


def limits(shape: Shape, place: str = "", variable: str = "item") -> tuple[Limit, ...]:
    """Return what is asked of a value of the right type.

    Args:
        shape: the shape of the value.
        place: how problems begin about the value, after the path of what it is part of.
        variable: the name of the value in the emitted code.
    """
    least, unit = shape.least, shape.type.unit
    if least is None or not shape.type.least or (unit and least == 0):
        return ()
    # As ruff writes the exponent.
    number = repr(least).replace("e+", "e")
    expected = counted(least, unit) if unit else number
    wrong = Code(shape.type.least.format(variable, number))
    return (Limit(wrong, place, f"at least {expected}"),)
