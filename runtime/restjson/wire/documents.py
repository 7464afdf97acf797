"""Documents: JSON values of which the model says nothing."""

from __future__ import annotations

from ..redaction import MASK
from .kinds import Codec
from .problems import mismatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .problems import Path

# Python's encoder takes a few hundred more, less what calls it already.
_DEEPEST = 256

_INFINITY = float("inf")


class Document(Codec):
    """Any JSON value, as it is."""

    __slots__ = ()

    python = object  # which no value has as its type, so all are converted
    expected = "JSON"

    def convert(self, item: Any, path: Path, problems: list[str]) -> Any:
        return item


DOCUMENT = Document()


def document_problems(value: object, path: str) -> list[str]:
    """Return the problems of a value as a document: all that JSON has no form for."""
    return list(_problems(value, path, (), "{}"))


def secret_document_problems(value: object, path: str) -> list[str]:
    """Return the problems of a document that is secret, without the keys in it."""
    return list(_problems(value, path, (), MASK))


def _problems(value: object, path: str, holders: tuple[int, ...], shown: str) -> Iterator[str]:
    """Yield problems; `holders` are the objects that the value is in, `shown` how keys are."""
    if value is None or isinstance(value, (str, int)):
        return
    if isinstance(value, float):
        if not -_INFINITY < value < _INFINITY:
            yield f"{path}: expected a number that is finite"
    elif not isinstance(value, (dict, list, tuple)):
        yield mismatch(path, "a JSON value", value)
    elif id(value) in holders or len(holders) == _DEEPEST:
        yield f"{path}: expected no value that is inside itself, or more than {_DEEPEST} deep"
    else:
        inside = (*holders, id(value))
        if isinstance(value, dict):
            for key, item in value.items():
                if not isinstance(key, str):
                    yield mismatch(f"{path}: key", "str", key)
                yield from _problems(item, f"{path}.{shown.format(key)}", inside, shown)
        else:
            for index, item in enumerate(value):
                yield from _problems(item, f"{path}[{index}]", inside, shown)
