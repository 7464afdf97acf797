"""Payloads: members that are the whole body, of a request or of a response."""

from __future__ import annotations

from ..payload import PayloadBytes, StreamingBody
from ..uploads import upload_of
from .blobs import octets
from .kinds import codec_of
from .places import Place
from .problems import mismatch_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..uploads import Upload
    from .incoming import Incoming
    from .kinds import Codec, Kind


class JSONPayload(Place):
    """A body that is the JSON of a member of an output.

    Args:
        kind: that of the value.
    """

    __slots__ = ("_kind",)

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> Any:
        if not incoming.response.body:
            return None
        return read_json(codec_of(self._kind), incoming, wire_name, problems)


class BlobPayload(Place):
    """A body that is a blob."""

    __slots__ = ()

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> PayloadBytes | None:
        body = incoming.response.body
        return PayloadBytes(body) if body else None


class StreamPayload(Place):
    """A body that is handed out before it is read."""

    __slots__ = ()

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> StreamingBody:
        return StreamingBody(incoming.source)


class TextPayload(Place):
    """A body that is a text."""

    __slots__ = ()

    def read(self, incoming: Incoming, wire_name: str, problems: list[str]) -> str | None:
        body = incoming.response.body
        return read_text(body, wire_name, problems) if body else None


class JSONBody:
    """An input of which one member is the body, as JSON.

    Args:
        name: that of the member.
        kind: that of its value.
        unset: what is sent where it is left out; None for no body.
    """

    __slots__ = ("_kind", "_name", "_unset")

    def __init__(self, name: str, kind: Kind, *, unset: object = None) -> None:
        self._name = name
        self._kind = kind
        self._unset = unset

    def write(self, value: dict[str, Any]) -> Any:
        """Return what the body is as JSON, None for no body.

        Args:
            value: the input, valid.
        """
        item = value.get(self._name)
        if item is None:
            return self._unset
        write = codec_of(self._kind).writer()
        return item if write is None else write(item)


class RawBody:
    """An input of which one member is the body, as it is: bytes, a text, or a stream.

    Args:
        name: that of the member.
        content_type: the media type of the body.
    """

    __slots__ = ("_content_type", "_name")

    def __init__(self, name: str, content_type: str) -> None:
        self._name = name
        self._content_type = content_type

    def raw(self, value: dict[str, Any]) -> tuple[bytes | Upload, str]:
        """Return the body and its media type; both are empty where the member is left out.

        Args:
            value: the input, valid.
        """
        item = value.get(self._name)
        if item is None:
            return b"", ""
        if isinstance(item, (str, bytes, bytearray, memoryview)):
            return octets(item), self._content_type
        return upload_of(self._name, item), self._content_type


def read_json(codec: Codec, incoming: Incoming, wire_name: str, problems: list[str]) -> Any:
    """Return the value that a body is as JSON; the arguments are as with `Place.read`."""
    value = incoming.members() if codec.python is dict else incoming.value()
    if type(value) is not codec.python:
        return codec.convert(value, (None, wire_name), problems)
    read = codec.reader()
    return value if read is None else read(value, None, problems)


def read_text(body: bytes, wire_name: str, problems: list[str]) -> str | None:
    """Return the text that a body is, None and a problem if it is not UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        problems.append(mismatch_at((None, wire_name), "text in UTF-8", body))
        return None
