"""Blobs: what means octets, and their Base64."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restjson.wire.blobs import BLOB, blob_problems, blob_to_json, json_to_blob, octets
from restjson.wire.codecs import List, Structure

ITEM = Structure(("a", BLOB), ("all", List(BLOB)))


@given(st.binary())
def test_octets_go_as_base64_and_come_back(content: bytes) -> None:
    for given_as in (content, bytearray(content), memoryview(content)):
        assert blob_problems(given_as, "at") == []
        assert octets(given_as) == content
        assert blob_to_json(given_as) == base64.b64encode(content).decode()
    assert json_to_blob(blob_to_json(content)) == content


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_means_the_octets_of_its_utf_8(text: str) -> None:
    assert blob_problems(text, "at") == []
    assert json_to_blob(blob_to_json(text)) == text.encode()


def test_a_view_may_skip_octets() -> None:
    assert octets(memoryview(b"abcdef")[::2]) == b"ace"


@pytest.mark.parametrize("value", [None, 1, True, [b"a"], {}, object])
def test_what_means_no_octets_is_no_blob(value: object) -> None:
    [problem] = blob_problems(value, "at")
    assert problem.startswith("at: expected bytes, bytearray, memoryview or str, got ")


@pytest.mark.parametrize("file", [io.BytesIO(b"a"), io.StringIO("a")])
def test_a_file_is_no_blob_but_what_it_reads_is(file: io.BytesIO | io.StringIO) -> None:
    assert blob_problems(file, "at") == [
        f"at: expected bytes, bytearray, memoryview or str, got {type(file).__name__}; "
        "read it first: file.read()"
    ]
    assert blob_problems(file.read(), "at") == []


@pytest.mark.parametrize("value", ["\ud800", "a\udfff"])
def test_text_that_has_no_octets_is_no_blob(value: str) -> None:
    assert blob_problems(value, "at") == ["at: expected text without lone surrogates"]


@pytest.mark.parametrize("text", ["aGVsbG8=", "aGVs\r\nbG8=", "aGVsbG8=\n"])
def test_base64_may_have_line_ends(text: str) -> None:
    assert json_to_blob(text) == b"hello"


@pytest.mark.parametrize(
    "received",
    ["aGVsbG8", "a", "aGV$bG8=", "aGVsbG8-", "aGVs bG8=", "=aGVs", "aG==VsbG", "é", "\ud800", 1],
)
def test_what_is_no_base64_is_a_problem_and_nobody_sees_it(received: object) -> None:
    problems: list[str] = []
    assert ITEM.read({"a": received, "all": [received, "YQ=="]}, None, problems) == {"all": [b"a"]}
    kind = type(received).__name__
    assert problems == [
        f"a: expected Base64, got {kind}",
        f"all[0]: expected Base64, got {kind}",
    ]
