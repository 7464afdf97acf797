"""Numbers as JSON carries them: AWS writes NaN and the infinities as strings."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard

_INFINITY = float("inf")
_SPECIAL = {"NaN": float("nan"), "Infinity": _INFINITY, "-Infinity": -_INFINITY}

# Python's constructors also take blanks, underscores, the digits of other scripts, and other names
# of what is not a number.
_OF_NUMBERS = frozenset("0123456789+-.eE")


def float_to_json(value: float) -> float | str:
    """Return `value`, or the string that stands for it where JSON has no number."""
    if -_INFINITY < value < _INFINITY:
        return value
    if value == _INFINITY:
        return "Infinity"
    return "-Infinity" if value == -_INFINITY else "NaN"


def json_to_float(value: object) -> object:
    """Return the float that `value` stands for, or `value` itself if it stands for none."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str) and value in _SPECIAL:
        return _SPECIAL[value]
    if isinstance(value, (int, float)) or _is_numeric(value):
        try:
            return float(value)
        except (ValueError, OverflowError):
            return value
    return value


def json_to_int(value: object) -> object:
    """Return the integer that `value` stands for, or `value` itself if it stands for none."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if _is_numeric(value):
        try:
            return int(value)
        except ValueError:
            return value
    return value


def json_to_bool(value: object) -> object:
    """Return the boolean that `value` stands for, or `value` itself if it stands for none."""
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return value


def json_to_text(value: object) -> object:
    """Return the text that `value` stands for, or `value` itself if it stands for none.

    That of a number or boolean is what JSON writes for it.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(float_to_json(value))
    return value


def _is_numeric(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and _OF_NUMBERS.issuperset(value)
