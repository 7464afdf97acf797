"""Checksums of bodies."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from io import BytesIO

import pytest

from restjson.uploads import SourceFailure, upload_of
from restjson.wire.checksums import content_md5


def md5_of(body: bytes) -> dict[str, str]:
    digest = hashlib.md5(body).digest()  # noqa: S324 - RFC 1864
    return {"Content-MD5": base64.b64encode(digest).decode()}


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff" * 300_000])
def test_the_md5_is_that_of_the_body(body: bytes) -> None:
    upload = upload_of("body", BytesIO(body))
    assert content_md5(body) == content_md5(upload) == md5_of(body)
    assert b"".join(upload) == body


def test_a_body_that_can_be_read_only_once_is_refused() -> None:
    with pytest.raises(SourceFailure, match="its hash is sent before it"):
        content_md5(upload_of("body", iter([b"a"])))


def test_a_body_that_fails_says_so() -> None:
    class Parts:
        def __iter__(self) -> Iterator[bytes]:
            yield b"a"
            raise OSError("gone")

    with pytest.raises(SourceFailure) as caught:
        content_md5(upload_of("body", Parts()))
    assert isinstance(caught.value.__cause__, OSError)
