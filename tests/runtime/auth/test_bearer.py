"""Bearer tokens on requests, and what becomes of them."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from restjson import ClientError, ConfigError, Credentials, Endpoint, Request
from restjson.wire.operation import Operation
from tests.clock import FakeClock
from tests.runtime.worker import WORK, Script, Worker, response

TYPE_CHECKING = False
if TYPE_CHECKING:
    from restjson.messages import Response


def operation(*auth: str) -> Operation:
    record = {name: getattr(WORK, name) for name in Operation.__slots__ if name != "auth"}
    return Operation(auth=auth, **record)


def worker(*responses: Response, **arguments: Any) -> tuple[Worker, Script]:
    clock = FakeClock()
    script = Script(list(responses) or [response()], clock)
    return Worker("here", transport=script, clock=clock, **arguments), script


def authorizations(script: Script) -> list[str | None]:
    return [each.headers.get("Authorization") for each in script.requests]


def test_the_token_is_sent() -> None:
    client, script = worker(token="hush")
    client._invoke(operation("bearer"), {})
    assert authorizations(script) == ["Bearer hush"]


def test_each_attempt_has_the_token_of_its_moment() -> None:
    tokens = iter(["one", "two"])
    client, script = worker(response(503), response(), token=lambda: next(tokens))
    client._invoke(operation("bearer"), {})
    assert authorizations(script) == ["Bearer one", "Bearer two"]


def test_where_a_service_takes_both_a_token_comes_before_a_signature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = operation("sigv4", "bearer")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKID")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    signed, first = worker()
    signed._invoke(both, {})
    monkeypatch.setenv("AWS_BEARER_TOKEN_WORK", "hush")
    let_in, second = worker()
    let_in._invoke(both, {})
    given, third = worker(credentials=Credentials("AKID", "secret"))
    given._invoke(both, {})
    kinds = [(authorizations(each)[0] or "").partition(" ")[0] for each in (first, second, third)]
    assert kinds == ["AWS4-HMAC-SHA256", "Bearer", "AWS4-HMAC-SHA256"]


def test_the_variable_is_for_operations_that_take_a_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_BEARER_TOKEN_WORK", "hush")
    keys = Credentials("AKID", "secret")
    client, script = worker(response(), response(), credentials=keys)
    client._invoke(operation("none"), {})
    client._invoke(operation("sigv4"), {})
    assert "hush" not in str([each.headers for each in script.requests])


def test_without_a_token_nothing_is_sent() -> None:
    client, script = worker()
    with pytest.raises(ConfigError, match=r"set AWS_BEARER_TOKEN_WORK$"):
        client._invoke(operation("bearer"), {})
    assert script.requests == []


def test_a_token_is_not_shown_to_the_network() -> None:
    client, script = worker(token="hush", endpoint_url="http://example.com:8080/base")
    client._engine._endpoint = Endpoint("http://example.com:8080/base")
    with pytest.raises(ConfigError) as caught:
        client._invoke(operation("bearer"), {})
    assert str(caught.value) == (
        "Work: a bearer token is sent over https:// alone, or to this machine, and endpoint_url "
        "leads to http://example.com:8080"
    )
    assert script.requests == []


@pytest.mark.parametrize(
    "url", ["http://localhost:5000", "http://127.0.0.1", "http://[::1]:80/base", "HTTPS://a.b"]
)
def test_this_machine_may_have_it_in_the_clear(url: str) -> None:
    client, script = worker(token="hush")
    client._engine._endpoint = Endpoint(url)
    client._invoke(operation("bearer"), {})
    assert authorizations(script) == ["Bearer hush"]


@pytest.mark.parametrize("host", ["localhost.example.com", "127.0.0.1.example.com", "127.0.0.10"])
def test_hosts_that_only_look_like_this_machine_may_not(host: str) -> None:
    client, _ = worker(token="hush")
    client._engine._endpoint = Endpoint(f"http://{host}")
    with pytest.raises(ConfigError, match="over https://"):
        client._invoke(operation("bearer"), {})


def test_a_token_that_comes_back_is_masked(caplog: pytest.LogCaptureFixture) -> None:
    body = '{"message": "no such token: hushhush"}'
    client, script = worker(response(403, body), token="hushhush")
    with caplog.at_level("DEBUG"), pytest.raises(ClientError) as caught:
        client._invoke(operation("bearer"), {})
    [request] = script.requests
    shown = f"{client!r} {request!r} {caught.value!r} {caught.value} {caplog.text}"
    assert "hush" not in shown


def test_a_client_with_a_token_can_be_pickled() -> None:
    client = pickle.loads(pickle.dumps(Worker("here", token="hush")))  # noqa: S301 - it is ours
    assert client._engine.get_token() == "hush"


@pytest.mark.parametrize("token", [7, "", b"hush"])
def test_what_is_neither_a_token_nor_a_function_is_refused(token: Any) -> None:
    with pytest.raises(ConfigError, match=r"^token: expected a bearer token, or a function"):
        Worker("here", token=token)


def test_a_request_is_copied_whole() -> None:
    client, script = worker(token="hush", deadline=5)
    client._invoke(operation("bearer"), {})
    [request] = script.requests
    assert isinstance(request, Request)
    assert request.timeout is not None
