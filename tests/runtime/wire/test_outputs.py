"""Outputs: what of a result comes from where."""

from __future__ import annotations

import pytest

from restjson import Response, ResponseParseError, Result
from restjson.wire.codecs import Structure
from restjson.wire.incoming import Incoming
from restjson.wire.outputs import Output
from restjson.wire.places import Header, PrefixHeaders, Status

MIXED = Output(
    ("code", Status()),
    ("kind", Header(str), "X-Kind"),
    ("size", Header(int)),
    ("text", str),
    ("count", int, "howMany"),
    ("tags", PrefixHeaders(), "x-tag-"),
    secrets=["kind", "text"],
)
OF_HEAD = Output(("code", Status()))


def parse(
    output: Output, body: bytes, headers: dict[str, str] | None = None
) -> tuple[Result, list[str]]:
    problems: list[str] = []
    headers = headers or {}
    lowered = {name.lower(): value for name, value in headers.items()}
    result = output.parse(Incoming("Get", Response(201, headers, body), lowered), problems)
    return result, problems


def test_members_come_from_status_headers_and_body() -> None:
    headers = {"x-kind": "k", "Size": "5", "X-Tag-A": "1"}
    result, problems = parse(MIXED, b'{"text": "t", "howMany": 2, "size": 9, "code": 9}', headers)
    assert problems == []
    assert result == {
        "code": 201,
        "kind": "k",
        "size": 5,
        "text": "t",
        "count": 2,
        "tags": {"A": "1"},
    }


def test_what_the_response_leaves_out_is_left_out() -> None:
    result, problems = parse(MIXED, b"")
    assert (result, problems) == ({"code": 201, "tags": {}}, [])
    with pytest.raises(KeyError, match="kind: the service left it out"):
        result["kind"]


def test_secrets_are_masked_wherever_they_come_from() -> None:
    result, _ = parse(MIXED, b'{"text": "t"}', {"X-Kind": "k"})
    assert repr(result) == "{'text': '***', 'code': 201, 'kind': '***', 'tags': {}}"


def test_every_problem_is_noted() -> None:
    _, problems = parse(MIXED, b'{"text": []}', {"Size": "many"})
    assert problems == ["text: expected str, got list", "size: expected int, got str"]


def test_a_body_that_no_member_comes_from_is_not_read() -> None:
    assert parse(OF_HEAD, b"\xff") == ({"code": 201}, [])
    assert Structure().parse(Incoming("Get", Response(200, {}, b""), {}), []) == {}


@pytest.mark.parametrize(("body", "found"), [(b"[]", "list"), (b"text", "no JSON")])
def test_a_body_that_is_no_object_is_refused(body: bytes, found: str) -> None:
    with pytest.raises(ResponseParseError) as caught:
        parse(MIXED, body)
    assert str(caught.value) == f"Get: expected a JSON object as the response, got {found}"
