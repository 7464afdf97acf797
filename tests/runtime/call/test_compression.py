"""Compressed bodies: responses within bounds, requests."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest

from restjson import Response, ResponseParseError
from restjson.call.compression import compressed, decompressed, with_coding

MOST = 1000


def body_of(data: bytes, most: int = MOST) -> bytes:
    return decompressed(Response(200, {"Content-Encoding": "gzip"}, data), most, "a.example").body


@pytest.mark.parametrize("plain", [b"", b"{}", b"x" * MOST])
def test_what_is_compressed_becomes_plain(plain: bytes) -> None:
    assert body_of(gzip.compress(plain)) == plain


def test_several_in_a_row_are_one() -> None:
    assert body_of(gzip.compress(b"ab") + gzip.compress(b"") + gzip.compress(b"c")) == b"abc"


@pytest.mark.parametrize("plain", [b"", b"{}", b"\x1f"])
def test_what_is_plain_already_stays_as_it_is(plain: bytes) -> None:
    response = Response(200, {}, plain)
    assert decompressed(response, MOST, "a.example") is response


@pytest.mark.parametrize("parts", [[b"x" * (MOST + 1)], [b"x" * MOST, b"x"]])
def test_what_is_too_large_is_refused(parts: list[bytes]) -> None:
    what = r"^a\.example: .* larger than max_response_bytes=1000$"
    with pytest.raises(ResponseParseError, match=what):
        body_of(b"".join(map(gzip.compress, parts)))


def test_a_bomb_takes_no_more_memory_than_is_allowed() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    with pytest.raises(ResponseParseError):
        body_of(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


WHOLE = gzip.compress(b'{"a": 1}', mtime=0)  # the same in each process that collects tests


@pytest.mark.parametrize("length", range(2, len(WHOLE)))
def test_what_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(ResponseParseError, match="cut off"):
        body_of(WHOLE[:length])


@pytest.mark.parametrize("damaged", [b"\x1f\x8b\x08oops", WHOLE[:-1] + b"\0\0", WHOLE + b"more"])
def test_what_is_damaged_is_refused(damaged: bytes) -> None:
    with pytest.raises(ResponseParseError, match=r"damaged|cut off"):
        body_of(damaged)


@pytest.mark.parametrize("body", [b"", b"{}", b"a" * 100_000])
def test_a_body_is_compressed_always_to_the_same(body: bytes) -> None:
    sent = compressed(body)
    assert gzip.decompress(sent) == body
    assert sent == compressed(body)
    assert sent[4:8] == bytes(4)  # no time


def test_a_coding_of_the_caller_comes_first() -> None:
    assert with_coding({"a": "b"}) == {"a": "b", "Content-Encoding": "gzip"}
    assert with_coding({"content-encoding": "custom"}) == {"content-encoding": "custom, gzip"}
    assert with_coding({"Content-Encoding": ""}) == {"Content-Encoding": "gzip"}
