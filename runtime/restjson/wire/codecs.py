"""Codecs: how structures, lists and maps are written as JSON and read from it.

Emitted code makes one for each structure, with a row a member. What every call needs of the rows is
worked out when it is first needed: shapes may hold one another, and most are never used.
"""

from __future__ import annotations

from ..redaction import MASK
from ..result import Result
from .kinds import Codec, codec_of
from .problems import not_one_member_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    from .incoming import Incoming
    from .kinds import Convert, Kind, Read, Write
    from .problems import Path

    Member: TypeAlias = tuple[str, Kind] | tuple[str, Kind, str]
    Received: TypeAlias = tuple[str, str, type, Read | None, Convert]
    Sent: TypeAlias = tuple[str, Write | None]

# To call the class would take as long as to read two members.
_new_result = Result.__new__


class Structure(Codec):
    """A structure: a dict with the members that the model gives.

    Args:
        members: of each its name, the kind of its values, and its name on the wire if that
            differs.
        secrets: the names of the members to mask.
    """

    __slots__ = ("_members", "_names", "_received", "_secrets", "_sent")

    python = dict
    expected = "dict"

    def __init__(self, *members: Member, secrets: Iterable[str] = ()) -> None:
        self._members = members
        self._names: frozenset[str] = frozenset()
        self._secrets = frozenset(secrets)
        self._received: tuple[Received, ...] = ()
        self._sent: dict[str, Sent] = {}

    def read(self, value: dict[str, Any], path: Path | None, problems: list[str]) -> Result:
        """Return what a JSON object holds, without the members that are null or unknown.

        Args:
            value: the JSON object.
            path: where it is, None if it is the whole body.
            problems: gets a problem for each value that has not the type of its member, and is
                left out.
        """
        rows = self._received or self._reading()
        result = _new_result(Result)
        result.secrets = self._secrets
        result.members = self._names
        get = value.get
        for name, wire_name, python, read, convert in rows:
            item = get(wire_name)
            if type(item) is python:
                result[name] = item if read is None else read(item, (path, wire_name), problems)
            elif item is not None:
                item = convert(item, (path, wire_name), problems)
                if item is not None:
                    result[name] = item
        return result

    def parse(self, incoming: Incoming, problems: list[str]) -> Result:
        """Return what a response holds whose body is the JSON object; see `read`.

        Raises:
            ResponseParseError: the body is not one.
        """
        return self.read(incoming.members(), None, problems)

    def write(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return the JSON object of a valid value, without the members that are None.

        Args:
            value: the members by the model's names; those without a row go elsewhere.
        """
        rows = self._sent or self._writing()
        body: dict[str, Any] = {}
        for name, item in value.items():
            if item is not None and name in rows:
                wire_name, write = rows[name]
                body[wire_name] = item if write is None else write(item)
        return body

    def reader(self) -> Read:
        return self.read

    def writer(self) -> Write:
        return self.write

    def _reading(self) -> tuple[Received, ...]:
        self._names = frozenset(name for name, *_ in self._members)
        self._received = tuple(
            (name, wire_name, codec.python, codec.reader(), codec.convert)
            for name, wire_name, codec in self._rows()
        )
        return self._received

    def _writing(self) -> dict[str, Sent]:
        self._sent = {name: (wire_name, codec.writer()) for name, wire_name, codec in self._rows()}
        return self._sent

    def _rows(self) -> Iterator[tuple[str, str, Codec]]:
        for name, kind, *wire_name in self._members:
            yield name, wire_name[0] if wire_name else name, codec_of(kind)


class Union(Structure):
    """A union: a structure of which one member is there.

    One that the model does not know yet is named in ``SDK_UNKNOWN_MEMBER``, as botocore has it.
    """

    __slots__ = ("_tags",)

    def __init__(self, *members: Member, secrets: Iterable[str] = ()) -> None:
        super().__init__(*members, secrets=secrets)
        self._tags = frozenset(row[2] if len(row) > 2 else row[0] for row in members)

    def read(self, value: dict[str, Any], path: Path | None, problems: list[str]) -> Result:
        """Return what a JSON object holds: one member, besides those that are null.

        Args:
            value: the JSON object, which may also have a `__type`.
            path: where it is, None if it is the whole body.
            problems: gets a problem if there is another number of members, too.
        """
        tags = [tag for tag, item in value.items() if item is not None and tag != "__type"]
        if len(tags) != 1:
            problems.append(not_one_member_at(path, len(tags)))
        elif tags[0] not in self._tags:
            names = frozenset(name for name, *_ in self._members)
            return Result({"SDK_UNKNOWN_MEMBER": {"name": tags[0]}}, members=names)
        return super().read(value, path, problems)


class List(Codec):
    """A list.

    Args:
        kind: that of its items.
        sparse: what is null in it stays there; else it is left out when it is read.
    """

    __slots__ = ("_kind", "_sparse")

    python = list
    expected = "list"

    def __init__(self, kind: Kind, *, sparse: bool = False) -> None:
        self._kind = kind
        self._sparse = sparse

    def reader(self) -> Read:
        codec, sparse = codec_of(self._kind), self._sparse
        python, read_item, convert = codec.python, codec.reader(), codec.convert

        def read(value: list[Any], path: Path | None, problems: list[str]) -> list[Any]:
            result = []
            for index, item in enumerate(value):
                if type(item) is python:
                    result.append(read_item(item, (path, index), problems) if read_item else item)
                elif item is None:
                    if sparse:
                        result.append(None)
                else:
                    item = convert(item, (path, index), problems)
                    if item is not None:
                        result.append(item)
            return result

        return read

    def writer(self) -> Write | None:
        write = codec_of(self._kind).writer()
        if write is None:
            return None
        return lambda value: [None if item is None else write(item) for item in value]


class Map(Codec):
    """A map: a dict with any keys.

    Args:
        kind: that of its values.
        sparse: what is null in it stays there; else it is left out when it is read.
        secret_keys: its keys are not shown.
    """

    __slots__ = ("_kind", "_secret_keys", "_sparse")

    python = dict
    expected = "dict"

    def __init__(self, kind: Kind, *, sparse: bool = False, secret_keys: bool = False) -> None:
        self._kind = kind
        self._sparse = sparse
        self._secret_keys = secret_keys

    def reader(self) -> Read:
        codec, sparse, secret_keys = codec_of(self._kind), self._sparse, self._secret_keys
        python, read_item, convert = codec.python, codec.reader(), codec.convert

        def read(value: dict[str, Any], path: Path | None, problems: list[str]) -> dict[str, Any]:
            result = {}
            for key, item in value.items():
                step = (path, MASK if secret_keys else key)
                if type(item) is python:
                    result[key] = read_item(item, step, problems) if read_item else item
                elif item is None:
                    if sparse:
                        result[key] = None
                else:
                    item = convert(item, step, problems)
                    if item is not None:
                        result[key] = item
            return result

        return read

    def writer(self) -> Write | None:
        write = codec_of(self._kind).writer()
        if write is None:
            return None
        return lambda value: {
            key: None if item is None else write(item) for key, item in value.items()
        }
