"""Every fault of the table: how the call ends, what it leaves behind, and the call after it."""

from __future__ import annotations

import gc
import logging
import socket
import ssl
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import restjson
import ssooidc
from tests.faults.conftest import Authority, lowered
from tests.faults.server import Close, FaultServer, Hear, Reset, Script, Send, fault_server
from tests.faults.table import ANSWERED, CASES, EMPTY, LIMIT, SECRET, Case

# Far above what any case takes: it says "bounded", not "fast".
PATIENCE = 20


@contextmanager
def _client(case: Case, server: FaultServer, authority: Authority) -> Iterator[ssooidc.Client]:
    scheme = "http" if case.kind == "http" else "https"
    settings = {"connect_timeout": 10, "read_timeout": 10, "max_attempts": 1, **case.settings}
    proxies = {"https": f"http://user:{SECRET}@{server.address}"} if case.kind == "proxy" else {}
    # A proxy is asked for a port where nobody listens.
    address = "127.0.0.1:1" if case.kind == "proxy" else server.address
    with ssooidc.Client(
        endpoint_url=f"{scheme}://{address}",
        max_response_bytes=LIMIT,
        verify=authority.path,
        proxies=proxies,
        **settings,  # type: ignore[arg-type]
    ) as client:
        yield client


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
    return ANSWERED if members else EMPTY


def _outcome(client: ssooidc.Client, says: str = "") -> str:
    try:
        return _call(client)
    except restjson.Error as error:
        failure = error
    assert SECRET not in "".join(traceback.format_exception(failure)) + repr(failure)
    assert says in str(failure)
    return type(failure).__name__


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind} {case.name}")
def test_a_fault_ends_as_the_table_says_and_leaves_nothing_behind(
    case: Case, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with fault_server(case.kind, case.script, authority.contexts) as server:
        with _client(case, server, authority) as client:
            start = time.monotonic()
            assert _outcome(client, case.says) == case.outcome
            assert time.monotonic() - start < PATIENCE
        with _client(case, server, authority) as client:
            assert _outcome(client) == ANSWERED
        assert server.has_no_connection()
    gc.collect()  # a socket that was left open warns here, and a warning is an error
    assert SECRET not in caplog.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind} {case.name}")
def test_the_next_call_on_the_same_client_works(case: Case, authority: Authority) -> None:
    with fault_server(case.kind, case.script, authority.contexts) as server:
        with _client(case, server, authority) as client:
            _outcome(client)
            if Close() in case.script or Reset() in case.script:
                # The end has then reached the client, which must notice it.
                assert server.has_no_connection()
            assert _outcome(client) == ANSWERED
        assert server.has_no_connection()


def test_the_table_has_a_name_for_every_case() -> None:
    names = {(case.kind, case.name) for case in CASES}
    assert len(names) == len(CASES) >= 60


def test_a_refused_connection_is_a_connect_error_and_the_next_call_works(
    authority: Authority,
) -> None:
    case = Case("refuses", (), "ConnectError")
    with fault_server("http", case.script, authority.contexts, listening=False) as server:
        with _client(case, server, authority) as client:
            assert _outcome(client, "check the region or endpoint_url") == "ConnectError"
            server.listen()
            assert _outcome(client) == ANSWERED
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
        assert _outcome(client) == ANSWERED


def test_a_client_that_is_lowered_to_tls_1_0_would_get_an_answer(authority: Authority) -> None:
    # The control of "knows TLS 1.0 alone": the server works, it is our minimum that refuses it.
    [case] = [case for case in CASES if case.name == "knows TLS 1.0 alone"]
    context = lowered(ssl.create_default_context(cafile=authority.path))
    with (
        fault_server(case.kind, case.script, authority.contexts) as server,
        ssooidc.Client(
            endpoint_url=f"https://{server.address}", verify=context, max_attempts=1, proxies={}
        ) as client,
    ):
        assert _outcome(client) == ANSWERED


@pytest.mark.parametrize("name", ["resets instead of an answer", "closes inside the body"])
def test_a_broken_answer_is_asked_for_again(name: str, authority: Authority) -> None:
    [case] = [case for case in CASES if case.name == name]
    again = Case(name, case.script, ANSWERED, settings={"max_attempts": 2})
    with (
        fault_server(case.kind, case.script, authority.contexts) as server,
        _client(again, server, authority) as client,
    ):
        assert _outcome(client) == ANSWERED
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
