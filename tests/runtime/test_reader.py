"""Reading an answer from a socket."""

from __future__ import annotations

import socket
import time

import pytest

from restjson.answer import Answer
from restjson.bounds import Bounds, ReadFailure
from restjson.errors import DeadlineError, ReadTimeoutError, ResponseParseError
from restjson.reader import AnswerReader

LIMIT = 100


def _read(data: bytes, method: str = "POST") -> Answer:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(data)
        return AnswerReader(ours, Bounds(10, None, LIMIT)).read(method)


def test_an_answer_has_status_reason_headers_and_body() -> None:
    answer = _read(b"HTTP/1.1 201 Made it\r\nX:  a \r\nContent-Length: 2\r\n\r\nhi")
    assert (answer.status, answer.reason, answer.body) == (201, "Made it", b"hi")
    assert answer.headers == [("X", "a"), ("Content-Length", "2")]


def test_a_folded_header_is_one() -> None:
    answer = _read(b"HTTP/1.1 200 OK\r\nX: a\r\n\tb\r\nContent-Length: 0\r\n\r\n")
    assert answer.headers[0] == ("X", "a b")


REUSABLE = {
    "HTTP/1.1": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", True),
    "close": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: x, Close\r\n\r\n", False),
    "HTTP/1.0": (b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", False),
    "kept HTTP/1.0": (
        b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\n\r\n",
        True,
    ),
    "no length": (b"HTTP/1.1 200 OK\r\n\r\n", False),
    "more than the length": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nx", False),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", True),
    "chunks and a length": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n0\r\n\r\n",
        False,
    ),
}


@pytest.mark.parametrize(("data", "reusable"), REUSABLE.values(), ids=REUSABLE)
def test_a_connection_is_reusable_if_the_next_answer_can_be_told_apart(
    data: bytes, reusable: bool
) -> None:
    assert _read(data).reusable is reusable


@pytest.mark.parametrize("status", [b"204 No Content", b"304 Not Modified"])
def test_some_statuses_have_no_body(status: bytes) -> None:
    assert _read(b"HTTP/1.1 " + status + b"\r\nContent-Length: 5\r\n\r\n").body == b""


def test_an_answer_to_head_has_no_body() -> None:
    assert _read(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HEAD").body == b""


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
