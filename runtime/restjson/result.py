"""What a call returns: a dict that does not show its secrets."""

from __future__ import annotations

from .redaction import MASK
from .signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, NoReturn, TypedDict

    from .redaction.masking import Secrets

    class _AlwaysKnown(TypedDict):
        HTTPStatusCode: int
        HTTPHeaders: dict[str, str]
        RetryAttempts: int

    class ResponseMetadata(_AlwaysKnown, total=False):
        """What is known of the response itself, under the names that boto3 uses."""

        RequestId: str
        HostId: str
        MaxAttemptsReached: bool
        RetryQuotaReached: bool

else:
    ResponseMetadata = dict

_NONE: frozenset[str] = frozenset()


@as_written
class Result(dict[str, "Any"]):
    """A dict whose `repr` masks the members that the model marks sensitive.

    It also masks a member that holds a secret of the request. Everything else is a dict's: code
    written for boto3's results runs on. `copy()` and `|` keep the class; `{**result}`,
    `dict(result)` and `.items()` give the plain values.

    To read a member that is not there is a `KeyError` that says whether the service left it out.

    Args:
        data: the members.
        secrets: the names of those to mask, of this structure; nested ones know their own.
        members: the names of all that the model gives the structure.
    """

    __slots__ = ("members", "secrets")

    def __init__(
        self,
        data: Mapping[str, Any] | Iterable[tuple[str, Any]] = (),
        secrets: frozenset[str] = _NONE,
        members: frozenset[str] = _NONE,
    ) -> None:
        super().__init__(data)
        self.secrets = secrets
        self.members = members

    def __missing__(self, name: str) -> NoReturn:
        if name in self.members:
            raise KeyError(f"{name}: the service left it out of its response")
        from .suggestions import suggestion

        near = suggestion(name, self.members | self.keys()) if isinstance(name, str) else ""
        raise KeyError(f"{name}{near}" if near else name)

    def __repr__(self) -> str:
        hidden = self._hidden()
        shown = (
            f"{name!r}: {MASK!r}" if name in hidden else f"{name!r}: {item!r}"
            for name, item in self.items()
        )
        return "{" + ", ".join(shown) + "}"

    def copy(self) -> Result:
        return Result(self, self.secrets, self.members)

    __copy__ = copy

    def __or__(self, other: Any) -> Any:
        if not isinstance(other, dict):
            return NotImplemented
        return _merged(self, other)

    def __ror__(self, other: Any) -> Any:
        if not isinstance(other, dict):
            return NotImplemented
        return _merged(other, self)

    def __ior__(self, other: Any) -> Any:
        self.update(other)
        self.secrets |= getattr(other, "secrets", _NONE)
        self.members |= getattr(other, "members", _NONE)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Result, (dict(self), self._hidden(), self.members)

    def _hidden(self) -> frozenset[str]:
        """Return the names of the members to mask."""
        metadata = self.get("ResponseMetadata")
        if not isinstance(metadata, Received):
            return self.secrets
        return self.secrets.union(
            name for name, item in self.items() if item is not metadata and metadata.was_sent(item)
        )


class Received(dict[str, "Any"]):
    """What came beside the members, such as headers: a dict whose `repr` masks sent secrets.

    Reading gives what came. A pickled copy is a plain dict with the masks in it.

    Args:
        data: the values by name.
        secrets: those of the request.
    """

    __slots__ = ("_secrets",)

    def __init__(
        self, data: Mapping[str, Any] | Iterable[tuple[str, Any]], secrets: Secrets
    ) -> None:
        super().__init__(data)
        self._secrets = secrets

    def __repr__(self) -> str:
        return self._secrets.masked(super().__repr__())

    def copy(self) -> Received:
        return Received(self, self._secrets)

    __copy__ = copy

    def was_sent(self, item: object) -> bool:
        """Tell whether the `repr` of `item` holds a secret of the request."""
        return self._secrets.are_in(repr(item))

    def masked(self) -> dict[str, Any]:
        """Return a plain dict with masked names and values."""
        return {self._secrets.masked(name): self._masked(item) for name, item in self.items()}

    def _masked(self, item: Any) -> Any:
        if isinstance(item, Received):
            return item.masked()
        return self._secrets.masked(item) if isinstance(item, str) else item

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self.masked(),)


def _merged(first: dict[str, Any], second: dict[str, Any]) -> Result:
    merged = Result(first, getattr(first, "secrets", _NONE), getattr(first, "members", _NONE))
    merged |= second
    return merged
