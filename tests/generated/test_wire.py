"""What goes over the wire is what botocore's connection sends."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from botocore import UNSIGNED, xform_name
from botocore.config import Config

from tests.botocore_session import botocore_session
from tests.generated.checks import KEYS
from tests.generated.input_differences import plain
from tests.generated.peer import OWN_HEADERS, Params
from tests.generated.services import EACH_OPERATION, PORTAL, Service
from tests.runtime.servers import Connection, Server, response, serving


class Heard(NamedTuple):
    """What of a request has to be the same, as a server gets it."""

    line: bytes
    headers: dict[str, bytes]
    body: Any


class Listener:
    """A server that keeps the requests of both clients of a service."""

    def __init__(self, server: Server, service: Service, requests: list[bytes]) -> None:
        self.requests = requests
        self.ours = service.package.Client("us-east-1", endpoint_url=server.url, credentials=KEYS)
        self.theirs = botocore_session().create_client(
            service.name,
            region_name="us-east-1",
            endpoint_url=server.url,
            config=Config(signature_version=UNSIGNED, proxies={}),
        )

    def hear(self, client: Any, operation: str, params: Params) -> Heard:
        getattr(client, xform_name(operation))(**params)
        head, _, body = self.requests.pop().partition(b"\r\n\r\n")
        line, *fields = head.split(b"\r\n")
        pairs = [field.split(b": ", 1) for field in fields]
        headers = {name.decode().lower(): value for name, value in pairs}
        assert headers.get("content-length", b"0") == str(len(body)).encode()
        kept = OWN_HEADERS - {"accept-encoding", "content-length"}
        return Heard(
            line,
            # botocore's JSON has blanks, so that it is longer.
            {
                name: b"" if name == "content-length" and body else value
                for name, value in headers.items()
                if name not in kept
            },
            json.loads(body) if body else None,
        )


@pytest.fixture
def listener(request: pytest.FixtureRequest) -> Iterator[Listener]:
    """A listener for the clients of the service that a test names as its parameter."""
    requests: list[bytes] = []

    def talk(connection: Connection) -> None:
        while (heard := connection.receive()) is not None:
            requests.append(heard)
            connection.send(response(b"{}"))

    with serving(talk) as server:
        listener = Listener(server, request.param, requests)
        yield listener
        listener.ours.close()
        listener.theirs.close()


@pytest.mark.parametrize(("listener", "operation"), EACH_OPERATION, indirect=["listener"])
def test_a_server_gets_the_same(listener: Listener, operation: str) -> None:
    shape = listener.theirs.meta.service_model.operation_model(operation).input_shape
    for names in (shape.required_members, shape.members):
        params = {name: plain(shape.members[name]) for name in shape.members if name in names}
        ours = listener.hear(listener.ours, operation, params)
        assert ours == listener.hear(listener.theirs, operation, params)


@pytest.mark.parametrize("listener", [PORTAL], ids=[PORTAL.name], indirect=True)
@pytest.mark.parametrize(
    "token", ["a b", "a\tb", '"a", b=;', "", "~!@#$%^&*()", "\xe9\xff", "日本"]
)
def test_the_text_of_a_header_is_the_same(listener: Listener, token: str) -> None:
    params = {"accessToken": token}
    ours = listener.hear(listener.ours, "Logout", params)
    assert ours == listener.hear(listener.theirs, "Logout", params)
    assert ours.headers["x-amz-sso_bearer_token"] == token.encode()
