"""Requests whose bodies the model wants compressed, or with their MD5."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from tests.codegen.calls import client_of, refused
from tests.codegen.models import Json, taking

Emit = Callable[..., Any]

TEXT = "a" * 10_240
ENCODING = {"shape": "String", "location": "header", "locationName": "Content-Encoding"}


def model_of(members: Json, **traits: Any) -> Json:
    model = taking(members, Blob={"type": "blob", "streaming": True})
    model["operations"]["Send"] |= traits
    return model


COMPRESSED = model_of(
    {"text": "String", "encoding": ENCODING}, requestcompression={"encodings": ["gzip"]}
)


def sent(package: Any, **arguments: Any) -> Any:
    client, recorder = client_of(package)
    client.send(**arguments)
    return recorder.requests[0]


def test_a_large_body_is_compressed(emit: Emit) -> None:
    package = emit(COMPRESSED)
    request = sent(package, text=TEXT)
    assert json.loads(gzip.decompress(request.body)) == {"text": TEXT}
    assert request.headers["Content-Encoding"] == "gzip"
    assert sent(package, text=TEXT, encoding="custom").headers["Content-Encoding"] == "custom, gzip"
    small = sent(package, text="a")
    assert (small.body, "Content-Encoding" in small.headers) == (b'{"text":"a"}', False)


def test_the_environment_says_which_bodies_are_compressed(
    emit: Emit, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = emit(COMPRESSED)
    monkeypatch.setenv("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "0")
    assert gzip.decompress(sent(package, text="a").body) == b'{"text":"a"}'
    monkeypatch.setenv("AWS_DISABLE_REQUEST_COMPRESSION", "true")
    assert (
        sent(package, text=TEXT).body == json.dumps({"text": TEXT}, separators=(",", ":")).encode()
    )


def test_an_encoding_that_is_not_known_is_not_used(emit: Emit) -> None:
    package = emit(model_of({"text": "String"}, requestcompression={"encodings": ["br"]}))
    assert "Content-Encoding" not in sent(package, text=TEXT).headers


def test_the_md5_of_the_body_is_sent(emit: Emit) -> None:
    package = emit(model_of({"text": "String"}, httpChecksumRequired=True))
    request = sent(package, text="a")
    digest = hashlib.md5(request.body).digest()  # noqa: S324 - RFC 1864
    assert request.headers["Content-MD5"] == base64.b64encode(digest).decode()


def test_the_md5_is_that_of_what_is_sent(emit: Emit) -> None:
    both = {"requestcompression": {"encodings": ["gzip"]}, "httpChecksumRequired": True}
    request = sent(emit(model_of({"text": "String"}, **both)), text=TEXT)
    digest = hashlib.md5(request.body).digest()  # noqa: S324 - RFC 1864
    assert request.body.startswith(b"\x1f\x8b")
    assert request.headers["Content-MD5"] == base64.b64encode(digest).decode()


def test_what_can_be_read_only_once_has_no_md5_before_it_is_sent(emit: Emit) -> None:
    model = model_of({"blob": "Blob"}, httpChecksumRequired=True)
    model["shapes"]["Input"]["payload"] = "blob"
    package = emit(model)
    assert sent(package, blob=BytesIO(b"a")).headers["Content-MD5"] == "DMF1ucDxtqgxw5niaXcmYQ=="
    what = "blob: expected bytes or a file that can be sought: its hash is sent before it"
    assert refused(package, blob=iter([b"a"])) == (what,)
