"""The default transport, over real sockets."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

import restjson
from restjson import Request, Response
from restjson.http.transport import PooledTransport
from tests.runtime.conftest import Serve
from tests.runtime.servers import Connection, Server, always, chunked, once, response

LIMIT = 1000


@pytest.fixture
def transport() -> Iterator[PooledTransport]:
    transport = PooledTransport(
        connect_timeout=5, read_timeout=5, max_pool_connections=2, max_response_bytes=LIMIT
    )
    yield transport
    transport.close()


@pytest.fixture
def impatient() -> Iterator[PooledTransport]:
    transport = PooledTransport(
        connect_timeout=5, read_timeout=0.05, max_pool_connections=2, max_response_bytes=LIMIT
    )
    yield transport
    transport.close()


def _request(
    server: Server | str,
    body: bytes = b"{}",
    timeout: float | None = None,
    target: str = "/path?a=b",
) -> Request:
    url = server if isinstance(server, str) else server.url
    return Request("POST", f"{url}{target}", {"X-Test": "yes"}, body, timeout)


def test_what_is_asked_is_sent_and_what_comes_is_returned(
    serve: Serve, transport: PooledTransport
) -> None:
    seen: list[bytes | None] = []

    def talk(connection: Connection) -> None:
        seen.append(connection.receive())
        connection.send(response(b'{"a":1}', 201, X_Own="1"))

    server = serve(talk)
    received = transport.send(_request(server, b'{"b":2}'))
    [sent] = seen
    assert sent is not None
    head, _, body = sent.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /path?a=b HTTP/1.1\r\n")
    assert b"x-test: yes" in head.lower()
    assert body == b'{"b":2}'
    assert (received.status, received.body) == (201, b'{"a":1}')
    assert {name.lower(): value for name, value in received.headers.items()}["x-own"] == "1"


TARGETS = {
    "": "/",
    "/": "/",
    "?": "/?",
    "?a=b": "/?a=b",
    "/a/../b//./c": "/a/../b//./c",
    "/%2e%2E/%c3?%7e=%2F%20+": "/%2e%2E/%c3?%7e=%2F%20+",
    "/a?b=c/d?e:f@g&h[]=!$'()*,;": "/a?b=c/d?e:f@g&h%5B%5D=!$'()*,;",
    "/a?b#c": "/a?b",
    "/a b?c d": "/a%20b?c%20d",
    "/\u00e9?\u20ac=\ud800": "/%C3%A9?%E2%82%AC=%ED%A0%80",
    "/a?b\r\nX: y": "/a?b%0D%0AX:%20y",
    "/100%?%": "/100%?%",
}


@pytest.mark.parametrize(("target", "sent"), TARGETS.items())
def test_path_and_query_are_sent_as_they_are_but_for_what_no_url_can_hold(
    serve: Serve, transport: PooledTransport, target: str, sent: str
) -> None:
    seen: list[bytes | None] = []

    def talk(connection: Connection) -> None:
        seen.append(connection.receive())
        connection.send(response(b"{}"))

    transport.send(_request(serve(talk), target=target))
    [head] = seen
    assert head is not None
    assert head.partition(b"\r\n")[0] == f"POST {sent} HTTP/1.1".encode("ascii")


def test_a_connection_is_used_again(serve: Serve, transport: PooledTransport) -> None:
    server = serve(always(response(b"{}")))
    for _ in range(5):
        assert transport.send(_request(server)).body == b"{}"
    assert server.connections == 1


def test_the_hosts_that_connections_are_kept_to_are_few(
    serve: Serve, transport: PooledTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("restjson.http.transport._MOST_POOLS", 2)
    servers = [serve(always(response(b"{}"))) for _ in range(3)]
    for server in (*servers, *servers[1:], servers[0]):
        assert transport.send(_request(server)).status == 200
    # The first was let go of when the third came; the others were kept.
    assert [each.connections for each in servers] == [2, 1, 1]
    assert len(transport._pools) == 2


def test_a_chunked_response_leaves_its_connection_usable(
    serve: Serve, transport: PooledTransport
) -> None:
    server = serve(always(chunked(b'{"a":', b"1}")))
    for _ in range(3):
        assert transport.send(_request(server)).body == b'{"a":1}'
    assert server.connections == 1


def test_a_connection_that_the_server_closed_is_replaced(
    serve: Serve, transport: PooledTransport
) -> None:
    closed = threading.Semaphore(0)

    def talk(connection: Connection) -> None:
        connection.receive()
        connection.send(response(b"{}"))
        connection.socket.close()
        closed.release()

    server = serve(talk)
    for _ in range(3):
        assert transport.send(_request(server)).status == 200
        closed.acquire()
    assert server.connections == 3


def test_more_threads_than_pooled_connections_wait_for_no_one(
    serve: Serve, transport: PooledTransport
) -> None:
    # Each request gets its response only when all of them have arrived.
    everyone = threading.Barrier(8, timeout=30)

    def talk(connection: Connection) -> None:
        while connection.receive() is not None:
            everyone.wait()
            connection.send(response(b"{}"))

    server = serve(talk)
    with ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(lambda _: transport.send(_request(server)), range(8)))
    assert [response.status for response in responses] == [200] * 8


def test_a_redirect_is_a_response_and_is_not_followed(
    serve: Serve, transport: PooledTransport
) -> None:
    elsewhere = serve(always(response(b"{}")))
    server = serve(always(response(b"", 307, Location=f"{elsewhere.url}/token")))
    assert transport.send(_request(server)).status == 307
    assert elsewhere.connections == 0


def test_compressed_content_is_left_as_it_is(serve: Serve, transport: PooledTransport) -> None:
    packed = gzip.compress(b"{}")
    server = serve(always(response(packed, Content_Encoding="gzip")))
    assert transport.send(_request(server)).body == packed


@pytest.mark.parametrize("wire", [response, chunked])
def test_a_response_of_just_the_limit_is_read(
    serve: Serve, transport: PooledTransport, wire: Callable[[bytes], bytes]
) -> None:
    server = serve(always(wire(b"x" * LIMIT)))
    assert len(transport.send(_request(server)).body) == LIMIT


@pytest.mark.parametrize(
    "data",
    [
        response(b"x" * (LIMIT + 1)),
        chunked(b"x" * (LIMIT + 1)),
        chunked(*[b"x"] * (LIMIT + 1)),
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (LIMIT + 1),
    ],
    ids=["with its length", "in a chunk", "in small chunks", "until the end"],
)
def test_a_larger_response_is_refused_and_the_next_call_works(
    serve: Serve, transport: PooledTransport, data: bytes
) -> None:
    with pytest.raises(restjson.ResponseParseError, match="max_response_bytes"):
        transport.send(_request(serve(once(data))))
    assert transport.send(_request(serve(always(response(b"{}"))))).body == b"{}"


def test_the_limit_is_met_without_waiting_for_the_rest(
    serve: Serve, impatient: PooledTransport
) -> None:
    def talk(connection: Connection) -> None:
        connection.receive()
        connection.send(chunked(b"x" * (LIMIT + 1), end=b""))
        connection.fall_silent()

    with pytest.raises(restjson.ResponseParseError):
        impatient.send(_request(serve(talk)))


TRUNCATED = {
    "a body": b'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a":1}',
    "an empty body": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
    "a chunk": chunked(b"{}", end=b"5\r\n{}"),
    "chunks": chunked(b'{"a":', b"1}", end=b""),
}


@pytest.mark.parametrize("data", TRUNCATED.values(), ids=TRUNCATED)
def test_a_truncated_response_is_no_response(
    serve: Serve, transport: PooledTransport, data: bytes
) -> None:
    with pytest.raises(restjson.ConnectionClosedError, match="before the response was complete"):
        transport.send(_request(serve(once(data))))


def test_a_connection_that_ends_without_a_word_is_no_response(
    serve: Serve, transport: PooledTransport
) -> None:
    with pytest.raises(restjson.ConnectionClosedError):
        transport.send(_request(serve(once(b""))))


def test_a_reset_is_no_response_and_the_next_call_works(
    serve: Serve, transport: PooledTransport
) -> None:
    turns = iter([True, False])

    def talk(connection: Connection) -> None:
        connection.receive()
        if next(turns):
            connection.reset()
        else:
            connection.send(response(b"{}"))

    server = serve(talk)
    with pytest.raises(restjson.ConnectionClosedError) as caught:
        transport.send(_request(server))
    assert caught.value.__cause__ is not None
    assert transport.send(_request(server)).body == b"{}"


def test_a_refused_connection_says_what_to_check(transport: PooledTransport) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(restjson.ConnectError, match="check the region") as caught:
        transport.send(_request(f"http://127.0.0.1:{port}"))
    assert f"http://127.0.0.1:{port}: " in str(caught.value)
    assert "/path" not in str(caught.value)
    assert caught.value.__cause__ is not None


def test_an_unknown_name_is_a_connect_error(
    transport: PooledTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(restjson.ConnectError):
        transport.send(_request("http://oidc.mars-north-1.example"))


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".example", "[::1"])
def test_a_host_that_can_be_none_is_a_connect_error(transport: PooledTransport, host: str) -> None:
    with pytest.raises(restjson.ConnectError):
        transport.send(_request(f"http://{host}"))


@pytest.fixture
def _hanging_lookups(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    ended = threading.Event()
    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", lambda *_, **__: ended.wait())
        yield
    ended.set()


@pytest.mark.usefixtures("_hanging_lookups")
def test_a_lookup_that_hangs_is_a_connect_timeout(impatient: PooledTransport) -> None:
    impatient._connect_timeout = 0.05
    with pytest.raises(
        restjson.ConnectTimeoutError, match=r"connect_timeout \(0\.05 s\)"
    ) as caught:
        impatient.send(_request("http://hanging-1.example"))
    assert caught.value.may_have_arrived is False


@pytest.mark.usefixtures("_hanging_lookups")
def test_a_lookup_that_hangs_ends_with_the_deadline(transport: PooledTransport) -> None:
    with pytest.raises(restjson.DeadlineError):
        transport.send(_request("http://hanging-2.example", timeout=0.05))


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_deadline_that_has_passed_sends_nothing(
    serve: Serve, transport: PooledTransport, seconds: float
) -> None:
    server = serve(always(response(b"{}")))
    with pytest.raises(restjson.DeadlineError, match="before anything was sent"):
        transport.send(_request(server, timeout=seconds))
    assert server.connections == 0


def _two_addresses(*_: object, **__: object) -> list[object]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 1))] * 2


def test_a_connection_that_does_not_come_about_in_time_names_the_setting(
    transport: PooledTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", _two_addresses)
    monkeypatch.setattr(socket.socket, "connect", slow)
    with pytest.raises(restjson.ConnectTimeoutError, match=r"connect_timeout \(5 s\)"):
        transport.send(_request("http://127.0.0.1:1"))


def _silent(connection: Connection) -> None:
    connection.receive()
    connection.fall_silent()


def _silent_in_the_body(connection: Connection) -> None:
    connection.receive()
    connection.send(b'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a":')
    connection.fall_silent()


@pytest.mark.parametrize("talk", [_silent, _silent_in_the_body])
def test_a_silent_server_is_a_read_timeout_and_the_next_call_works(
    serve: Serve, impatient: PooledTransport, talk: Callable[[Connection], None]
) -> None:
    with pytest.raises(restjson.ReadTimeoutError, match=r"read_timeout \(0.05 s\)") as caught:
        impatient.send(_request(serve(talk)))
    assert caught.value.__cause__ is not None


def test_a_request_may_bring_a_shorter_time(serve: Serve, transport: PooledTransport) -> None:
    with pytest.raises(restjson.DeadlineError):
        transport.send(_request(serve(_silent), timeout=0.05))


def test_tls_to_a_plain_port_is_a_tls_error(serve: Serve, transport: PooledTransport) -> None:
    def talk(connection: Connection) -> None:
        connection.socket.recv(65536)
        connection.send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    server = serve(talk)
    with pytest.raises(restjson.TLSError) as caught:
        transport.send(_request(server.url.replace("http:", "https:")))
    assert caught.value.__cause__ is not None


NO_HTTP = {
    "another protocol": b"220 mail.example ESMTP\r\n\r\n",
    "no status": b"HTTP/1.1 many OK\r\n\r\n",
    "no chunk size": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n",
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    "a long header": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n{}",
}


@pytest.mark.parametrize("data", NO_HTTP.values(), ids=NO_HTTP)
def test_what_is_not_http_is_no_response(
    serve: Serve, transport: PooledTransport, data: bytes
) -> None:
    with pytest.raises(restjson.ResponseParseError, match=r"http://127\.0\.0\.1:\d+: "):
        transport.send(_request(serve(once(data))))


def test_a_closed_transport_opens_new_connections_and_keeps_none(
    serve: Serve, transport: PooledTransport
) -> None:
    server = serve(always(response(b"{}")))
    transport.send(_request(server))
    transport.close()
    for connections in (2, 3):
        assert transport.send(_request(server)).status == 200
        assert server.connections == connections


def test_the_values_of_a_header_that_comes_again_are_one_list(
    serve: Serve, transport: PooledTransport
) -> None:
    data = b"HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 0\r\nx-a: 2\r\nX-B: 3\r\n\r\n"
    response = transport.send(_request(serve(once(data))))
    assert response.headers == {"X-A": "1, 2", "Content-Length": "0", "X-B": "3"}


def test_a_response_shows_its_size_and_nothing_else() -> None:
    assert repr(Response(200, {"X-Secret": "a"}, b"secret")) == "<Response: 200, 6 bytes>"


def test_a_request_shows_where_it_goes_and_nothing_else() -> None:
    request = Request("POST", "https://example.com/token?code=secret", {"X": "secret"}, b"secret")
    assert repr(request) == "<Request: POST https://example.com>"
