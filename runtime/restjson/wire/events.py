"""Events of a stream: which there are, and where in a message their members are."""

from __future__ import annotations

from datetime import datetime

from .event_streams import EventStream
from .kinds import codec_of
from .payloads import read_json, read_text
from .places import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .codecs import Structure
    from .incoming import Incoming
    from .kinds import Kind
    from .outputs import Output


class Events:
    """What may come in an event stream.

    Args:
        events: of each its name, and how it is read.
        errors: of each error its name in the stream, and its code.
    """

    __slots__ = ("errors", "events")

    def __init__(
        self,
        *events: tuple[str, Structure | Output],
        errors: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.events = dict(events)
        self.errors = dict(errors)


class EventStreamPayload(Place):
    """A body that is one event after the other.

    Args:
        events: what may come.
    """

    __slots__ = ("_events",)

    def __init__(self, events: Events) -> None:
        self._events = events

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> EventStream[Any]:
        failures = incoming.failures
        if failures is None:
            raise TypeError("only a result has an event stream")
        return EventStream(incoming.source, self._events.events, self._events.errors, failures)


class EventHeader(Place):
    """A header of an event, which has a type.

    Args:
        kind: that of the value.
    """

    __slots__ = ("_kind",)

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> Any:
        value = incoming.headers.get(wire_name)
        codec = codec_of(self._kind)
        if value is None or type(value) is codec.python:
            return value
        if codec.python is datetime and isinstance(value, int):
            value /= 1000
        return codec.convert(value, (None, wire_name), problems)


class EventPayload(Place):
    """The payload of an event that is one member: octets, a text, or JSON.

    Args:
        kind: that of the value.
    """

    __slots__ = ("_kind",)

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> Any:
        codec = codec_of(self._kind)
        payload = incoming.response.body
        if codec.python is bytes:
            return payload
        if codec.python is str:
            return read_text(payload, wire_name, problems)
        return read_json(codec, incoming, wire_name, problems)
