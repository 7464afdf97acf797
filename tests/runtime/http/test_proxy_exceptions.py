"""NO_PROXY: which hosts need no proxy."""

import urllib.request

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restjson.http.proxies import find_proxy
from restjson.http.proxy_exceptions import is_excepted


@pytest.mark.parametrize(
    ("host", "exceptions"),
    [
        ("a.example", "*"),
        ("a.example", "b.example, *"),
        ("a.example", "a.example"),
        ("A.example", "a.EXAMPLE"),
        ("a.example", "example"),
        ("a.example", ".example"),
        ("a.example", "*.example"),
        ("example", "*.example"),
        ("a.example", "b.example,a.example"),
        ("a.example", " b.example , a.example "),
        ("a.example", "b.example a.example"),
        ("a.example", "a.example:8080"),
        ("::1", "::1"),
        ("::1", "[::1]"),
        ("::1", "[::1]:8080"),
        ("::1", "0:0:0:0:0:0:0:1"),
        ("fd00::1", "fd00::/8"),
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1:8080"),
        ("10.1.2.3", "10.0.0.0/8"),
        ("10.1.2.3", "10.1.2.3/8"),
    ],
)
def test_an_exception_counts(host: str, exceptions: str) -> None:
    assert is_excepted(host, 8080, exceptions)


@pytest.mark.parametrize(
    ("host", "exceptions"),
    [
        ("a.example", ""),
        ("a.example", " , ,"),
        ("a.example", "."),
        ("a.example", "*."),
        ("a.example", "b.example"),
        ("xa.example", "a.example"),
        ("a.example", "a.example:80"),
        ("a.example", "10.0.0.0/8"),
        ("::1", "[::1]:80"),
        ("::1", "::2"),
        ("::1", "10.0.0.0/8"),
        ("11.1.2.3", "10.0.0.0/8"),
        ("10.1.2.3", "10.0.0.0/33"),
        ("10.1.2.3", "2.3"),
    ],
)
def test_no_other_host_is_excepted(host: str, exceptions: str) -> None:
    assert not is_excepted(host, 8080, exceptions)


_HOSTS = st.lists(st.sampled_from(["a", "b", "example", "com"]), min_size=1, max_size=3).map(
    ".".join
)
_ENTRIES = st.tuples(
    st.sampled_from(["", "", ".", "..", " "]), _HOSTS, st.sampled_from(["", "", ":80", ":8080"])
).map("".join)


@given(_HOSTS, st.lists(_ENTRIES | st.just("*"), max_size=3).map(",".join))
@example("a.b", "*")
def test_what_urllib_excepts_is_excepted(host: str, exceptions: str) -> None:
    proxies = {"no": exceptions}
    if urllib.request.proxy_bypass_environment(f"{host}:8080", proxies):  # type: ignore[attr-defined]
        assert is_excepted(host, 8080, exceptions)


@given(st.text(), st.text())
def test_no_text_breaks_it(host: str, exceptions: str) -> None:
    is_excepted(host, 80, exceptions)


@pytest.mark.parametrize(
    ("url", "exceptions"),
    [
        ("http://[::1]:8080/x", "::1"),
        ("http://[::1]/x", "[::1]:80"),
        ("http://10.0.0.7:8080", "10.0.0.0/8"),
        ("http://a.example", "a.example:80"),
    ],
)
def test_a_url_is_told_by_its_host_and_port(
    monkeypatch: pytest.MonkeyPatch, url: str, exceptions: str
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:3128")
    monkeypatch.setenv("no_proxy", exceptions)
    assert find_proxy(url, None) is None
    monkeypatch.setenv("no_proxy", "x")
    assert find_proxy(url, None) is not None
