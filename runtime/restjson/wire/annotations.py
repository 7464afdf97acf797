"""Annotations of emitted functions, as `help()` and signatures show them.

They are postponed (PEP 563), since the types in them are loaded for type checkers alone. Before
Python 3.14, `inspect` shows such an annotation in quotes.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class _Annotation(str):
    """The text of an annotation, shown without quotes."""

    __slots__ = ()

    __repr__ = str.__str__


def unquote_annotations(*functions: Callable[..., Any]) -> None:
    """Have the annotations of functions shown as they are written."""
    for function in functions:
        function.__annotations__ = {
            name: _Annotation(text) for name, text in function.__annotations__.items()
        }
