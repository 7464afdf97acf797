"""Many at once, slow ones, malformed ones, and what is remembered of them all."""

from __future__ import annotations

import json
import os
import random
import threading
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

import pytest

from ssoemulator import Emulator, Switches
from ssoemulator.oidc.device import start_device_authorization
from ssoemulator.oidc.registration import register_client
from ssoemulator.oidc.tokens import create_token
from ssoemulator.state.journal import SeenRequest, new_journal
from ssoemulator.state.store import Store
from ssoemulator.state.tables import Table
from tests.effort import PROFILE
from tests.emulator.clients import (
    DEVICE_CODE,
    SCOPE,
    START_URL,
    Result,
    connect,
    post,
    register,
    request,
    speak,
    tcp,
)
from tests.emulator.clock import Clock
from tests.emulator.portal_clients import BEARER_TOKEN

# What costs seconds is done whole in CI, once: tox, which runs the suite on each Python, sets this.
WHOLE = PROFILE != "dev" and "SSOIDC_INSTALLED" not in os.environ

THREADS = 50
FLOWS = 1000 if WHOLE else 200
MALFORMED = 10_000 if WHOLE else 1000
REMEMBERED = 100_000 if WHOLE else 10_500


def seed_of(users: list[str]) -> dict[str, Any]:
    """A seed in which each user has an account that is nobody else's."""
    return {
        "users": [{"userName": user} for user in users],
        "accounts": [
            {"accountId": f"{index:012}", "roles": [{"roleName": "r", "users": [user]}]}
            for index, user in enumerate(users)
        ],
    }


