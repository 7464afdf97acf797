"""The frozen middle of shapes: how values are checked, sent and read.

What a shape is made into stands on `item`, the value at hand in the emitted code.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """What a validator asks of a value that has the right type.

    `wrong` is a condition; `problem` follows the path of what the value is part of.
    """

    wrong: str
    problem: str


@dataclass(frozen=True)
class Check:
    """What a validator asks of a value.

    `wrong` is a condition on `item`, `guarded` the same fit to follow an ``and``; `validator`
    is called instead where the value has a validator of its own.
    """

    wrong: str
    guarded: str
    expected: str
    validator: str
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class MemberCheck:
    """What a validator asks of a member."""

    name: str
    required: bool
    check: Check


@dataclass(frozen=True)
class StructureValidator:
    """A validator of a structure."""

    function: str
    shape: str
    members: tuple[MemberCheck, ...]


@dataclass(frozen=True)
class Elements:
    """How a list or a map is walked.

    `loop` binds the item; `where` is the expression of its path.
    """

    loop: str
    where: str


@dataclass(frozen=True)
class ElementsValidator:
    """A validator of a list or a map."""

    function: str
    shape: str
    wrong: str
    expected: str
    limits: tuple[Limit, ...]
    elements: Elements
    sparse: bool
    keyed: bool
    key_limits: tuple[Limit, ...]
    check: Check


@dataclass(frozen=True)
class SentMember:
    """A member on its way to JSON; `expression` is the JSON value of `item`."""

    name: str
    wire_name: str
    expression: str


@dataclass(frozen=True)
class StructureSerializer:
    """A serializer of a structure."""

    function: str
    shape: str
    members: tuple[SentMember, ...]


@dataclass(frozen=True)
class ElementsSerializer:
    """A serializer of a list or a map."""

    function: str
    shape: str
    annotation: str
    comprehension: str


@dataclass(frozen=True)
class BoundMember:
    """A member on its way to the query or a header; `expression` is the text of `item`.

    Where the member is `repeated`, that is of each item of a list.
    """

    name: str
    wire_name: str
    expression: str
    repeated: bool


@dataclass(frozen=True)
class Binding:
    """What of an input goes to one place in the head of a request."""

    function: str
    shape: str
    members: tuple[BoundMember, ...]


@dataclass(frozen=True)
class Reading:
    """How a received item is taken.

    `accepts` is a condition on `item`; `parser` reads an item of more than one part.
    """

    accepts: str
    expected: str
    parser: str


@dataclass(frozen=True)
class ReceivedMember:
    """A member on its way from JSON; `value` is an expression with a place for the name."""

    name: str
    wire_name: str
    value: str
    reading: Reading


@dataclass(frozen=True)
class StructureParser:
    """A parser of a structure; `constant` names the set of the `secrets`, members to mask."""

    function: str
    constant: str
    shape: str
    members: tuple[ReceivedMember, ...]
    secrets: tuple[str, ...]


@dataclass(frozen=True)
class ElementsParser:
    """A parser of a list or a map; `keyed` says that it is a map.

    `value` is read from `raw`; it is empty where the items are taken as they are.
    """

    function: str
    shape: str
    annotation: str
    keyed: bool
    elements: Elements
    value: str
    reading: Reading
