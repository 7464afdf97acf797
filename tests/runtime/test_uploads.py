"""Bodies of requests that are sent in parts: what is read of a source, and how often."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson.uploads import SourceFailure, Upload, is_source, upload_of

DATA = bytes(range(256)) * 4096  # four parts of a file


class Unseekable(io.RawIOBase):
    """A file that cannot be sought, as a pipe."""

    def __init__(self, data: bytes) -> None:
        self._rest = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._rest.read(size)


class Sized(Unseekable):
    """One that knows how much there is."""

    def __init__(self, data: bytes, length: int) -> None:
        super().__init__(data)
        self._length = length

    def __len__(self) -> int:
        return self._length


class Again:
    """An iterable that can be gone over as often as one likes."""

    def __init__(self, *parts: Any) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[Any]:
        return iter(self._parts)


def whole(upload: Upload) -> bytes:
    return b"".join(upload)


@pytest.mark.parametrize(
    ("make", "length", "is_repeatable"),
    [
        (lambda: io.BytesIO(DATA), len(DATA), True),
        (lambda: [DATA[:7], bytearray(DATA[7:9]), memoryview(DATA[9:])], len(DATA), True),
        (lambda: (DATA,), len(DATA), True),
        (lambda: Again(DATA[:1], b"", DATA[1:]), None, True),
        (lambda: iter([DATA[:1], DATA[1:]]), None, False),
        (lambda: (each for each in [DATA]), None, False),
        (lambda: Unseekable(DATA), None, False),
        (lambda: Sized(DATA, len(DATA)), len(DATA), False),
    ],
)
def test_a_source_is_read_whole_as_often_as_it_can_be(
    make: Callable[[], Any], length: int | None, is_repeatable: bool
) -> None:
    upload = upload_of("body", make())
    assert (upload.length, upload.is_repeatable, upload.can_be_sent) == (
        length,
        is_repeatable,
        True,
    )
    assert whole(upload) == DATA
    assert all(upload_of("body", make()))  # no part is empty
    assert upload.can_be_sent is is_repeatable
    if is_repeatable:
        assert whole(upload) == DATA
    else:
        with pytest.raises(SourceFailure, match="body: it can be read only once, and was"):
            whole(upload)


def test_a_file_is_read_from_where_it_stands_each_time(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes(DATA)
    with path.open("rb") as file:
        file.seek(1000)
        upload = upload_of("body", file)
        assert upload.length == len(DATA) - 1000
        assert file.tell() == 1000
        for _ in range(2):
            parts = iter(upload)
            next(parts)  # and is left there
            assert whole(upload) == DATA[1000:]


def test_a_file_that_stands_behind_its_end_is_empty() -> None:
    file = io.BytesIO(b"abc")
    file.seek(10)
    upload = upload_of("body", file)
    assert (upload.length, whole(upload)) == (0, b"")


def test_a_file_that_is_made_of_another_is_read(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "data.gz", "wb") as file:
        file.write(DATA)
    with gzip.open(tmp_path / "data.gz") as file:
        assert whole(upload_of("body", file)) == DATA


def test_a_pipe_is_read_once() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as pipe:
        with os.fdopen(writing, "wb") as end:
            end.write(b"through a pipe")
        upload = upload_of("body", pipe)
        assert (upload.length, upload.is_repeatable) == (None, False)
        assert whole(upload) == b"through a pipe"


@given(parts=st.lists(st.binary(max_size=9)), start=st.integers(0, 20))
def test_the_hash_is_that_of_what_is_sent(parts: list[bytes], start: int) -> None:
    data = b"".join(parts)
    file = io.BytesIO(data)
    file.seek(start)
    for source, sent in ((file, data[start:]), (parts, data), (Again(*parts), data)):
        upload = upload_of("body", source)
        assert upload.sha256() == hashlib.sha256(sent).hexdigest()
        assert (upload.length, whole(upload)) == (len(sent), sent)


def test_what_is_added_to_a_file_meanwhile_is_not_sent() -> None:
    file = io.BytesIO(b"abc")
    upload = upload_of("body", file)
    file.seek(0, os.SEEK_END)
    file.write(b"def")
    assert whole(upload) == b"abc"


def _shrunk() -> Upload:
    file = io.BytesIO(b"abc")
    upload = upload_of("body", file)
    file.truncate(1)
    return upload


def _changed() -> Upload:
    parts = [b"a", b"b"]
    upload = upload_of("body", parts)
    parts += [b"cd"]
    return upload


def _hashed() -> Upload:
    kept = [[b"abc"], [b"ab"]]

    class Changing:
        def __iter__(self) -> Iterator[bytes]:
            return iter(kept.pop(0))

    kept.insert(0, [])
    upload = upload_of("body", Changing())
    upload.sha256()
    return upload


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (_shrunk, "it had 3 bytes, and then there were 1"),
        (_changed, "it had 2 bytes, and then there were 4"),
        (_hashed, "it had 3 bytes, and then there were 2"),
        (lambda: upload_of("body", Sized(b"abc", 5)), "it had 5 bytes, and then there were 3"),
        (lambda: upload_of("body", iter([b"a", "b"])), "expected bytes, got str"),
        (lambda: upload_of("body", Again(1)), "expected bytes, got int"),
        (lambda: upload_of("body", Again(None)), "expected bytes, got NoneType"),
        (lambda: upload_of("body", _reading(None)), "expected bytes, got NoneType"),
        (lambda: upload_of("body", _reading("")), "expected bytes, got str"),
    ],
)
def test_a_source_that_is_not_what_it_was_is_refused(make: Callable[[], Upload], what: str) -> None:
    with pytest.raises(SourceFailure) as caught:
        whole(make())
    assert caught.value.what == f"body: {what}"


def _reading(part: Any) -> Any:
    class File:
        def read(self, size: int) -> Any:
            return part

    return File()


def test_no_more_is_sent_than_was_announced() -> None:
    parts = [b"ab"]
    upload = upload_of("body", parts)
    parts += [b"c", b"d"]
    sent: list[bytes | bytearray] = []
    with pytest.raises(SourceFailure):
        sent.extend(upload)
    assert sent == [b"ab"]


@pytest.mark.parametrize("error", [OSError("disk"), ValueError("odd"), ZeroDivisionError()])
def test_what_a_source_raises_is_the_cause(error: Exception) -> None:
    def parts() -> Iterator[bytes]:
        yield b"a"
        raise error

    with pytest.raises(SourceFailure) as caught:
        whole(upload_of("body", parts()))
    assert (caught.value.what, caught.value.__cause__) == ("", error)


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        (io.BytesIO(), True),
        (io.StringIO(), False),
        (_reading(b""), True),
        ([], True),
        ([b"", bytearray()], True),
        ([b"", "text"], False),
        (iter([]), True),
        (Again(), True),
        ({}, False),
        (1, False),
        (None, False),
        (object(), False),
    ],
)
def test_what_a_body_can_come_from(value: object, is_one: bool) -> None:
    assert is_source(value) is is_one


def test_a_file_that_was_opened_as_text_is_none(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a")
    with (tmp_path / "text").open() as file:
        assert not is_source(file)


def test_an_upload_shows_its_size_alone() -> None:
    assert repr(upload_of("body", [b"secret"])) == "<Upload: 6 bytes>"
    assert repr(upload_of("body", iter([b"secret"]))) == "<Upload: unknown bytes>"