def test_many_sign_ins_at_once_are_never_crossed() -> None:
    users = [f"user-{index}" for index in range(THREADS)]
    with Emulator(seed=seed_of(users)) as idc:
        together = threading.Barrier(THREADS)

        def sign_in_often(index: int) -> list[tuple[str, list[str]]]:
            connection = connect(idc.url)
            together.wait()
            seen = [_sign_in(idc, connection, users[index]) for _ in range(FLOWS // THREADS)]
            connection.close()
            return seen

        with ThreadPoolExecutor(THREADS) as pool:
            seen = list(pool.map(sign_in_often, range(THREADS)))
    for index, of_thread in enumerate(seen):
        assert {tuple(accounts) for _, accounts in of_thread} == {(f"{index:012}",)}
    codes = [code for of_thread in seen for code, _ in of_thread]
    assert len(set(codes)) == FLOWS


def _sign_in(idc: Emulator, connection: HTTPConnection, user: str) -> tuple[str, list[str]]:
    """Sign somebody in, and give the user code and the accounts that the token opens."""

    def ask(path: str, body: object) -> Result:
        result: Result = request(connection, path, json.dumps(body)).json
        return result

    client = ask("/client/register", {"clientName": user, "clientType": "public"})
    who = {name: client[name] for name in ("clientId", "clientSecret")}
    device = ask("/device_authorization", {**who, "startUrl": START_URL})
    grant = {"grantType": DEVICE_CODE, "deviceCode": device["deviceCode"]}
    assert ask("/token", {**who, **grant})["error"] == "authorization_pending"
    idc.approve(device["userCode"], user=user)
    token = ask("/token", {**who, **grant})["accessToken"]
    listed = request(connection, "/assignment/accounts", b"", "GET", **{BEARER_TOKEN: token})
    return device["userCode"], [each["accountId"] for each in listed.json["accountList"]]


def test_slow_connections_do_not_stop_others(idc: Emulator) -> None:
    slow = [tcp(idc) for _ in range(200)]
    for connection in slow:
        connection.sendall(b"POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Le")
    assert register(idc.url)["clientId"]
    for connection in slow:
        connection.sendall(b"ngth: 2\r\n\r\n{")
    assert register(idc.url)["clientId"]
    for connection in slow:
        connection.sendall(b"}")
        assert connection.recv(12) == b"HTTP/1.1 400"
        connection.close()


def test_a_client_that_is_silent_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssoemulator.web.server.RequestHandler.timeout", 0.01)
    with Emulator() as idc:
        for sent in (b"", b"POST /token HTTP/1.1\r\nHo"):
            with tcp(idc) as connection:
                connection.sendall(sent)
                assert connection.recv(1) == b""
        with tcp(idc) as connection:
            connection.sendall(
                b"POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
            )
            assert connection.recv(12) == b"HTTP/1.1 400"


def test_more_connections_than_it_takes_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssoemulator.web.server._MAX_CONNECTIONS", 3)
    with Emulator() as idc:
        held = [tcp(idc) for _ in range(3)]
        for connection in held:
            connection.sendall(b"POST /token HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert connection.recv(12) == b"HTTP/1.1 400"
        with tcp(idc) as another:
            assert another.recv(1) == b""
        for connection in held:
            connection.close()


# --- malformed requests

PATHS: dict[str, dict[str, Any]] = {
    "/client/register": {
        "clientName": "a", "clientType": "public", "scopes": [SCOPE], "grantTypes": [DEVICE_CODE],
        "redirectUris": ["http://127.0.0.1/"], "issuerUrl": START_URL,
    },
    "/device_authorization": {"clientId": "a", "clientSecret": "b", "startUrl": START_URL},
    "/token": {
        "clientId": "a", "clientSecret": "b", "grantType": DEVICE_CODE, "deviceCode": "c",
        "code": "d", "refreshToken": "e", "scope": ["f"], "redirectUri": "g", "codeVerifier": "h",
    },
    "/_emulator/approve": {"userCode": "a", "user": "b"},
    "/_emulator/expire": {"userCode": "a", "clientId": "b", "user": "c"},
    "/authorize": {},
    "/device": {},
}  # fmt: skip
ODD: list[Any] = [
    None, True, 0, -1, 1e308, "", "\0", "\ud800", "é" * 3000, [], [[]], [None], {}, {"a": {}}, [{}],
]  # fmt: skip


def malformed(choose: random.Random) -> tuple[str, bytes]:
    """A request that is wrong in one way or several: its members, its JSON, or its bytes."""
    path, members = choose.choice(list(PATHS.items()))
    body: Any = {
        name: choose.choice(ODD) if choose.random() < 0.4 else value
        for name, value in members.items()
        if choose.random() < 0.8
    }
    if choose.random() < 0.3:
        body[choose.choice(["__proto__", "x" * 500, "clientid"])] = choose.choice(ODD)
    encoded = json.dumps(choose.choice([body, body, body, [body], None, "a"])).encode()
    for _ in range(choose.choice([0, 0, 1, 3])):
        position = choose.randrange(len(encoded))
        encoded = encoded[:position] + choose.randbytes(2) + encoded[position + 1 :]
    return path + choose.choice(["", "", "?aws_iam=t", "?%ff=%00&user_code=%00"]), encoded


def test_malformed_requests_get_an_error_and_never_a_failure(idc: Emulator) -> None:
    choose = random.Random(20260101)  # noqa: S311 - the same requests each time
    connection = connect(idc.url)
    statuses = {request(connection, *malformed(choose)).status for _ in range(MALFORMED)}
    connection.close()
    assert statuses <= {200, 400, 401, 403, 404}
    assert statuses >= {400, 401, 403}


HEAD = b"POST /client/register HTTP/1.1\r\nHost: localhost\r\n"
SMUGGLED = b"GET /assignment/accounts HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    "message",
    [
        HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        HEAD + b"Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}",
        HEAD + b"Content-Length: 2, 2\r\n\r\n{}",
        HEAD + b"Content-Length: +2\r\n\r\n{}",
        HEAD + b"Content-Length: 0x2\r\n\r\n{}",
        HEAD + b"Content-Length: 1_0\r\n\r\n{}........",
        HEAD + b"Content-Length: \xb2\r\n\r\n{}",
        HEAD + b"Content-Length:\r\n\r\n",
        HEAD + b"Content-Length : 2\r\n\r\n{}",
        HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nno end",
        HEAD.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"X: a\r\n Content-Length: 2\r\n\r\n{}",
        HEAD + b"no colon\r\nContent-Length: 2\r\n\r\n{}",
        HEAD + b"Host: elsewhere\r\n\r\n",
        HEAD.replace(b"Host: localhost\r\n", b"") + b"\r\n",
        HEAD.replace(b"1.1", b"1.2") + b"\r\n",
        HEAD.replace(b"1.1", b"2.0") + b"\r\n",
        HEAD.replace(b" HTTP/1.1", b"") + b"\r\n",
        HEAD.replace(b"HTTP/1.1", b"HTTP/+1.1") + b"\r\n",
    ],
)
def test_what_two_servers_could_read_differently_is_refused_and_ends_the_connection(
    idc: Emulator, message: bytes
) -> None:
    responses = speak(idc, message + SMUGGLED)
    assert responses.endswith(b'"error_description":"not a valid HTTP request"}')
    assert responses.count(b"not a valid HTTP request") == 1
    assert responses.count(b"HTTP/1.1 ") <= 1  # none to who speaks an older version
    assert idc.requests == ()


def test_a_request_that_registers_too_much_is_refused(idc: Emulator) -> None:
    members = {"clientName": "a", "clientType": "public"}
    for name in ("scopes", "redirectUris", "grantTypes"):
        response = post(idc.url, "/client/register", {**members, name: ["s"] * 100_000})
        assert response.status == 400
        assert response.json["error_description"] == f"{name}: has more than 100 items"
    response = post(idc.url, "/client/register", {**members, "clientName": "a" * 2049})
    assert response.json["error_description"] == "clientName: is longer than 2048 characters"


# --- what is remembered


def _flows(store: Store, count: int) -> Iterator[Result]:
    for _ in range(count):
        client = register_client(store, {"clientName": "a", "clientType": "public"})
        who = {name: client[name] for name in ("clientId", "clientSecret")}
        started = {**who, "startUrl": START_URL}
        device = start_device_authorization(store, started, address="http://localhost")
        grant = {"grantType": DEVICE_CODE, "deviceCode": device["deviceCode"]}
        yield create_token(store, {**who, **grant})


def test_however_many_sign_in_no_more_than_a_limit_are_remembered() -> None:
    store = Store()
    store.switches = Switches(auto_approve=True)
    for _ in _flows(store, REMEMBERED):
        pass
    sizes = {len(table) for table in vars(store).values() if isinstance(table, Table)}
    assert sizes == {0, 10_000}


def test_what_has_expired_leaves_no_memory_behind(clock: Clock) -> None:
    store = Store(clock)
    store.switches = Switches(auto_approve=True)
    tracemalloc.start()
    held = []
    for _ in range(4):
        for _ in _flows(store, 300):
            pass
        clock.advance(91 * 24 * 60 * 60)
        for _ in _flows(store, 1):  # whoever comes next sweeps
            pass
        held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    tables = [table for table in vars(store).values() if isinstance(table, Table)]
    assert {len(table) for table in tables} == {0, 1}
    assert held[-1] < held[0] + 50_000


def test_the_oldest_goes_first_when_there_are_too_many() -> None:
    class Record:
        forget_at = 100.0

    table: Table[Record] = Table(limit=2)
    for name in ("a", "b", "c"):
        table.add(name, Record(), now=0)
    assert [table.get(name) is None for name in ("a", "b", "c")] == [True, False, False]
    table.add("d", Record(), now=100)
    assert len(table) == 0


def test_only_so_many_requests_are_remembered() -> None:
    journal = new_journal()
    for index in range(1001):
        journal.append(SeenRequest("Logout", index, 200, None, "id"))
    assert [journal[0].at, len(journal)] == [1, 1000]
