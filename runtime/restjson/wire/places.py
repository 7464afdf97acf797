"""Places in a response that members come from, besides its body."""

from __future__ import annotations

import binascii
import json
import re

from .kinds import codec_of
from .problems import mismatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .incoming import Incoming
    from .kinds import Kind

# An item of a list in a header: quoted, with `\` before a quote in it, or up to the next comma.
_ITEM = re.compile(r'[ \t]*(?:"((?:[^"\\]|\\.)*)"[ \t]*(?=,|\Z)|([^,]*))')
_ESCAPED = re.compile(r"\\(.)")
_BLANKS = " \t"

# The comma after a weekday is a part of the date.
_BETWEEN_DATES = re.compile(r"(?<!Mon|Tue|Wed|Thu|Fri|Sat|Sun|day),")


class Place:
    """Where in a response a member is."""

    __slots__ = ()

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> Any:
        """Return the value of a member, None if the response has none.

        Args:
            incoming: the response.
            wire_name: what the member is called there.
            problems: gets a problem if what is there has not the type of the member.
        """
        raise NotImplementedError


class Status(Place):
    """The HTTP status."""

    __slots__ = ()

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> int:
        return incoming.response.status


class Header(Place):
    """A header (RFC 9110 section 5).

    Args:
        kind: that of the value; a list is the items between commas.
    """

    __slots__ = ("_kind",)

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> Any:
        text = incoming.headers.get(wire_name.lower())
        codec = codec_of(self._kind)
        if text is None or codec.python is str:
            return text
        if codec.python is list:
            read = codec.reader()
            return read(self._items(text), (None, wire_name), problems) if read else None
        return codec.convert(text, (None, wire_name), problems) if text else None

    def _items(self, text: str) -> list[str]:
        return items_of(text)


class DatesHeader(Header):
    """A header that is a list of timestamps: most dates have a comma in them."""

    __slots__ = ()

    def _items(self, text: str) -> list[str]:
        return [each.strip(_BLANKS) for each in _BETWEEN_DATES.split(text)] if text else []


class PrefixHeaders(Place):
    """The headers whose names begin with a prefix, in any case: a map by what follows it.

    That keeps its spelling, which users of boto3 see, so the names are taken as they came.
    """

    __slots__ = ()

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> dict[str, str]:
        prefix = wire_name.lower()
        return {
            name[len(prefix) :]: value
            for name, value in incoming.response.headers.items()
            if name.lower().startswith(prefix)
        }


class JSONHeader(Place):
    """A header that holds JSON, in base64."""

    __slots__ = ()

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> Any:
        text = incoming.headers.get(wire_name.lower())
        if not text:
            return None
        try:
            return json.loads(binascii.a2b_base64(text).decode("utf-8"))
        except (ValueError, RecursionError):
            problems.append(mismatch(wire_name, "JSON in base64", text))
            return None


def items_of(text: str) -> list[str]:
    """Return the items of a list in a header, those in quotes without them.

    Args:
        text: such as ``a, "b, c"``, which has two.
    """
    items = []
    position = 0
    while text and position <= len(text):  # an item may be empty, also the last
        found = _ITEM.match(text, position)
        if found is None:
            break
        quoted, plain = found.groups()
        items.append(plain.strip(_BLANKS) if quoted is None else _ESCAPED.sub(r"\1", quoted))
        position = found.end() + 1
    return items
