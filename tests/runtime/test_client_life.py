"""A client over its life: connections kept, closed, broken, interrupted, and forked away."""

import os
import signal
from collections.abc import Callable

import pytest

import restjson
import ssooidc
from tests.clock import FakeClock
from tests.runtime.conftest import Serve
from tests.runtime.locks import held_elsewhere
from tests.runtime.servers import Connection, Talk, always, response

FINE = response(b'{"clientId": "id"}')


def _register(client: ssooidc.Client) -> int:
    result = client.register_client(clientName="a", clientType="b")
    assert result["clientId"] == "id"
    return result["ResponseMetadata"]["RetryAttempts"]


def _in_turn(*talks: Talk) -> Talk:
    """Talk otherwise on each connection; the last talk goes on."""
    left = list(talks)
    return lambda connection: (left.pop(0) if len(left) > 1 else left[0])(connection)


def _reset(connection: Connection) -> None:
    connection.receive()
    connection.reset()


def test_the_attempts_of_a_call_share_a_connection(serve: Serve) -> None:
    def talk(connection: Connection) -> None:
        for data in (response(b"", 503), response(b"", 500), FINE):
            connection.receive()
            connection.send(data)

    server = serve(talk)
    clock = FakeClock()
    with ssooidc.Client(endpoint_url=server.url, clock=clock) as client:
        assert _register(client) == 2
    assert server.connections == 1
    assert clock.slept == [0.025, 0.05]


def test_a_broken_connection_is_replaced(serve: Serve) -> None:
    server = serve(_in_turn(_reset, always(FINE)))
    with ssooidc.Client(endpoint_url=server.url, clock=FakeClock()) as client:
        assert _register(client) == 1
    assert server.connections == 2


def test_an_authorization_code_is_sent_once(serve: Serve) -> None:
    server = serve(_in_turn(_reset, always(FINE)))
    with (
        ssooidc.Client(endpoint_url=server.url, clock=FakeClock()) as client,
        pytest.raises(restjson.ConnectionClosedError),
    ):
        client.create_token(
            clientId="id",
            clientSecret="not-a-secret",
            grantType="authorization_code",
            code="the-one-and-only",
            redirectUri="http://127.0.0.1/oauth/callback",
            codeVerifier="v" * 43,
        )
    assert server.connections == 1


def test_a_closed_client_opens_a_connection_anew(serve: Serve) -> None:
    server = serve(always(FINE))
    client = ssooidc.Client(endpoint_url=server.url)
    for connections in (1, 2):
        _register(client)
        _register(client)
        assert server.connections == connections
        client.close()


@pytest.mark.skipif(
    not hasattr(signal, "pthread_kill"), reason="this system sends no signals to threads"
)
def test_an_interrupted_call_leaves_the_pool_usable(
    serve: Serve, press_ctrl_c: Callable[[], None]
) -> None:
    def interrupt(connection: Connection) -> None:
        connection.receive()
        press_ctrl_c()
        connection.fall_silent()

    server = serve(_in_turn(interrupt, always(FINE)))
    with ssooidc.Client(endpoint_url=server.url, max_pool_connections=1) as client:
        with pytest.raises(KeyboardInterrupt):
            _register(client)
        assert _register(client) == _register(client) == 0
    assert server.connections == 2


def _in_a_child(run: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        signal.alarm(30)  # a child that waits for a lock would wait for ever
        code = 1
        try:
            run()
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # of threads, from 3.12 on
def test_a_forked_process_has_connections_of_its_own(serve: Serve) -> None:
    server = serve(always(FINE))
    with ssooidc.Client(endpoint_url=server.url) as client:
        _register(client)
        with held_elsewhere(client._engine.quota._lock):  # by a thread that the child lacks
            _in_a_child(lambda: [_register(client) for _ in range(2)])
        assert server.connections == 2
        _register(client)  # the parent's connection is as it was
        assert server.connections == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_that_closes_the_client_leaves_the_parents_alone(serve: Serve) -> None:
    server = serve(always(FINE))
    with ssooidc.Client(endpoint_url=server.url) as client:
        _register(client)
        _in_a_child(client.close)
        _register(client)
    assert server.connections == 1


def test_a_request_of_ones_own_goes_the_way_of_the_client(serve: Serve) -> None:
    received: list[bytes] = []

    def talk(connection: Connection) -> None:
        received.append(connection.receive() or b"")
        connection.send(b"HTTP/1.1 302 Found\r\nLocation: https://example.com/\r\n\r\n")

    server = serve(talk)
    with ssooidc.Client(endpoint_url=server.url) as client:
        request = restjson.Request("HEAD", f"{server.url}/start", {"Host": "h"}, b"")
        response = client.transport.send(request)
    headers = {name.lower(): value for name, value in response.headers.items()}
    assert (response.status, headers["location"]) == (302, "https://example.com/")
    assert received == [b"HEAD /start HTTP/1.1\r\nHost: h\r\n\r\n"]
