"""What a server sends beyond its response is nobody's, whichever layer of TLS holds it."""

from __future__ import annotations

import contextlib
import select
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ssooidc
from restjson.http.transport import PooledTransport
from tests.faults.inner_tls import InnerTLS
from tests.runtime.authorities import ca_file, server_context, serving_tls
from tests.runtime.proxy_server import OPENED
from tests.runtime.servers import Connection, Talk, response, serving

OWN = response(b'{"clientId":"own"}')
EXTRA = response(b'{"clientId":"of another call"}')
PART_OF_A_RECORD = b"\x17\x03\x03"

KINDS = ("http", "https", "proxy", "https proxy")

# How a response is sent, with what follows it; the socket of TLS in TLS has one method more.
Say = Callable[[Any], object]

SAYS: dict[str, Say] = {
    "nothing more": lambda peer: peer.sendall(OWN),
    "one more in the same record": lambda peer: peer.sendall(OWN + EXTRA),
    "one more in the next record": lambda peer: [peer.sendall(OWN), peer.sendall(EXTRA)],
    "many more": lambda peer: [peer.sendall(OWN), peer.sendall(EXTRA * 500)],
}

SAYS_IN_ONE_OUTER_RECORD: dict[str, Say] = {
    "nothing more": lambda peer: peer.send_together(OWN),
    "one more": lambda peer: peer.send_together(OWN, EXTRA),
    "many more": lambda peer: peer.send_together(OWN, *[EXTRA] * 50),
    "a part of a record": lambda peer: peer.send_together(OWN, tail=PART_OF_A_RECORD),
}

QUIET = (SAYS["nothing more"], SAYS_IN_ONE_OUTER_RECORD["nothing more"])


@pytest.mark.parametrize("what", SAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_next_call_gets_its_own_response(kind: str, what: str, tmp_path: Path) -> None:
    say = SAYS[what]
    assert _connections(kind, say, tmp_path) == (1 if say in QUIET else 2)


@pytest.mark.parametrize("what", SAYS_IN_ONE_OUTER_RECORD)
def test_tls_in_tls_may_hold_more_than_a_look_at_the_socket_finds(
    what: str, tmp_path: Path
) -> None:
    say = SAYS_IN_ONE_OUTER_RECORD[what]
    assert _connections("https proxy", say, tmp_path) == (1 if say in QUIET else 2)


def _connections(kind: str, say: Say, folder: Path) -> int:
    """Make two calls, the second once all is said to the first; return over how many connections.

    Args:
        kind: what the server is: "http", "https", or a proxy to an HTTPS server.
        say: how it responds to the first call.
        folder: a place for the authority.
    """
    said = threading.Event()
    talk = _talk(kind, say, said)
    with serving_tls(talk) if kind.startswith("https") else serving(talk) as server:
        is_proxy = kind.endswith("proxy")
        with ssooidc.Client(
            endpoint_url="https://127.0.0.1:1" if is_proxy else server.url,  # where nobody listens
            proxies={"https": server.url} if is_proxy else {},
            verify=ca_file(folder),
            max_attempts=1,
        ) as client:
            assert _ask(client) == "own"
            assert said.wait(30)
            if say not in QUIET:
                _wait_for_more(client)
            assert _ask(client) == "own"
        return server.connections


def _wait_for_more(client: ssooidc.Client) -> None:
    """Wait until what was said has come, where a connection was kept before it had."""
    transport = client._engine.get_transport()
    assert isinstance(transport, PooledTransport)
    for pool in transport._pools.values():
        for connection in pool._idle:
            assert select.select([connection.sock], [], [], 30)[0]


def _talk(kind: str, say: Say, said: threading.Event) -> Talk:
    def talk(connection: Connection) -> None:
        if kind.endswith("proxy"):
            connection = _tunneled(connection, kind)
        with contextlib.closing(connection.socket):
            while connection.receive() is not None:
                if said.is_set():
                    connection.send(OWN)
                    continue
                try:
                    say(connection.socket)
                finally:  # the client may hang up before all is said
                    said.set()

    return talk


def _tunneled(connection: Connection, kind: str) -> Connection:
    """Open the tunnel that is asked for, to the same server."""
    connection.receive()
    connection.send(OPENED)
    peer: Any = connection.socket
    context = server_context()
    if kind == "https proxy":
        peer = InnerTLS(peer, context)
    else:
        peer = context.wrap_socket(peer, server_side=True)
    return Connection(peer, connection._closing)


def _ask(client: ssooidc.Client) -> str:
    return client.register_client(clientName="a", clientType="public")["clientId"]
