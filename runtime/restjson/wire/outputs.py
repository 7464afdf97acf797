"""Outputs: structures whose members come from more of a response than the JSON of its body."""

from __future__ import annotations

from ..result import Result
from .codecs import Structure
from .places import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from .incoming import Incoming
    from .kinds import Kind

    Row: TypeAlias = tuple[str, Place | Kind] | tuple[str, Place | Kind, str]


class Output:
    """A whole response as a structure.

    Args:
        members: of each its name, its place, and its name there if that differs. Those with the
            kind of their values in place of one are in a JSON object, the body.
        secrets: the names of the members to mask.
    """

    __slots__ = ("_body", "_members", "_names", "_places", "_secrets")

    def __init__(self, *members: Row, secrets: Iterable[str] = ()) -> None:
        self._members = members
        self._names = frozenset(name for name, *_ in members)
        self._secrets = frozenset(secrets)
        self._places: tuple[tuple[str, str, Place], ...] = ()
        self._body: Structure | None = None

    def parse(self, incoming: Incoming, problems: list[str]) -> Result:
        """Return what a response holds, without the members that it leaves out.

        Args:
            incoming: the response.
            problems: gets a problem for each value that has not the type of its member, and is
                left out.

        Raises:
            ResponseParseError: the body is not what it must be.
        """
        places = self._places or self._placed()
        result = Result((), self._secrets, self._names)
        if self._body is not None:
            result.update(self._body.parse(incoming, problems))
        for name, wire_name, place in places:
            item = place.read(incoming, wire_name, problems)
            if item is not None:
                result[name] = item
        return result

    def _placed(self) -> tuple[tuple[str, str, Place], ...]:
        """Tell the members of the body from the others: once, when they are first needed."""
        places, of_body = [], []
        for name, where, *wire_name in self._members:
            called = wire_name[0] if wire_name else name
            if isinstance(where, Place):
                places.append((name, called, where))
            else:
                of_body.append((name, where, called))
        self._body = Structure(*of_body) if of_body else None
        self._places = tuple(places)
        return self._places
