"""Bodies that are streams, over real sockets, with and without TLS."""

from __future__ import annotations

import contextlib
import gc
import io
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import h11
import pytest

import restjson
from restjson import Request, Response, StreamingBody
from restjson.http.transport import PooledTransport
from restjson.uploads import SourceFailure, Upload, upload_of
from tests.runtime.authorities import ca_file, serving_tls
from tests.runtime.servers import Connection, Server, Talk, always, chunked, once, response, serving

LIMIT = 1000
LARGE = bytes(range(256)) * 400  # 100 kB: more than one receives at once, and than the limit

Serve = Callable[[Talk], Server]
MakeTransport = Callable[..., PooledTransport]


@pytest.fixture(params=["plain", "TLS"])
def serve(request: pytest.FixtureRequest) -> Iterator[Serve]:
    start = serving_tls if request.param == "TLS" else serving
    with ExitStack() as servers:
        yield lambda talk: servers.enter_context(start(talk))


@pytest.fixture
def make(tmp_path: Path) -> Iterator[MakeTransport]:
    with ExitStack() as transports:

        def make(read_timeout: float = 5) -> PooledTransport:
            transport = PooledTransport(
                connect_timeout=5,
                read_timeout=read_timeout,
                max_pool_connections=2,
                max_response_bytes=LIMIT,
                verify=ca_file(tmp_path),
            )
            return transports.enter_context(contextlib.closing(transport))

        yield make


@pytest.fixture
def transport(make: MakeTransport) -> PooledTransport:
    return make()


def asking(server: Server, body: bytes | Upload = b"", **changes: Any) -> Request:
    return Request("POST", f"{server.url}/", {"Host": "h"}, body, stream=True, **changes)


def stream(received: Response) -> StreamingBody:
    """What a client would hand out."""
    return StreamingBody(io.BytesIO(received.body) if received.source is None else received.source)


# Down


