"""Event streams: responses that are one event after the other, each a structure of the model."""

from __future__ import annotations

from types import GenericAlias

from ..errors import ClientError, ResponseParseError
from ..messages import Response
from ..result import Result
from ..signatures import as_written
from .content import foreign_stream
from .failures import message_of
from .frames import FrameReader
from .incoming import Incoming, decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Generic, TypeVar

    from ..messages import Source
    from .codecs import Structure
    from .failures import Failures
    from .frames import Frame
    from .outputs import Output

    Event = TypeVar("Event")
else:
    # `Generic[Event]` is for type checkers: nothing of typing is loaded when this runs.
    Generic, Event = {"Event": object}, "Event"

_SUCCESS = 200


@as_written
class EventStream(Generic[Event]):
    """The events of a response, each read as it comes.

    An event is a dict with one member, whose name says what it is. Those that the model does not
    know are left out. An error that the service tells in the stream is raised; after any error, the
    stream is closed. The connection goes back to the client at the end of the stream, and is closed
    if the stream is closed before, as it is at the end of a `with` block, or let go of. Each read
    may take `read_timeout` seconds; `deadline` does not bound it.

    Only one thread may read at a time.

    Args:
        source: what has the bytes.
        events: how each event is read, by its name.
        errors: the codes of the errors that the service may tell, by their names in the stream.
        failures: of the call.
    """

    if not TYPE_CHECKING:
        # `EventStream[Event]` is a type when this runs, too: annotations may be evaluated.
        __class_getitem__ = classmethod(GenericAlias)

    # An interrupt may come before `__init__` has done its work, and then the destructor.
    _is_closed = True

    def __init__(
        self,
        source: Source,
        events: Mapping[str, Structure | Output],
        errors: Mapping[str, str],
        failures: Failures,
    ) -> None:
        self._source = source
        self._frames = FrameReader(source, failures.operation_name)
        self._events = events
        self._errors = errors
        self._failures = failures
        self._is_closed = False

    def __iter__(self) -> EventStream[Event]:
        return self

    def __next__(self) -> Event:
        """Return the next event.

        Raises:
            ClientError: the service has told an error; the subclass is the model's.
            ResponseParseError: what came is no event stream, or does not fit the model.
            TransportError: the rest does not come.
        """
        try:
            while not self._is_closed and (frame := self._frame()):
                event: Event = self._event(frame)
                if event:
                    return event
        except BaseException:
            self.close()
            raise
        self.close()
        raise StopIteration

    def close(self) -> None:
        """Close the connection, unless the stream was read to its end."""
        if not self._is_closed:
            self._is_closed = True
            self._source.close()

    def __enter__(self) -> EventStream[Event]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<EventStream: {'closed' if self._is_closed else 'open'}>"

    def _frame(self) -> Frame | None:
        """Return the next message; what is no event stream from its beginning is named."""
        try:
            return self._frames.read()
        except ResponseParseError:
            headers, unread = self._failures.known["HTTPHeaders"], self._frames.unread
            found = "" if self._frames.has_begun else foreign_stream(headers, unread)
            if not found:
                raise
            raise self._failures.foreign("an event stream", found) from None

    def _event(self, frame: Frame) -> Any:
        """Return an event, nothing for one that the model does not know."""
        if frame.headers.get(":message-type") in ("exception", "error"):
            raise self._error(frame)
        name = frame.headers.get(":event-type")
        if not isinstance(name, str) or name not in self._events:
            return {}
        problems: list[str] = []
        value = self._events[name].parse(self._incoming(frame), problems)
        if problems:
            raise self._failures.misfit(f"the event {name}", problems)
        return Result({name: value}, members=frozenset(self._events))

    def _error(self, frame: Frame) -> ClientError:
        headers = frame.headers
        name = str(headers.get(":exception-type") or headers.get(":error-code") or "")
        code = self._errors.get(name, name)
        kind = self._failures.service.errors.get(code, ClientError)
        body = decode(frame.payload)
        members: dict[str, Any] = body if isinstance(body, dict) else {}
        message = message_of(members) or str(headers.get(":error-message") or "")
        fields = Result()
        if kind._parse is not None:
            fields = kind._parse(self._incoming(frame, members), [])
        return self._failures.told(kind, code, message, fields)

    def _incoming(self, frame: Frame, members: dict[str, Any] | None = None) -> Incoming:
        response = Response(_SUCCESS, {}, frame.payload)
        return Incoming(self._failures.operation_name, response, frame.headers, members)
