"""Which redirect URIs there are, and which of them the browser may be sent to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoemulator.oidc.redirect_uris import allows, is_redirect_uri

ports = st.integers(1, 65535)
paths = st.sampled_from(["", "/", "/oauth/callback", "/callback?tenant=1", "/a:80/b"])
loopback = st.sampled_from(["http://127.0.0.1", "http://[::1]"])
elsewhere = st.sampled_from(
    ["http://localhost", "https://127.0.0.1", "http://app.example.com", "http://127.0.0.10"]
)


@given(loopback, paths, ports)
def test_a_loopback_address_may_have_any_port(address: str, path: str, port: int) -> None:
    assert allows(address + path, f"{address}:{port}{path}")
    assert allows(f"{address}:1{path}", f"{address}:{port}{path}")


@given(elsewhere, paths, ports)
def test_another_address_has_the_port_that_was_registered(
    address: str, path: str, port: int
) -> None:
    assert allows(f"{address}:{port}{path}", f"{address}:{port}{path}")
    assert not allows(address + path, f"{address}:{port}{path}")


@given(loopback, paths, paths)
def test_the_path_and_the_query_are_those_that_were_registered(
    address: str, registered: str, given: str
) -> None:
    assert allows(address + registered, f"{address}:8400{given}") == (registered == given)


@pytest.mark.parametrize(
    "given",
    [
        "http://127.0.0.1:80@evil.example/oauth",
        "http://127.0.0.1:80.evil.example/oauth",
        "http://127.0.0.1.evil.example/oauth",
        "http://evil.example/http://127.0.0.1:80/oauth",
        "http://127.0.0.1:8400/oauth\n",
        "https://127.0.0.1:8400/oauth",
    ],
)
def test_what_only_looks_like_a_loopback_address_is_not_covered(given: str) -> None:
    assert not allows("http://127.0.0.1/oauth", given)


@pytest.mark.parametrize(
    ("registered", "given"),
    [
        ("http://127.0.0.14/oauth", "http://127.0.0.1:800004/oauth"),
        ("http://127.0.0.1@app.example/oauth", "http://127.0.0.1:80@app.example/oauth"),
    ],
)
def test_what_only_looks_like_a_port_is_not_left_out(registered: str, given: str) -> None:
    assert not allows(registered, given)


@pytest.mark.parametrize(
    "uri", ["https://a.example/b?c=d", "http://127.0.0.1", "com.example.app:/oauth", "app://back"]
)
def test_a_web_address_and_a_scheme_of_an_app_are_redirect_uris(uri: str) -> None:
    assert is_redirect_uri(uri)


@given(st.text())
def test_any_text_is_either_a_redirect_uri_or_not(text: str) -> None:
    assert is_redirect_uri(text) in {True, False}
    assert not is_redirect_uri(text + "#")
