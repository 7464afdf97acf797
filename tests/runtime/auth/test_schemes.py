"""The choice of a scheme: the first of an operation's that there is."""

from __future__ import annotations

import pytest

from restjson import ConfigError, Credentials, Request
from restjson.auth.schemes import choose_scheme
from restjson.wire.operation import Operation
from tests.clock import FakeClock
from tests.runtime.worker import WORK, Script, Worker, response

TYPE_CHECKING = False
if TYPE_CHECKING:
    from restjson.auth.protocol import Scheme

REQUEST = Request("POST", "https://here.example.com/work", {"Host": "here.example.com"}, b"{}")


def _choose(*names: str) -> Scheme:
    record = {name: getattr(WORK, name) for name in Operation.__slots__ if name != "auth"}
    client = Worker("here", credentials=Credentials("AKID", "secret"), clock=FakeClock())
    operation = Operation(auth=names, **record)
    return choose_scheme(client._engine, operation, client._engine.endpoint)


def test_a_request_without_authentication_is_sent_as_it_is() -> None:
    assert _choose("none").sign(REQUEST) is REQUEST


@pytest.mark.parametrize(
    ("names", "payload"),
    [
        (["sigv4", "none"], None),
        (["bearer", "sigv4"], None),
        (["sigv4a", "sigv4"], None),
        (["sigv4-unsigned-payload", "sigv4"], "UNSIGNED-PAYLOAD"),
    ],
)
def test_the_first_scheme_that_there_is_signs(names: list[str], payload: str | None) -> None:
    scheme = _choose(*names)
    signed = scheme.sign(REQUEST)
    signature = signed.headers["Authorization"].rpartition("=")[2]
    assert signed.headers.get("X-Amz-Content-SHA256") == payload
    assert signature in scheme.secrets


def test_none_that_there_is_ends_the_call_before_anything_is_sent() -> None:
    clock = FakeClock()
    script = Script([response()], clock)
    record = {name: getattr(WORK, name) for name in Operation.__slots__ if name != "auth"}
    client = Worker("here", transport=script, clock=clock)
    with pytest.raises(
        ConfigError, match=r"^Work: the service takes sigv4a or mtls .* none, sigv4"
    ):
        client._invoke(Operation(auth=["sigv4a", "mtls"], **record), {})
    assert script.requests == []
