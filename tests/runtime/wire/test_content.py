"""What is not a response of the service is named as what it is."""

import gzip

import pytest

from restjson.wire.content import COMPRESSED, HTML, foreign_content, foreign_stream, redirection


@pytest.mark.parametrize("coding", ["gzip", "br", " GZIP ", "identity, zstd", "deflate, gzip"])
def test_content_is_compressed_if_a_header_says_so(coding: str) -> None:
    assert foreign_content({"content-encoding": coding}, b"\xff") == COMPRESSED


def test_content_is_compressed_if_it_begins_so_whatever_the_headers() -> None:
    packed = gzip.compress(b"{}")
    assert foreign_content({}, packed) == COMPRESSED
    assert foreign_content({"content-type": "text/html"}, packed) == COMPRESSED


@pytest.mark.parametrize(
    "body", [b"<html>", b" \r\n<HTML lang=en>", b"<!DOCTYPE html><p>", b"<!doctype HTML>\xff"]
)
def test_a_page_is_known_by_its_beginning(body: bytes) -> None:
    assert foreign_content({"content-type": "application/json"}, body) == HTML


@pytest.mark.parametrize("declared", ["text/html", "Text/HTML; charset=utf-8"])
def test_a_page_is_known_by_its_type(declared: str) -> None:
    assert foreign_content({"content-type": declared}, b"<p>Log in") == HTML


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"Forbidden"),
        ({}, b'{"cut": '),
        ({"content-encoding": "identity"}, b"text"),
        ({"content-encoding": "gzip", "content-type": "text/html"}, b""),
    ],
)
def test_what_cannot_be_told_is_not_guessed(headers: dict[str, str], body: bytes) -> None:
    assert foreign_content(headers, body) == ""


@pytest.mark.parametrize(
    ("declared", "body", "found"),
    [
        ("application/json; charset=utf-8", b'{"a": 1}', "application/json"),
        ("text/plain", b"", "text/plain"),
        ("text/html", b"<p>Log in", HTML),
        ("application/vnd.amazon.eventstream", b"<html>", HTML),
        ("application/vnd.amazon.eventstream", b"\x1f\x8b", COMPRESSED),
        ("application/vnd.amazon.eventstream", b"{}", ""),
        ("Application/vnd.amazon.EventStream", b"{}", ""),
        ("", b"{}", ""),
    ],
)
def test_what_is_no_event_stream_is_known_by_its_type_if_by_nothing_else(
    declared: str, body: bytes, found: str
) -> None:
    assert foreign_stream({"content-type": declared}, body) == found


def test_without_a_type_nobody_knows_what_is_no_event_stream() -> None:
    assert foreign_stream({}, b"{}") == ""


@pytest.mark.parametrize(
    ("location", "to"),
    [
        ("https://login.example.com/a/secret?b=secret", "login.example.com"),
        ("https://user:secret@example.com:8443/", "example.com:8443"),
        ("//example.com/secret", "example.com"),
        ("/other/secret", "the same host"),
        ("", "the same host"),
        ("http://[::1/secret", "an invalid address"),
    ],
)
def test_a_redirect_says_to_which_host_and_no_more(location: str, to: str) -> None:
    for status in (300, 307, 399):
        said = redirection(status, {"location": location})
        assert said == f"a redirect to {to}, which is not followed"


@pytest.mark.parametrize("status", [200, 201, 299, 400, 503])
def test_a_location_redirects_at_the_statuses_of_redirects_alone(status: int) -> None:
    assert redirection(status, {"location": "https://example.com/"}) == ""
    assert redirection(304, {}) == ""
