"""Emitted functions, which are methods of a client as well: how they refuse keywords."""

from __future__ import annotations

from ..signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    Function = TypeVar("Function", bound=Callable[..., Any])

# As functools.wraps has it, which would load two modules more with every client.
_SHOWN = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")


def client_method(function: Function) -> Function:
    """Return a function of a client that says what to use in the place of unknown keywords.

    Its signature is real, so that Python itself refuses them; only then is anything looked up.
    """
    as_written(function)

    def call(*positional: Any, **named: Any) -> Any:
        try:
            return function(*positional, **named)
        except TypeError:
            _explain(function, positional, named)
            raise

    wrapper: Any = call
    for name in _SHOWN:
        setattr(wrapper, name, getattr(function, name))
    wrapper.__wrapped__ = function
    result: Function = wrapper
    return result


def _explain(function: Any, positional: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Raise what says more than Python, if it was Python that refused the arguments."""
    code = function.__code__
    first = code.co_argcount
    known = code.co_varnames[first : first + code.co_kwonlyargcount]
    unknown = [name for name in named if name not in known]
    if unknown:
        from ..suggestions import unexpected_keywords

        raise unexpected_keywords(function.__name__, unknown, known) from None
    if len(positional) > first and known:
        what = f"takes its arguments by name, such as {known[0]}=..."
        raise TypeError(f"{function.__name__}() {what}") from None
