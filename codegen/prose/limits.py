"""Limits in words: what a model allows of a value's length or size."""

from __future__ import annotations

from codegen.model.shapes import Shape

_PLURALS = {"entry": "entries"}


def in_words(shape: Shape) -> str:
    """Return the least and the most that a model allows, as a sentence or nothing."""
    least, most = shape.least, shape.most
    if least == 0 and shape.type.unit:
        least = None
    if least is None and most is None:
        return ""
    if least is None:
        return f"At most {counted(most, shape.type.unit)}."
    if most is None:
        return f"At least {counted(least, shape.type.unit)}."
    if least == most:
        return f"Exactly {counted(most, shape.type.unit)}."
    return f"From {least!r} to {counted(most, shape.type.unit)}."


def counted(number: float | None, unit: str) -> str:
    """Return so many units, or a number where there is none to count."""
    if not unit:
        return repr(number)
    return f"{number} {unit if number == 1 else _PLURALS.get(unit, unit + 's')}"
