"""Kinds of values: what each is in Python, how it is written as JSON and read from it."""

from __future__ import annotations

from .problems import mismatch_at
from .scalars import float_to_json, json_to_bool, json_to_float, json_to_int, json_to_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from .problems import Path

    Read: TypeAlias = Callable[[Any, Path | None, list[str]], Any]
    Convert: TypeAlias = Callable[[Any, Path, list[str]], Any]
    Write: TypeAlias = Callable[[Any], Any]


class Codec:
    """How values of one kind are read and written.

    Attributes:
        python: the type of values in Python. JSON of exactly this type is read by the reader, any
            other by `convert`.
        expected: what problems call a value.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        python: type
        expected: str

    def reader(self) -> Read | None:
        """Return what reads JSON of the type, None where that is the value itself."""
        return None

    def writer(self) -> Write | None:
        """Return what gives the JSON of a valid value, None where that is the value itself."""
        return None

    def convert(self, item: Any, path: Path, problems: list[str]) -> Any:
        """Return the value that JSON of another type stands for; None, with a problem, if none."""
        problems.append(mismatch_at(path, self.expected, item))


class Scalar(Codec):
    """A value without parts.

    Args:
        python: the type of values.
        lenient: returns the value that JSON stands for, or what it got.
        accepts: the types of which that is a value.
        write: returns the JSON of a value.
        expected: what problems call a value, if not as its type.
    """

    __slots__ = ("_accepts", "_lenient", "_write", "expected", "python")

    def __init__(
        self,
        python: type,
        lenient: Callable[[object], object],
        *,
        accepts: tuple[type, ...] = (),
        write: Write | None = None,
        expected: str = "",
    ) -> None:
        self.python = python
        self._lenient = lenient
        self._accepts = accepts or (python,)
        self._write = write
        self.expected = expected or python.__name__

    def writer(self) -> Write | None:
        return self._write

    def convert(self, item: Any, path: Path, problems: list[str]) -> Any:
        item = self._lenient(item)
        # `isinstance` would take true for a number.
        return item if type(item) in self._accepts else super().convert(item, path, problems)


if TYPE_CHECKING:
    # The type of a scalar, a codec, or a function that gives one which is defined later.
    Kind: TypeAlias = type | Codec | Callable[[], Codec]


# What servers write in place of text, numbers and booleans is read as such, so that the result of a
# call that did its work is not lost. An integer that is too large for a float stays one.
_SCALARS: dict[object, Codec] = {
    str: Scalar(str, json_to_text),
    int: Scalar(int, json_to_int),
    float: Scalar(float, json_to_float, accepts=(float, int), write=float_to_json),
    bool: Scalar(bool, json_to_bool),
}


def codec_of(kind: Kind) -> Codec:
    """Return the codec of a kind of values, as emitted tables name it."""
    if isinstance(kind, Codec):
        return kind
    return _SCALARS[kind] if isinstance(kind, type) else kind()
