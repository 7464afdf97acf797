"""Every fault of the table: how the call ends, what it leaves behind, and the call after it."""

from __future__ import annotations

import gc
import logging
import socket
import ssl
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import restjson
import ssooidc
from restjson.call.engine import Engine
from restjson.config.arguments import Arguments
from restjson.http import resolution
from restjson.http.transport import PooledTransport
from tests.faults.cases import (
    BOUNDED,
    EMPTY,
    LIMIT,
    SECRET,
    SLOW_CONNECT,
    SUCCESS,
    Case,
    Settings,
)
from tests.faults.conftest import Authority, lowered
from tests.faults.server import FaultServer, fault_server
from tests.faults.steps import PRELUDES, Close, End, Hear, Reset, Script, Send
from tests.faults.table import CASES, FAULTS

# Far above what any case takes: it says "bounded", not "fast".
PATIENCE = 20


@contextmanager
def _client(case: Case, server: FaultServer, authority: Authority) -> Iterator[ssooidc.Client]:
    scheme = "http" if case.kind == "http" else "https"
    settings = {"connect_timeout": 10, "read_timeout": 10, "max_attempts": 1, **case.settings}
    address, proxies = server.address, {}
    if case.kind.endswith("proxy"):
        proxy = "https" if case.kind == "https proxy" else "http"
        proxies["https"] = f"{proxy}://user:{SECRET}@{server.address}"
        address = "127.0.0.1:1"  # where nobody listens
    with ssooidc.Client(
        endpoint_url=f"{scheme}://{address}",
        max_response_bytes=LIMIT,
        verify=authority.path,
        proxies=proxies,
        **settings,  # type: ignore[arg-type]
    ) as client:
        yield client


def _give_time(client: ssooidc.Client) -> None:
    """Let a client take as long as a slow machine needs."""
    client.close()
    arguments = {**client._engine.arguments.by_name(), "deadline": None}
    client._engine = Engine(client._service, Arguments(**arguments))
    transport = client._engine.get_transport()
    assert isinstance(transport, PooledTransport)
    transport._connect_timeout = transport._read_timeout = 10


def _call(client: ssooidc.Client) -> str:
    """Sign in with secrets and say how it ended."""
    result = client.create_token(
        clientId="id", clientSecret=SECRET, grantType="refresh_token", refreshToken=SECRET
    )
    members = {name: value for name, value in result.items() if name != "ResponseMetadata"}
    assert members in (
        {},
        {"accessToken": "granted", "tokenType": "Bearer", "expiresIn": 1},
    )
    return SUCCESS if members else EMPTY


def _outcome(client: ssooidc.Client, says: str = "") -> str:
    try:
        return _call(client)
    except restjson.Error as error:
        failure = error
    assert SECRET not in "".join(traceback.format_exception(failure)) + repr(failure)
    assert says in str(failure)
    return type(failure).__name__


