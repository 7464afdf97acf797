"""A client of a service of one's own making whose bodies are streams."""

from __future__ import annotations

from typing import ClassVar

from restjson import Client, ClientError
from restjson.wire.endpoints import Endpoint
from restjson.wire.operation import Operation
from restjson.wire.outputs import Output
from restjson.wire.payloads import RawBody, StreamPayload
from restjson.wire.places import Header
from restjson.wire.service import Service
from restjson.wire.streams import stream_problems

_INPUT = RawBody("body", "application/octet-stream")
_OUTPUT = Output(("body", StreamPayload()), ("size", Header(int), "X-Size"))


def _validate(value: object) -> list[str]:
    assert isinstance(value, dict)
    body = value.get("body")
    return [] if body is None else stream_problems(body, "body")


def _operation(name: str, auth: str) -> Operation:
    return Operation(
        name=name,
        function=name.lower(),
        method="POST",
        target="/stream",
        auth=[auth],
        validate=_validate,
        raw=_INPUT.raw,
        parse=_OUTPUT.parse,
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
            name: _operation(name, auth)
            for name, auth in (
                ("Plain", "none"),
                ("Signed", "sigv4"),
                ("Unsigned", "sigv4-unsigned-payload"),
            )
        },
        errors={"Broken": Broken},
    )
