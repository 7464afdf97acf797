"""Reading a response from a socket."""

from __future__ import annotations

import socket
import time

import pytest

from restjson.errors import (
    ConnectionClosedError,
    DeadlineError,
    ReadTimeoutError,
    ResponseParseError,
)
from restjson.http.bounds import Bounds, ReadFailure
from restjson.http.head import RawResponse
from restjson.http.reader import ResponseReader

LIMIT = 100


def _read(data: bytes, method: str = "POST") -> RawResponse:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(data)
        return ResponseReader(ours, Bounds(10, None, LIMIT)).read(method)


def test_a_response_has_status_reason_headers_and_body() -> None:
    response = _read(b"HTTP/1.1 201 Made it\r\nX:  a \r\nContent-Length: 2\r\n\r\nhi")
    assert (response.status, response.reason, response.body) == (201, "Made it", b"hi")
    assert response.headers == {"X": "a", "Content-Length": "2"}


def test_a_folded_header_is_one() -> None:
    response = _read(b"HTTP/1.1 200 OK\r\nX: a\r\n\tb\r\nContent-Length: 0\r\n\r\n")
    assert response.headers["X"] == "a b"


REUSABLE = {
    "HTTP/1.1": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", True),
    "close": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: x, Close\r\n\r\n", False),
    "HTTP/1.0": (b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", False),
    "kept HTTP/1.0": (
        b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\n\r\n",
        False,
    ),
    "no length": (b"HTTP/1.1 200 OK\r\n\r\n{}", False),
    "more than the length": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nx", False),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", True),
    "chunks of HTTP/1.0": (
        b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        False,
    ),
    "chunks and a length": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n0\r\n\r\n",
        False,
    ),
    "204": (b"HTTP/1.1 204 No Content\r\n\r\n", True),
    "204 of length 0": (b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", True),
    "204 with a length": (b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", False),
    "204 in chunks": (b"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", False),
    "304 with a length": (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", False),
    "304 in chunks": (b"HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", False),
    "103 before": (b"HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", True),
    "103 with a length before": (
        b"HTTP/1.1 103 Hints\r\nContent-Length: 5\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
        False,
    ),
}


@pytest.mark.parametrize(("data", "reusable"), REUSABLE.values(), ids=REUSABLE)
def test_a_connection_is_reusable_if_the_next_response_can_be_told_apart(
    data: bytes, reusable: bool
) -> None:
    assert _read(data).is_reusable is reusable


@pytest.mark.parametrize("status", [b"204 No Content", b"304 Not Modified"])
def test_some_statuses_have_no_body(status: bytes) -> None:
    assert _read(b"HTTP/1.1 " + status + b"\r\nContent-Length: 5\r\n\r\n").body == b""


@pytest.mark.parametrize(("length", "reusable"), [(b"5", False), (b"0", True)])
def test_a_response_to_head_has_no_body_and_one_that_announces_one_is_the_last(
    length: bytes, reusable: bool
) -> None:
    response = _read(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\n", "HEAD")
    assert (response.body, response.is_reusable) == (b"", reusable)


@pytest.mark.parametrize("end", [b"\r\n\r\n", b"\n\n", b"\n\r\n", b"\r\n\n"])
def test_a_head_ends_with_an_empty_line_of_either_kind(end: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:  # open, so that waiting for more would end in a timeout
        theirs.sendall(b"HTTP/1.1 204 No Content" + end)
        assert ResponseReader(ours, Bounds(10, None, LIMIT)).read("POST").status == 204


def test_a_success_without_a_length_or_a_body_may_be_cut_and_is_no_result() -> None:
    with pytest.raises(ReadFailure) as caught:
        _read(b"HTTP/1.1 200 OK\r\n\r\n")
    assert caught.value.kind is ConnectionClosedError


def test_a_refusal_without_a_length_or_a_body_is_a_refusal() -> None:
    assert _read(b"HTTP/1.1 503 Unavailable\r\n\r\n").status == 503


def test_a_tunnel_into_which_the_proxy_speaks_first_is_refused() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(b"HTTP/1.1 200 Connected\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")
        with pytest.raises(ReadFailure) as caught:
            ResponseReader(ours, Bounds(10, None, LIMIT)).read_connected()
    assert caught.value.kind is ResponseParseError


def test_endless_chunk_extensions_are_refused() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with pytest.raises(ReadFailure) as caught:
        _read(head + (b"1;" + b"x" * 2000 + b"\r\ny\r\n") * 50)
    assert caught.value.kind is ResponseParseError


def test_a_step_takes_what_is_left_of_the_shorter_limit() -> None:
    assert Bounds(5, None, LIMIT).wait() == 5
    assert Bounds(5, time.monotonic() + 1000, LIMIT).wait() == 5
    assert Bounds(5, time.monotonic() + 1, LIMIT).wait() <= 1


def test_a_step_after_the_deadline_is_not_taken() -> None:
    with pytest.raises(ReadFailure) as caught:
        Bounds(5, time.monotonic(), LIMIT).wait()
    assert caught.value.kind is DeadlineError


def test_what_took_too_long_is_told_apart() -> None:
    assert Bounds(5, None, LIMIT).too_slow().kind is ReadTimeoutError
    assert Bounds(5, time.monotonic(), LIMIT).too_slow().kind is DeadlineError
