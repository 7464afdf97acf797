"""Shapes and their members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from codegen.model.locations import Location
from codegen.model.names import class_name, constant_name, snake_case
from codegen.model.types import TIMESTAMP_FORMATS, TYPES, ScalarCode, TypeInfo


@dataclass(frozen=True, eq=False, kw_only=True)
class Reference:
    """What a shape says of a part of it: a member, an item of a list, a key or value of a map.

    Args:
        target: the name of the part's shape, which a model that contradicts itself may not have.
        documentation: HTML.
        enum: the values allowed here, where they are fewer than the shape's.
        sensitive: must never be shown, whatever its shape says.
        timestamp_format: that of a timestamp here, whatever its shape says.
    """

    target: str
    shapes: Mapping[str, Shape] = field(repr=False)
    documentation: str = ""
    enum: tuple[str, ...] = ()
    sensitive: bool = False
    timestamp_format: str = ""

    @property
    def shape(self) -> Shape:
        """The shape of the part."""
        return self.shapes[self.target]

    @cached_property
    def is_secret(self) -> bool:
        """Whether a value must be masked whole.

        That is what the model marks sensitive, here or on the shape, and a list or map of such
        values.
        """
        if self.sensitive or self.shape.sensitive:
            return True
        return any(part.is_secret for part in self.shape.parts.values())

    def code_at(self, place: Location) -> ScalarCode | None:
        """Return what is emitted for a scalar on its way to a place, None for anything else.

        Args:
            place: where the value goes, or that which it is an item of.
        """
        if not self.shape.is_timestamp:
            return self.shape.code
        of_model = self.timestamp_format or self.shape.timestamp_format
        return TIMESTAMP_FORMATS[of_model or place.timestamp_format]


@dataclass(frozen=True, eq=False, kw_only=True)
class Member(Reference):
    """A member of a structure.

    Args:
        name: the model's.
        wire_name: what it is called where it goes.
        location: where that is.
        greedy: as a label of the path, it may be several segments.
        host_label: it is part of the name of the host besides.
        context_parameter: what endpoint rules call it, if they know it.
        required: it must be given. Of an operation's input, that is each label, and no idempotency
            token: the client makes those.
        idempotency_token: tells a request that is sent again from a new one.
        single_use: the service accepts the value once.
        default: what it is where it is not given, or empty.
        always_sent: the service sends it in every response.
        shown: it is made to be shown to a person, though it is a secret.
        traits: whatever else the model says of it.
    """

    name: str
    wire_name: str
    location: Location = Location.BODY
    greedy: bool = False
    host_label: bool = False
    context_parameter: str = ""
    required: bool = False
    idempotency_token: bool = False
    single_use: bool = False
    default: str = ""
    always_sent: bool = False
    shown: bool = False
    traits: frozenset[str] = frozenset()

    @property
    def shape(self) -> Shape:
        """The shape of its values."""
        shape = self.shapes[self.target]
        return shape.as_document if self.is_json_header else shape

    @property
    def is_json_header(self) -> bool:
        """Whether the value is any JSON, which a header has in Base64: models call it a string."""
        return self.location is Location.HEADER and "jsonvalue" in self.traits

    @property
    def is_blob_payload(self) -> bool:
        """Whether the value is all of the body, as it is."""
        return self.location is Location.PAYLOAD and self.shape.type.name == "blob"

    @property
    def is_stream(self) -> bool:
        """Whether the value is read, or sent, as it comes."""
        return self.is_blob_payload and "streaming" in self.shape.traits

    @property
    def is_event_stream(self) -> bool:
        """Whether the value is one event after the other."""
        return self.location is Location.PAYLOAD and self.shape.is_event_stream

    @property
    def is_handed_out(self) -> bool:
        """Whether a result has it before it was read, so that it is always there."""
        return self.is_stream or self.is_event_stream

    @property
    def requires_length(self) -> bool:
        """Whether the service takes no stream whose length is not known before."""
        return "requiresLength" in self.shape.traits


@dataclass(frozen=True, eq=False, kw_only=True)
class Shape:
    """A shape.

    Args:
        name: the model's.
        type: what its values are.
        documentation: HTML.
        members: of a structure, by name.
        parts: a list's `member`; a map's `key` and `value`.
        required: the names of the members that the model requires.
        payload: the name of the member that is all of the body; empty where it is a JSON object.
        enum: the values that a string may have.
        least: the smallest number, or the smallest length.
        most: the largest.
        pattern: what the service holds a string to, as a regular expression of Java's.
        sparse: items may be null.
        sensitive: must never be shown.
        is_error: an operation may fail with it.
        timestamp_format: that of a timestamp, wherever it is.
        is_union: values have one of the members.
        is_event_stream: the members are events, one after the other.
        event_errors: the names of the errors that may come among events, by those they have there.
        traits: whatever else the model says of it.
    """

    name: str
    type: TypeInfo
    documentation: str = ""
    members: Mapping[str, Member] = field(default_factory=dict, repr=False)
    parts: Mapping[str, Reference] = field(default_factory=dict, repr=False)
    required: tuple[str, ...] = ()
    payload: str = ""
    enum: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    pattern: str | None = None
    sparse: bool = False
    sensitive: bool = False
    is_error: bool = False
    timestamp_format: str = ""
    is_union: bool = False
    is_event_stream: bool = False
    event_errors: Mapping[str, str] = field(default_factory=dict)
    traits: frozenset[str] = frozenset()

    @cached_property
    def as_document(self) -> Shape:
        """The shape of JSON values in the place of its own."""
        document = TYPES["document"]
        return replace(self, type=document, enum=(), least=None, most=None, pattern=None)

    @property
    def is_structure(self) -> bool:
        """Whether values have members."""
        return self.type.name == "structure"

    @property
    def is_list(self) -> bool:
        """Whether values are sequences."""
        return self.type.name == "list"

    @property
    def is_map(self) -> bool:
        """Whether values have keys that are not the model's."""
        return self.type.name == "map"

    @property
    def is_string(self) -> bool:
        """Whether values are text."""
        return self.type.name == "string"

    @property
    def is_timestamp(self) -> bool:
        """Whether values are points in time."""
        return self.type.name == "timestamp"

    @property
    def is_document(self) -> bool:
        """Whether values are JSON of which the model says nothing."""
        return self.type.name == "document"

    @property
    def is_collection(self) -> bool:
        """Whether values have elements: a list's or a map's."""
        return bool(self.parts)

    @property
    def code(self) -> ScalarCode | None:
        """What is emitted for a scalar in a body, None for anything else."""
        return TIMESTAMP_FORMATS.get(self.timestamp_format, self.type.code)

    @property
    def has_text(self) -> bool:
        """Whether values can be written into a path, a query or a header."""
        return self.code is not None and bool(self.code.text)

    @property
    def element(self) -> Reference:
        """The items of a list, or the values of a map."""
        return self.parts["member" if self.is_list else "value"]

    @property
    def innermost(self) -> Shape:
        """What a value consists of, where it is a list or a map; else the shape itself."""
        shape = self
        while shape.is_collection:
            shape = shape.element.shape
        return shape

    @property
    def references(self) -> Iterator[Reference]:
        """What the shape says of its parts, of whatever kind."""
        yield from self.members.values()
        yield from self.parts.values()

    def at(self, *locations: Location) -> tuple[Member, ...]:
        """Return the members that go to some places in a request, in the model's order."""
        members = self.members.values()
        return tuple(each for each in members if each.location.in_request in locations)

    @property
    def fields(self) -> tuple[Member, ...]:
        """The members that a response, or an event, may have."""
        members = self.members.values()
        if not self.at(Location.PAYLOAD, Location.EVENT_PAYLOAD):
            return tuple(members)
        return tuple(each for each in members if each.location.in_response is not Location.BODY)

    @property
    def has_places(self) -> bool:
        """Whether a member is no field of a JSON object, be it in a request or in a response."""
        return any(each.location is not Location.BODY for each in self.members.values())

    @cached_property
    def snake_name(self) -> str:
        """The name in snake case, the suffix of the functions that are emitted for it."""
        return snake_case(self.name)

    @cached_property
    def class_name(self) -> str:
        """The name of the class that is emitted for it, or of the type of a string's values."""
        return class_name(self.name, is_error=self.is_error)

    @cached_property
    def constant(self) -> str:
        """The name of the constant that is emitted for it."""
        return constant_name(self.name)

    def function(self, role: str) -> str:
        """Return the name of the emitted function that does something with values."""
        return f"{role}_{self.snake_name}"
