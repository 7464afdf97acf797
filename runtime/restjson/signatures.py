"""Signatures as they are written.

Annotations are postponed (PEP 563), since the types in them are loaded for type checkers alone.
Before Python 3.14, `help()` and consoles show those in quotes.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    Shown = TypeVar("Shown")


def as_written(shown: Shown) -> Shown:
    """Have the annotations of a function, or of the methods of a class, shown without quotes."""
    members: Any = vars(shown).values() if isinstance(shown, type) else (shown,)
    for member in members:
        if isinstance(member, _Function):
            member.__annotations__ = {
                name: _shown.get(text) or _note(text)
                for name, text in member.__annotations__.items()
            }
    return shown


_Function = type(as_written)


class _Annotation(str):
    """The text of an annotation, shown without quotes."""

    __slots__ = ()

    __repr__ = str.__str__


# Each text once: a client has thousands of annotations, and few are its own.
_shown: dict[str, _Annotation] = {}


def _note(text: str) -> _Annotation:
    shown = _shown[text] = _Annotation(text)
    return shown
