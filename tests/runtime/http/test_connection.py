"""What connections and their pool do beyond urllib3's."""

from __future__ import annotations

import errno
import gc
import logging
import os
import select
import socket
import struct
import threading
import traceback
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import restjson
from restjson import Request
from restjson.http.connection import TLSConnection
from restjson.http.tls import make_context
from restjson.http.transport import PooledTransport
from tests.runtime.authorities import ca_file, serving_tls
from tests.runtime.conftest import Serve
from tests.runtime.servers import Connection, Server, Talk, always, response


def _transport(kind: type[PooledTransport] = PooledTransport) -> PooledTransport:
    return kind(
        connect_timeout=5,
        read_timeout=30,
        max_pool_connections=1,
        max_response_bytes=1000,
        proxies={},
    )


def _request(server: Server, **headers: str) -> Request:
    return Request("POST", server.url, headers, b"{}")


def test_a_pool_that_is_full_closes_what_is_too_many_without_a_warning(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    everyone = threading.Barrier(4, timeout=30)

    def talk(connection: Connection) -> None:
        while connection.receive() is not None:
            everyone.wait()
            connection.send(response(b"{}"))

    server, transport = serve(talk), _transport()
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: transport.send(_request(server)), range(4)))
    transport.close()
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


def test_a_transport_logs_nothing_of_what_is_sent_and_comes(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server, transport = serve(always(response(b"{}", X_Response="hidden-b"))), _transport()
    url = f"{server.url}/hidden-a?hidden=b"
    transport.send(Request("POST", url, {"Authorization": "hidden-a"}, b'"hidden"'))
    transport.close()
    assert "hidden" not in caplog.text


def _resets(connection: Connection) -> None:
    connection.receive()
    connection.reset()


@pytest.mark.parametrize("talk", [_resets, always(b"rubbish\r\n\r\n"), None])
@pytest.mark.parametrize("query", ["/hidden-a?hidden=b", "?hidden=b", "/a#hidden"])
def test_no_failure_shows_path_query_or_headers(
    serve: Serve, caplog: pytest.LogCaptureFixture, talk: Talk | None, query: str
) -> None:
    caplog.set_level(logging.DEBUG)
    url = "http://127.0.0.1:1" if talk is None else serve(talk).url
    request = Request("POST", url + query, {"Authorization": "hidden-c"}, b"hidden-d")
    transport = _transport()
    with pytest.raises(restjson.Error) as caught:
        transport.send(request)
    transport.close()
    assert str(caught.value).startswith(f"{url}: ")
    assert "hidden" not in "".join(traceback.format_exception(caught.value)) + caplog.text


@pytest.mark.parametrize("host", ["[::1", "a..b", "x" * 64])
def test_an_impossible_host_is_refused_without_its_query(
    caplog: pytest.LogCaptureFixture, host: str
) -> None:
    caplog.set_level(logging.DEBUG)
    request = Request("POST", f"http://{host}/hidden?hidden", {}, b"")
    transport = _transport()
    with pytest.raises(restjson.ConnectError) as caught:
        transport.send(request)
    transport.close()
    assert "hidden" not in "".join(traceback.format_exception(caught.value)) + caplog.text


@pytest.mark.parametrize("value", ["a\r\nX: b", "a\nb", "a\0b", "\ud800"])
def test_a_header_that_cannot_be_sent_is_refused_unseen(serve: Serve, value: str) -> None:
    server, transport = serve(always(response(b"{}"))), _transport()
    with pytest.raises(restjson.ConfigError) as caught:
        transport.send(_request(server, X=value))
    assert value not in str(caught.value)
    transport.close()


def test_each_address_of_a_name_is_tried(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server, transport = serve(always(response(b"{}"))), _transport()
    port = int(server.url.rpartition(":")[2])
    addresses = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", number)) for number in (1, port)
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: addresses)
    assert transport.send(_request(server)).status == 200
    transport.close()


def test_a_network_that_is_lost_while_a_request_is_sent_breaks_the_connection(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> int:
        raise OSError(errno.ENETDOWN, "Network is down")

    server, transport = serve(always(response(b"{}"))), _transport()
    with monkeypatch.context() as patched:
        patched.setattr(socket.socket, "send", lost)
        with pytest.raises(restjson.ConnectionClosedError, match="connection broke") as caught:
            transport.send(_request(server))
    assert caught.value.may_have_arrived
    assert "Network is down" in str(caught.value.__cause__)
    assert transport.send(_request(server)).status == 200
    assert server.connections == 2
    transport.close()


def test_an_interrupt_leaves_the_pool_usable(
    serve: Serve, press_ctrl_c: Callable[[], None]
) -> None:
    turns = iter([True])

    def talk(connection: Connection) -> None:
        while connection.receive() is not None:
            if next(turns, False):
                press_ctrl_c()
                connection.fall_silent()
            else:
                connection.send(response(b"{}"))

    server, transport = serve(talk), _transport()
    with pytest.raises(KeyboardInterrupt):
        transport.send(_request(server))
    assert transport.send(_request(server)).status == 200
    transport.close()


def test_another_process_takes_no_connection_of_ours(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, transport = serve(always(response(b"{}"))), _transport()
    transport.send(_request(server))
    pools = dict(transport._pools)
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: -1)  # as after a fork, which pytest's threads forbid
        assert transport.send(_request(server)).status == 200
        assert server.connections == 2
        transport.close()
    transport._pools = pools
    assert transport.send(_request(server)).status == 200
    assert server.connections == 2
    transport.close()


def test_a_connection_whose_tls_has_a_byte_left_is_not_idle(tmp_path: Path) -> None:
    context = make_context(ca_file(tmp_path), None)
    with serving_tls(_sends_two_bytes) as server:
        host, port = server.url.removeprefix("https://").split(":")
        connection = TLSConnection(host, int(port), ssl_context=context)
        connection.open(None)
        assert connection.sock.recv(1) == b"a"
        assert connection.is_connected  # for the socket below has nothing
        assert not connection.is_idle()
        assert connection.sock.recv(1) == b"b"
        assert connection.is_idle()
        connection.discard()
        assert not connection.is_idle()


def _sends_two_bytes(connection: Connection) -> None:
    connection.send(b"ab")
    connection.fall_silent()


def test_a_peer_that_is_gone_before_the_handshake_leaves_no_socket_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    connect = TLSConnection._new_conn

    def connect_and_lose(self: TLSConnection) -> socket.socket:
        sock = connect(self)
        peer, _ = listener.accept()
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        peer.close()
        select.select([sock], [], [])  # the reset has come
        return sock

    monkeypatch.setattr(TLSConnection, "_new_conn", connect_and_lose)
    transport = _transport()
    request = Request("GET", f"https://127.0.0.1:{listener.getsockname()[1]}/", {}, b"")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with pytest.raises(restjson.ConnectError):
            transport.send(request)
        gc.collect()
    assert [str(warning.message) for warning in caught] == []
    transport.close()
    listener.close()