def until_closed(*parts: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\n\r\n" + b"".join(parts)


FRAMED = {
    "sized": response(LARGE),
    "chunked": chunked(LARGE[:1], LARGE[1:70_000], LARGE[70_000:]),
    "chunked with extensions": chunked(LARGE).replace(b"\r\n19000\r\n", b"\r\n19000;a=b\r\n"),
    "chunked with trailers": chunked(LARGE, end=b"0\r\nX: a\r\n\r\n"),
}


@pytest.mark.parametrize("data", FRAMED.values(), ids=FRAMED)
def test_a_body_is_read_to_its_end_and_its_connection_is_used_again(
    serve: Serve, transport: PooledTransport, data: bytes
) -> None:
    server = serve(always(data))
    for size in (-1, 1000, 10**6):
        body = stream(transport.send(asking(server)))
        parts = []
        while part := body.read(size):
            parts.append(part)
        assert b"".join(parts) == LARGE
        assert (body.read(), body.tell()) == (b"", len(LARGE))
    assert server.connections == 1


def test_the_connection_is_given_back_with_the_last_byte_of_a_known_length(
    serve: Serve, transport: PooledTransport
) -> None:
    server = serve(always(response(LARGE)))
    first = stream(transport.send(asking(server)))
    first.read(len(LARGE))
    assert stream(transport.send(asking(server))).read() == LARGE
    assert (server.connections, first.read()) == (1, b"")


@pytest.mark.parametrize("head", [b"HTTP/1.0 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_body_may_end_with_its_connection(
    serve: Serve, transport: PooledTransport, head: bytes
) -> None:
    def talk(connection: Connection) -> None:
        connection.receive()
        connection.send(head + LARGE)
        if hasattr(connection.socket, "unwrap"):
            with contextlib.suppress(OSError):
                connection.socket.unwrap()

    server = serve(talk)
    for connections in (1, 2):
        assert stream(transport.send(asking(server))).read() == LARGE
        assert server.connections == connections


def test_two_streams_at_a_time_have_connections_of_their_own(
    serve: Serve, transport: PooledTransport
) -> None:
    server = serve(always(response(LARGE)))
    one, other = (stream(transport.send(asking(server))) for _ in range(2))
    assert [one.read(9), other.read(9), one.read(), other.read()] == [
        LARGE[:9],
        LARGE[:9],
        LARGE[9:],
        LARGE[9:],
    ]
    assert stream(transport.send(asking(server))).read() == LARGE
    assert server.connections == 2


def noticing(ends: queue.Queue[bytes]) -> Talk:
    """Send a part of a body, and tell what came afterwards: nothing if the peer has closed."""

    def talk(connection: Connection) -> None:
        connection.receive()
        try:
            connection.send(response(LARGE)[:-10])
            ends.put(connection.socket.recv(1))
        except OSError:
            ends.put(b"")

    return talk


def _close(body: StreamingBody) -> None:
    body.close()


def _leave_the_block(body: StreamingBody) -> None:
    with body:
        body.read(10)


def _let_go(body: StreamingBody) -> None:
    body.read(10)


@pytest.mark.parametrize("end", [_close, _leave_the_block, _let_go])
def test_a_body_that_is_not_read_to_its_end_closes_its_connection(
    serve: Serve, transport: PooledTransport, end: Callable[[StreamingBody], None]
) -> None:
    ends: queue.Queue[bytes] = queue.Queue()
    server = serve(noticing(ends))
    end(stream(transport.send(asking(server))))
    gc.collect()
    assert ends.get(timeout=30) == b""
    end(stream(transport.send(asking(server))))
    gc.collect()
    assert ends.get(timeout=30) == b""
    assert server.connections == 2


CUT = {
    "within its length": response(LARGE)[:-1],
    "within a chunk": chunked(LARGE)[:-10],
    "between chunks": chunked(LARGE, end=b""),
    "before the trailers": chunked(LARGE, end=b"0\r\n"),
}


@pytest.mark.parametrize("data", CUT.values(), ids=CUT)
def test_a_body_that_is_cut_is_an_error_and_not_its_end(
    serve: Serve, transport: PooledTransport, data: bytes
) -> None:
    server = serve(once(data))
    body = stream(transport.send(asking(server)))
    with pytest.raises(restjson.ConnectionClosedError, match="ended before the response was"):
        body.read()
    assert body.closed
    with pytest.raises(ValueError, match="closed"):
        body.read()


def test_over_tls_the_end_of_the_connection_must_be_said(
    transport: PooledTransport,
) -> None:
    # Anyone on the way could cut a body whose end is that of the connection.
    with serving_tls(once(until_closed(LARGE))) as server:
        body = stream(transport.send(asking(server)))
        with pytest.raises(restjson.ConnectionClosedError):
            body.read()


WRONG = {
    "no length of a chunk": (chunked(end=b"x\r\n"), "no valid length"),
    "a wrong length of a chunk": (chunked(b"abc").replace(b"3\r\n", b"2\r\n"), "a wrong length"),
    "trailers that frame": (chunked(end=b"0\r\nContent-Length: 3\r\n\r\n"), "how to read"),
}


@pytest.mark.parametrize(("data", "what"), WRONG.values(), ids=WRONG)
def test_a_body_that_is_malformed_is_an_error(
    serve: Serve, transport: PooledTransport, data: bytes, what: str
) -> None:
    body = stream(transport.send(asking(serve(once(data)))))
    with pytest.raises(restjson.ResponseParseError, match=what):
        body.read()
    assert body.closed


def test_what_follows_a_body_is_no_part_of_it_nor_a_response(
    serve: Serve, transport: PooledTransport
) -> None:
    server = serve(always(response(LARGE) + response(b"smuggled")))
    for connections in (1, 2):
        assert stream(transport.send(asking(server))).read() == LARGE
        assert server.connections == connections


def test_a_silent_server_is_waited_for_as_long_as_each_read_may_take(
    serve: Serve, make: MakeTransport
) -> None:
    def talk(connection: Connection) -> None:
        connection.receive()
        connection.send(response(LARGE)[:-1])
        connection.fall_silent()

    body = stream(make(read_timeout=0.2).send(asking(serve(talk))))
    assert body.read(len(LARGE) - 1) == LARGE[:-1]
    with pytest.raises(restjson.ReadTimeoutError, match="no response within read_timeout"):
        body.read()
    assert body.closed


def test_the_deadline_ends_at_the_head(
    serve: Serve, transport: PooledTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = stream(transport.send(asking(serve(always(response(LARGE))), timeout=60)))
    monkeypatch.setattr("restjson.http.bounds.monotonic", lambda: time.monotonic() + 3600)
    assert body.read() == LARGE


@pytest.mark.parametrize("status", [300, 404, 500])
def test_a_refusal_is_read_whole_and_bounded(
    serve: Serve, transport: PooledTransport, status: int
) -> None:
    server = serve(always(response(b"{}", status)))
    for _ in range(2):
        refusal = transport.send(asking(server))
        assert (refusal.status, refusal.body, refusal.source) == (status, b"{}", None)
    assert server.connections == 1
    with pytest.raises(restjson.ResponseParseError, match=f"max_response_bytes .{LIMIT}."):
        transport.send(asking(serve(always(response(LARGE, status)))))


NOTHING = {
    "length 0": ("POST", response(b"")),
    "204": ("POST", b"HTTP/1.1 204 No Content\r\n\r\n"),
    "HEAD": ("HEAD", b"HTTP/1.1 200 OK\r\n\r\n"),
}


@pytest.mark.parametrize(("method", "data"), NOTHING.values(), ids=NOTHING)
def test_where_there_is_nothing_to_read_the_connection_is_free_at_once(
    serve: Serve, transport: PooledTransport, method: str, data: bytes
) -> None:
    server = serve(always(data))
    request = asking(server)
    request.method = method
    kept = [transport.send(request) for _ in range(3)]
    assert [(each.body, each.source) for each in kept] == [(b"", None)] * 3
    assert server.connections == 1


def test_a_body_of_no_chunks_is_empty(serve: Serve, transport: PooledTransport) -> None:
    server = serve(always(chunked()))
    for _ in range(2):
        assert stream(transport.send(asking(server))).read() == b""
    assert server.connections == 1


def test_a_closed_transport_closes_a_connection_when_its_stream_is_read(
    serve: Serve, transport: PooledTransport
) -> None:
    ends: queue.Queue[bytes] = queue.Queue()

    def talk(connection: Connection) -> None:
        connection.receive()
        connection.send(response(LARGE))
        ends.put(connection.socket.recv(1))

    body = stream(transport.send(asking(serve(talk))))
    transport.close()
    assert body.read() == LARGE
    assert ends.get(timeout=30) == b""


def test_an_interrupted_read_closes_the_connection(
    serve: Serve, transport: PooledTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(always(response(LARGE)))
    received = transport.send(asking(server))
    body = stream(received)

    def interrupted(size: int) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(received.source._body, "read", interrupted)  # type: ignore[union-attr]
    with pytest.raises(KeyboardInterrupt):
        body.read(1)
    assert body.closed
    assert stream(transport.send(asking(server))).read() == LARGE
    assert server.connections == 2


# Up


class Heard:
    """What a server got, read by h11."""

    def __init__(self) -> None:
        self.heads: list[dict[str, str]] = []
        self.bodies: list[bytes] = []

    def talk(self, connection: Connection) -> None:
        peer = h11.Connection(h11.SERVER)
        while True:
            body = b""
            while not isinstance(event := peer.next_event(), h11.EndOfMessage):
                if event is h11.NEED_DATA:
                    peer.receive_data(connection.socket.recv(65536))
                elif isinstance(event, h11.Request):
                    self.heads.append({n.decode(): v.decode() for n, v in event.headers})
                elif isinstance(event, h11.Data):
                    body += event.data
                elif isinstance(event, h11.ConnectionClosed):
                    return
            self.bodies.append(body)
            connection.send(response(b"{}"))
            peer.send(h11.Response(status_code=200, headers=[("content-length", "0")]))
            peer.send(h11.EndOfMessage())
            peer.start_next_cycle()


BIG = LARGE * 20  # 2 MB: more than sockets keep

UPLOADS: dict[str, Callable[[], Any]] = {
    "a file": lambda: io.BytesIO(BIG),
    "a list": lambda: [BIG[:1], b"", BIG[1:100_000], bytearray(BIG[100_000:])],
    "an iterator": lambda: iter([BIG[:1], b"", BIG[1:100_000], memoryview(BIG[100_000:])]),
}


@pytest.mark.parametrize("source", UPLOADS.values(), ids=UPLOADS)
def test_an_upload_arrives_whole_by_its_length_or_in_chunks(
    serve: Serve, transport: PooledTransport, source: Callable[[], Any]
) -> None:
    heard = Heard()
    server = serve(heard.talk)
    for _ in range(2):
        upload = upload_of("body", source())
        assert stream(transport.send(asking(server, upload))).read() == b"{}"
    assert heard.bodies == [BIG, BIG]
    for head in heard.heads:
        if upload.length is None:
            assert (head["transfer-encoding"], "content-length" in head) == ("chunked", False)
        else:
            assert (head["content-length"], "transfer-encoding" in head) == (str(len(BIG)), False)
    # What can be read only once is not risked on a connection that may just be closed.
    assert server.connections == (1 if upload.is_repeatable else 2)


@pytest.mark.parametrize("source", [[], iter([]), io.BytesIO()])
def test_an_upload_may_be_empty(serve: Serve, transport: PooledTransport, source: Any) -> None:
    heard = Heard()
    stream(transport.send(asking(serve(heard.talk), upload_of("body", source)))).close()
    assert heard.bodies == [b""]


def test_a_source_that_fails_ends_the_request_in_the_middle(
    serve: Serve, transport: PooledTransport
) -> None:
    ended = threading.Event()

    def talk(connection: Connection) -> None:
        with contextlib.suppress(OSError):
            while connection.socket.recv(65536):
                pass
        ended.set()

    def parts() -> Iterator[bytes]:
        yield LARGE
        raise OSError("the disk is gone")

    server = serve(talk)
    with pytest.raises(SourceFailure) as caught:
        transport.send(asking(server, upload_of("body", parts())))
    assert str(caught.value.__cause__) == "the disk is gone"
    assert ended.wait(30)


def test_a_response_that_comes_before_all_was_sent_is_read(
    transport: PooledTransport,
) -> None:
    def talk(connection: Connection) -> None:
        connection.socket.recv(1000)
        connection.send(response(b'{"too": "large"}', 413))
        connection.reset()

    with serving(talk) as server:
        refusal = transport.send(asking(server, upload_of("body", io.BytesIO(BIG * 10))))
        assert (refusal.status, refusal.body) == (413, b'{"too": "large"}')
        transport.send(asking(server, upload_of("body", io.BytesIO(BIG * 10))))
        assert server.connections == 2


def test_a_server_that_does_not_read_is_waited_for_as_long_as_each_send_may_take(
    serve: Serve, make: MakeTransport
) -> None:
    server = serve(Connection.fall_silent)
    with pytest.raises(restjson.ReadTimeoutError):
        make(read_timeout=0.2).send(asking(server, upload_of("body", io.BytesIO(BIG * 10))))


def test_the_deadline_bounds_sending(serve: Serve, transport: PooledTransport) -> None:
    server = serve(Connection.fall_silent)
    upload = upload_of("body", io.BytesIO(BIG * 10))
    with pytest.raises(restjson.DeadlineError):
        transport.send(asking(server, upload, timeout=0.3))


def test_what_comes_down_can_go_up_again(serve: Serve, transport: PooledTransport) -> None:
    heard = Heard()
    source = serve(always(response(LARGE)))
    body = stream(transport.send(asking(source)))
    stream(transport.send(asking(serve(heard.talk), upload_of("body", body)))).close()
    assert heard.bodies == [LARGE]
