"""Bodies of requests of which the model asks more."""

from __future__ import annotations

import base64
import gzip
import hashlib
from io import BytesIO

import pytest

from restjson import Request
from restjson.call.bodies import compressed, with_md5
from restjson.uploads import SourceFailure, upload_of

LEAST = 10


def request(body: bytes, **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request("POST", "https://example.com/", named, body, stream=True)


@pytest.mark.parametrize("size", [LEAST, LEAST + 1, 100_000])
def test_a_large_body_is_compressed(size: int) -> None:
    sent = compressed(request(b"a" * size), LEAST)
    assert gzip.decompress(sent.body) == b"a" * size
    assert (sent.headers, sent.stream) == ({"Content-Encoding": "gzip"}, True)


def test_the_same_body_is_always_compressed_to_the_same() -> None:
    first, second = (compressed(request(b"a" * 50), LEAST).body for _ in range(2))
    assert first == second
    assert first[4:8] == bytes(4)  # no time


def test_a_small_body_and_a_stream_stay_as_they_are() -> None:
    small = request(b"a" * (LEAST - 1))
    assert compressed(small, LEAST) is small
    stream = Request("POST", "https://example.com/", {}, upload_of("body", BytesIO(b"a" * 50)))
    assert compressed(stream, LEAST) is stream


def test_a_coding_of_the_caller_comes_first() -> None:
    sent = compressed(request(b"a" * 50, content_encoding="custom"), LEAST)
    assert sent.headers == {"content-encoding": "custom, gzip"}


def md5_of(body: bytes) -> str:
    return base64.b64encode(hashlib.md5(body).digest()).decode()  # noqa: S324 - RFC 1864


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff" * 300_000])
def test_the_md5_is_that_of_the_body(body: bytes) -> None:
    assert with_md5(request(body)).headers == {"Content-MD5": md5_of(body)}
    upload = upload_of("body", BytesIO(body))
    sent = with_md5(Request("POST", "https://example.com/", {}, upload))
    assert sent.headers == {"Content-MD5": md5_of(body)}
    assert b"".join(upload) == body


def test_an_md5_of_the_caller_stays() -> None:
    assert with_md5(request(b"a", content_md5="mine")).headers == {"content-md5": "mine"}


def test_a_body_that_fails_says_so() -> None:
    def parts() -> object:
        yield b"a"
        raise OSError("gone")

    sent = Request("POST", "https://example.com/", {}, upload_of("body", parts()))
    with pytest.raises(SourceFailure):
        with_md5(sent)