@pytest.fixture(autouse=True, scope="module")
def _what_is_there_stays() -> Iterator[None]:
    """Let the garbage collector, which each case calls, look at what that case left alone."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_fault_ends_as_the_table_says_and_the_next_call_works(
    case: Case, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with fault_server(case.kind, case.script, authority.contexts) as server:
        with _client(case, server, authority) as client:
            start = time.monotonic()
            assert _outcome(client, case.says) == case.outcome
            assert time.monotonic() - start < PATIENCE
            if any(isinstance(step, (Close, End, Reset)) for step in case.script):
                # The end has then reached the client, which must notice it.
                assert server.has_no_connection()
            _give_time(client)
            assert _outcome(client) == SUCCESS
        assert server.has_no_connection()
    gc.collect()  # a socket that was left open warns here, and a warning is an error
    assert SECRET not in caplog.text


def test_no_fault_stands_in_the_table_twice() -> None:
    scripts = {(case.kind, case.script, *case.settings.items()) for case in FAULTS}
    names = {str(case) for case in CASES}
    assert len(scripts) == len(FAULTS)
    assert len(names) == len(CASES)


def test_two_hundred_of_the_faults_end_in_an_exception() -> None:
    # The others are odd, and must still be read, or leave the next response its own.
    assert sum(fault.outcome not in (SUCCESS, EMPTY) for fault in FAULTS) >= 200


def test_the_guide_says_how_many_cases_there_are() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "errors.md").read_text(encoding="utf-8")
    assert f"The {len(FAULTS)} cases of `tests/faults/table.py`" in " ".join(guide.split())


def test_a_refused_connection_is_a_connect_error_and_the_next_call_works(
    authority: Authority,
) -> None:
    case = Case("refuses", (), "ConnectError")
    with fault_server("http", case.script, authority.contexts, listening=False) as server:
        with _client(case, server, authority) as client:
            assert _outcome(client, "check the region or endpoint_url") == "ConnectError"
            server.listen()
            assert _outcome(client) == SUCCESS
        assert server.has_no_connection()


def test_a_name_that_nobody_knows_is_a_connect_error_and_the_next_call_works(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    case = Case("is unknown", (), "ConnectError")
    with (
        fault_server("http", case.script, authority.contexts) as server,
        _client(case, server, authority) as client,
    ):
        with monkeypatch.context() as patched:
            patched.setattr(socket, "getaddrinfo", unknown)
            assert _outcome(client) == "ConnectError"
        assert _outcome(client) == SUCCESS


@pytest.mark.parametrize(
    ("settings", "outcome", "says"),
    [
        (SLOW_CONNECT, "ConnectTimeoutError", "connect_timeout"),
        (BOUNDED, "DeadlineError", "deadline"),
    ],
)
@pytest.mark.parametrize("kind", ["http", "https", "proxy"])
def test_a_lookup_that_hangs_is_bounded_and_the_next_call_works(
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    settings: Settings,
    outcome: str,
    says: str,
) -> None:
    ended = threading.Event()
    case = Case("hangs", (), outcome, kind, settings)
    monkeypatch.setattr(resolution, "ip_address", _no_address)
    with (
        fault_server(kind, PRELUDES[kind], authority.contexts) as server,
        _client(case, server, authority) as client,
    ):
        with monkeypatch.context() as patched:
            patched.setattr(socket, "getaddrinfo", lambda *_, **__: ended.wait())
            # A proxy is at fault where a connection to it is.
            expected = "ProxyError" if (kind, settings) == ("proxy", SLOW_CONNECT) else outcome
            assert _outcome(client, "" if expected == "ProxyError" else says) == expected
        assert server.connections == 0
        _give_time(client)
        assert _outcome(client) == SUCCESS  # though the lookup still hangs
    ended.set()


def _no_address(_: str) -> None:
    raise ValueError("no IP address: look it up")


def test_a_client_that_is_lowered_to_tls_1_0_would_get_a_response(authority: Authority) -> None:
    # The control of "knows TLS 1.0 alone": the server works, it is our minimum that refuses it.
    [case] = [case for case in FAULTS if case.name == "knows TLS 1.0 alone"]
    context = lowered(ssl.create_default_context(cafile=authority.path))
    with (
        fault_server(case.kind, case.script, authority.contexts) as server,
        ssooidc.Client(
            endpoint_url=f"https://{server.address}", verify=context, max_attempts=1, proxies={}
        ) as client,
    ):
        assert _outcome(client) == SUCCESS


@pytest.mark.parametrize("name", ["resets instead of a response", "closes inside the body"])
def test_a_broken_response_is_asked_for_again(name: str, authority: Authority) -> None:
    [case] = [case for case in FAULTS if case.name == name]
    again = Case(name, case.script, SUCCESS, settings={"max_attempts": 2})
    with (
        fault_server(case.kind, case.script, authority.contexts) as server,
        _client(again, server, authority) as client,
    ):
        assert _outcome(client) == SUCCESS
        assert server.connections == 2


def test_a_redirect_is_not_followed(authority: Authority) -> None:
    with fault_server("http", (), authority.contexts) as elsewhere:
        moved = f"HTTP/1.1 307 T\r\nLocation: http://{elsewhere.address}/\r\nContent-Length: 0\r\n"
        script: Script = (Hear(), Send(moved.encode() + b"\r\n"))
        case = Case("redirects", script, "ClientError")
        with (
            fault_server("http", script, authority.contexts) as server,
            _client(case, server, authority) as client,
        ):
            assert _outcome(client) == "ClientError"
        assert elsewhere.connections == 0
