"""Members of modelled errors, as attributes of their classes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Generic, NoReturn, TypeVar, overload

    T = TypeVar("T")
else:
    # `Generic[T]` is for type checkers: nothing of typing is loaded when this runs.
    Generic, T = {"T": object}, "T"


class ErrorMember(Generic[T]):
    """A member of a modelled error: read-only, None where the response has none.

    It goes by the name that it has in the class of the error.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    if TYPE_CHECKING:

        @overload
        def __get__(self, error: None, owner: type) -> ErrorMember[T]: ...
        @overload
        def __get__(self, error: object, owner: type) -> T | None: ...

    def __get__(self, error: Any, owner: type) -> Any:
        return self if error is None else error.fields.get(self._name)

    def __set__(self, error: object, value: NoReturn) -> None:
        raise AttributeError(f"{self._name!r} of {type(error).__name__} cannot be set")
