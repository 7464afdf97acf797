"""Bodies of responses as callers get them: bytes that can be read, and files for one reading."""

from __future__ import annotations

import gc
import io
import json
import pickle
import tarfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson import PayloadBytes, StreamingBody


class Source:
    """Gives what it has in parts of its own choice."""

    def __init__(self, *parts: bytes, error: BaseException | None = None) -> None:
        self.parts = list(parts)
        self.error = error
        self.sizes: list[int] = []
        self.closed = 0

    def read(self, size: int) -> bytes:
        self.sizes.append(size)
        if not self.parts:
            if self.error is not None:
                raise self.error
            return b""
        part, rest = self.parts[0][:size], self.parts[0][size:]
        self.parts[:1] = [rest] if rest else []
        return part

    def close(self) -> None:
        self.closed += 1


PARTS = st.lists(st.binary(min_size=1, max_size=9), max_size=6)


@given(parts=PARTS, size=st.integers(1, 12))
def test_a_read_gives_as_much_as_it_was_asked_for(parts: list[bytes], size: int) -> None:
    body, whole = StreamingBody(Source(*parts)), io.BytesIO(b"".join(parts))
    while True:
        part = body.read(size)
        assert part == whole.read(size)
        assert body.tell() == whole.tell()
        if not part:
            return


@given(parts=PARTS, start=st.integers(0, 9))
def test_the_rest_is_read_whole(parts: list[bytes], start: int) -> None:
    whole = b"".join(parts)
    for rest in ("read", "readall", "iter", "none", "minus"):
        body = StreamingBody(Source(*parts))
        assert body.read(start) == whole[:start]
        ways: dict[str, Any] = {
            "read": lambda body: body.read(),
            "readall": lambda body: body.readall(),
            "iter": lambda body: b"".join(body),
            "none": lambda body: body.read(None),
            "minus": lambda body: body.read(-1),
        }
        assert ways[rest](body) == whole[start:]
        assert ways[rest](body) == b""


def test_reading_nothing_is_not_the_end() -> None:
    body = StreamingBody(Source(b"ab"))
    assert (body.read(0), body.readinto(bytearray()), body.read()) == (b"", 0, b"ab")


def test_no_more_is_asked_of_the_source_than_is_wanted() -> None:
    source = Source(b"abcdef", b"ghi")
    body = StreamingBody(source)
    assert body.read(8) == b"abcdefgh"
    assert source.sizes == [8, 2]


TEXT = st.text("ab\r\n", max_size=20).map(str.encode)


@given(data=TEXT, size=st.integers(1, 7), keepends=st.booleans())
def test_lines_are_those_of_bytes(data: bytes, size: int, keepends: bool) -> None:
    body = StreamingBody(Source(data) if data else Source())
    assert list(body.iter_lines(size, keepends)) == data.splitlines(keepends)


@given(parts=PARTS, size=st.integers(1, 7))
def test_chunks_are_of_one_size(parts: list[bytes], size: int) -> None:
    whole = b"".join(parts)
    chunks = list(StreamingBody(Source(*parts)).iter_chunks(size))
    assert chunks == [whole[start : start + size] for start in range(0, len(whole), size)]


def test_what_takes_files_takes_it() -> None:
    assert json.load(StreamingBody(Source(b'{"a"', b": 1}"))) == {"a": 1}
    assert io.BufferedReader(StreamingBody(Source(b"ab\nc", b"d"))).readlines() == [b"ab\n", b"cd"]
    text = io.TextIOWrapper(io.BufferedReader(StreamingBody(Source("ä\nb".encode()))), "utf-8")
    assert text.read() == "ä\nb"
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("empty"))
    with tarfile.open(fileobj=StreamingBody(Source(packed.getvalue())), mode="r|") as tar:
        assert tar.getnames() == ["empty"]


def test_it_is_closed_once_and_then_refuses_to_be_read() -> None:
    source = Source(b"ab")
    with StreamingBody(source) as body:
        assert body.read(1) == b"a"
    body.close()
    assert (source.closed, body.closed) == (1, True)
    with pytest.raises(ValueError, match="closed before it was read to its end"):
        body.read(1)


def test_it_is_closed_when_nobody_has_it_any_more() -> None:
    source = Source(b"ab")
    StreamingBody(source)
    gc.collect()
    assert source.closed == 1


@pytest.mark.parametrize("error", [OSError("cut"), KeyboardInterrupt()])
def test_it_is_closed_where_reading_fails(error: BaseException) -> None:
    source = Source(b"ab", error=error)
    body = StreamingBody(source)
    with pytest.raises(type(error)):
        body.read()
    assert (source.closed, body.closed) == (1, True)


def test_it_does_not_show_what_it_holds_and_is_not_pickled() -> None:
    body = StreamingBody(Source(b"secret"))
    body.read(2)
    assert repr(body) == "<StreamingBody: 2 bytes read>"
    assert (body.readable(), body.seekable(), body.writable()) == (True, False, False)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(body)


@given(data=st.binary(), sizes=st.lists(st.none() | st.integers(-1, 9)))
def test_bytes_are_read_as_a_file_is(data: bytes, sizes: list[int | None]) -> None:
    payload, file = PayloadBytes(data), io.BytesIO(data)
    assert payload == data
    for size in sizes:
        assert payload.read(size) == file.read(size)
    again = pickle.loads(pickle.dumps(payload))  # noqa: S301 - our own
    assert (again, again.read()) == (data, file.read())
