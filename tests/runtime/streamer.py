"""A client of a service of one's own making whose bodies are streams."""

from __future__ import annotations

from typing import ClassVar

from restjson import Client, ClientError
from restjson.wire.endpoints import Endpoint
from restjson.wire.events import EventPayload, Events, EventStreamPayload
from restjson.wire.operation import Operation
from restjson.wire.outputs import Output
from restjson.wire.payloads import RawBody, StreamPayload
from restjson.wire.places import Header
from restjson.wire.service import Service
from restjson.wire.streams import stream_problems

_SAID = Output(("text", EventPayload(str)))
_EVENTS = Events(("said", _SAID), errors=[("broken", "Broken")])
_INPUT = RawBody("body", "application/octet-stream")
_OUTPUT = Output(("body", StreamPayload()), ("size", Header(int), "X-Size"))
_OUTPUT_OF_EVENTS = Output(("events", EventStreamPayload(_EVENTS)))


def _validate(value: object) -> list[str]:
    assert isinstance(value, dict)
    body = value.get("body")
    return [] if body is None else stream_problems(body, "body")


def _operation(name: str, auth: str, output: Output = _OUTPUT) -> Operation:
    return Operation(
        name=name,
        function=name.lower(),
        method="POST",
        target="/stream",
        auth=[auth],
        validate=_validate,
        raw=_INPUT.raw,
        parse=output.parse,
        streams=True,
    )


def _resolve(*, Url: str | None) -> Endpoint:
    return Endpoint(Url or "https://example.com")


class Broken(ClientError):
    _parse = Output(("body", str), ("size", Header(int), "X-Size")).parse
    _retry_class = "transient"


class Streamer(Client):
    _service: ClassVar[Service] = Service(
        package="streamer",
        id="Streamer",
        signing_name="stream",
        resolve=_resolve,
        built_ins={"Url": "SDK::Endpoint"},
        operations={
            each.name: each
            for each in (
                _operation("Plain", "none"),
                _operation("Signed", "sigv4"),
                _operation("Unsigned", "sigv4-unsigned-payload"),
                _operation("Listen", "none", _OUTPUT_OF_EVENTS),
            )
        },
        errors={"Broken": Broken},
    )
