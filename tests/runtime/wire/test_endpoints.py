"""What endpoint rules stand on: host labels, URLs."""

import pytest

from restjson import Endpoint
from restjson.wire.endpoints import host_header, is_host_label, url_problem


@pytest.mark.parametrize("text", ["us-east-1", "a", "A1", "1a", "x" * 63, "a--b"])
def test_a_host_label(text: str) -> None:
    assert is_host_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "a-",
        "123",
        "a.b",
        "a_b",
        "a/b",
        "a b",
        "ä",
        "\u0661a",
        "a@b",
        "x" * 64,
        "a\n",
        "-",
    ],
)
def test_no_host_label(text: str) -> None:
    assert not is_host_label(text)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.COM/base", "example.com"),
        ("https://example.com:443?a=/", "example.com"),
        ("https://example.com:80#a", "example.com:80"),
        ("HTTP://example.com:80/base/", "example.com"),
        ("http://user:pass@example.com:443/a@b", "example.com:443"),
        ("http://[::1]:8080", "[::1]:8080"),
        ("https://[::1]:443/", "[::1]"),
    ],
)
def test_the_host_header_leaves_out_the_port_that_the_scheme_implies(url: str, host: str) -> None:
    assert host_header(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost",
        "https://example.com/",
        "HTTPS://example.com/base/path",
        "http://127.0.0.1:8080",
        "http://[::1]",
        "http://[::1]:65535/base",
        "http://example.com:",
    ],
)
def test_a_url_to_send_to(url: str) -> None:
    assert url_problem(url) is None


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "http:// or https://"),
        ("example.com", "http:// or https://"),
        ("ftp://example.com", "http:// or https://"),
        ("//example.com", "http:// or https://"),
        ("http:example.com", "http:// or https://"),
        ("http://", "with a host"),
        ("http:///path", "with a host"),
        ("http://:80", "with a host"),
        ("http://user:secret@example.com", "without user"),
        ("http://example.com?a=b", "without user, query"),
        ("http://example.com/a#b", "without user, query or fragment"),
        ("http://example.com/a b", "without blanks"),
        ("http://example.com\r\nX: y", "printable ASCII"),
        ("http://exämple.com", "printable ASCII"),
        ("http://example.com:0", "a port from 1 to 65535"),
        ("http://example.com:65536", "a port from 1 to 65535"),
        ("http://example.com:http", "a port from 1 to 65535"),
        ("http://[::1]:x", "a port from 1 to 65535"),
        ("http://a:b:1", "a port from 1 to 65535"),
        (b"http://example.com", "expected str, got bytes"),
        (8080, "expected str, got int"),
    ],
)
def test_a_url_not_to_send_to(url: object, problem: str) -> None:
    found = url_problem(url)
    assert found is not None
    assert problem in found
    assert "secret" not in found


def test_an_endpoint_is_as_the_rules_say() -> None:
    endpoint = Endpoint("https://example.com/base/")
    assert endpoint.url == "https://example.com/base/"
    assert (endpoint.properties, endpoint.headers) == ({}, {})
    assert repr(endpoint) == "<Endpoint: https://example.com/base/>"
