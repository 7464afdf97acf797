"""Proxies: which one, over real sockets, and what a refusal says."""

import base64
import logging
import pickle
import traceback
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import urllib3
from hypothesis import example, given
from hypothesis import strategies as st

import ssooidc
from restjson import ConfigError, Error, ProxyError, Request, TLSError
from restjson.http.proxies import find_proxy
from restjson.http.transport import PooledTransport
from tests.runtime.authorities import ca_file, serving_tls
from tests.runtime.config_files import empty_environment
from tests.runtime.proxy_server import Proxy
from tests.runtime.servers import Connection, Server, Talk, always, response, serving

TARGET = "https://oidc.us-east-1.amazonaws.com"
USER, PASSWORD = "me@home", "p:ss/w%rd"  # what an URL must not hold as it is
ENCODED = "me%40home:p%3Ass%2Fw%25rd"
BASIC = b"Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode())


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty_environment(tmp_path, monkeypatch)


# --- Which proxy.

Variables = dict[str, str]


@pytest.mark.parametrize(
    ("variables", "url"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://p:3128"}, "http://p:3128"),
        ({"https_proxy": "http://p:3128"}, "http://p:3128"),
        ({"https_proxy": "http://lower", "HTTPS_PROXY": "http://upper"}, "http://lower"),
        ({"https_proxy": "", "HTTPS_PROXY": "http://upper"}, None),
        ({"HTTPS_PROXY": "https://p:3129/"}, "https://p:3129"),
        ({"HTTPS_PROXY": "p:3128"}, "http://p:3128"),
        ({"HTTPS_PROXY": "//p:3128"}, "http://p:3128"),
        ({"HTTPS_PROXY": "HTTP://P.example"}, "http://p.example"),
        ({"HTTPS_PROXY": "http://[::1]:3128"}, "http://[::1]:3128"),
        ({"HTTPS_PROXY": "user:secret@p:3128"}, "http://p:3128"),
        ({"HTTP_PROXY": "http://p"}, None),
        ({"ALL_PROXY": "http://p"}, None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "other.example, amazonaws.com"}, None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": ".us-east-1.amazonaws.com"}, None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "oidc.us-east-1.amazonaws.com:443"}, None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "oidc.us-east-1.amazonaws.com:80"}, "http://p"),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "aws.com"}, "http://p"),
        ({"HTTPS_PROXY": "http://p", "no_proxy": "x", "NO_PROXY": "amazonaws.com"}, "http://p"),
    ],
)
def test_the_environment_names_a_proxy(
    monkeypatch: pytest.MonkeyPatch, variables: Variables, url: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    proxy = find_proxy(TARGET, None)
    assert (proxy and proxy.url) == url


def test_an_argument_replaces_the_environment_and_its_exceptions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://environment")
    monkeypatch.setenv("NO_PROXY", "*")
    chosen = find_proxy(TARGET, {"https": "http://argument"})
    assert chosen is not None
    assert chosen.url == "http://argument"
    assert find_proxy(TARGET, {}) is None
    assert find_proxy(TARGET, {"http": "http://argument"}) is None
    assert find_proxy(TARGET, {"https": ""}) is None


@pytest.mark.parametrize(
    ("credentials", "proof"),
    [
        (ENCODED, f"{USER}:{PASSWORD}"),
        ("me", "me:"),
        ("me:", "me:"),
        (":token", ":token"),
        ("m%C3%A9:ü", "mé:ü"),
    ],
)
def test_credentials_become_basic_authentication(credentials: str, proof: str) -> None:
    proxy = find_proxy(TARGET, {"https": f"http://{credentials}@p"})
    assert proxy is not None
    [(name, value)] = proxy.headers.items()
    assert name == "Proxy-Authorization"
    assert base64.b64decode(value.removeprefix("Basic ")) == proof.encode()
    assert repr(proxy) == "<Proxy: http://p>"


@pytest.mark.parametrize(
    "address",
    [
        "socks5://user:hunter2@p:1080",
        "http://user:hunter2@",
        "http://user:hunter2@p:port",
        "http://user:hunter2@p:0",
        "http://user:hunter2@p:65536",
        "http://user:hunter2@p q:80",
        "http://user:hunter2@[::1:80",
        "http://user:hunter2@[::g]:80",
        "http://user:hunter2/x@p:80",
        "http://user:1/hunter2@p:80",
        "http://user:1#hunter2@p:80",
        "http://user:hunter2@pröxy.example",
        "http://user:hunter2\ud800@p",
        "hunter2://",
    ],
)
def test_what_is_no_proxy_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with pytest.raises(ConfigError, match=r"^proxies\['https'\]: expected http://") as caught:
        find_proxy(TARGET, {"https": address})
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))
    monkeypatch.setattr("restjson.http.proxies.getproxies", lambda: {"https": address})
    with pytest.raises(ConfigError, match=r"^https_proxy: expected http://") as caught:
        find_proxy(TARGET, None)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


@given(st.text() | st.text("htps:/@[]%.-_a1é \\").map(lambda text: f"http://{text}"))
@example("http://-")
@example("http://a..b")
def test_any_text_is_a_proxy_for_urllib3_or_refused(address: str) -> None:
    try:
        proxy = find_proxy(TARGET, {"https": address})
    except ConfigError:
        return
    if proxy is not None:
        urllib3.ProxyManager(proxy.url, proxy_headers=proxy.headers).connection_from_url(TARGET)


# --- Over real sockets.


class Net:
    """Servers that end with the test."""

    def __init__(self, servers: ExitStack, folder: Path) -> None:
        self._servers = servers
        self.ca = ca_file(folder)

    def serve(self, talk: Talk) -> Server:
        return self._servers.enter_context(serving(talk))

    def serve_tls(self, talk: Talk) -> Server:
        return self._servers.enter_context(serving_tls(talk))

    def client(self, url: str, **arguments: Any) -> ssooidc.Client:
        arguments = {"max_attempts": 1, "verify": self.ca, **arguments}
        return self._servers.enter_context(ssooidc.Client(endpoint_url=url, **arguments))


@pytest.fixture
def net(tmp_path: Path) -> Iterator[Net]:
    with ExitStack() as servers:
        yield Net(servers, tmp_path)


def _ask(client: ssooidc.Client) -> str:
    return client.register_client(clientName="a", clientType="public")["clientId"]


RESPONSE = always(response(b'{"clientId":"a"}'))


def test_a_tunnel_leads_to_a_server_with_tls(net: Net) -> None:
    proxy, target = Proxy(), net.serve_tls(RESPONSE)
    client = net.client(target.url, proxies={"https": net.serve(proxy.talk).url})
    assert [_ask(client) for _ in range(3)] == ["a"] * 3
    place = target.url.removeprefix("https://").encode()
    assert proxy.asked == [b"CONNECT %s HTTP/1.1\r\nHost: %s" % (place, place)]


def test_the_proxys_credentials_go_to_the_proxy_alone(net: Net) -> None:
    heard: list[bytes] = []

    def target(connection: Any) -> None:
        heard.append(connection.receive())
        connection.send(response(b'{"clientId":"a"}'))

    proxy = Proxy(BASIC)
    url = net.serve(proxy.talk).url.replace("://", f"://{ENCODED}@")
    assert _ask(net.client(net.serve_tls(target).url, proxies={"https": url})) == "a"
    assert BASIC in proxy.asked[0]
    assert b"proxy-authorization" not in heard[0].lower()


def test_a_plain_server_is_asked_for_through_the_proxy(net: Net) -> None:
    proxy = Proxy(BASIC)
    url = net.serve(proxy.talk).url.replace("://", f"://{ENCODED}@")
    target = net.serve(RESPONSE)
    assert _ask(net.client(target.url, proxies={"http": url})) == "a"
    assert proxy.asked[0].startswith(f"POST {target.url}/client/register HTTP/1.1\r\n".encode())


def test_the_environments_proxy_is_taken_at_the_first_call(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, target = Proxy(), net.serve_tls(RESPONSE)
    client = net.client(target.url)
    monkeypatch.setenv("HTTPS_PROXY", net.serve(proxy.talk).url.removeprefix("http://"))
    assert _ask(client) == "a"
    assert len(proxy.asked) == 1
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert _ask(net.client(target.url)) == "a"
    monkeypatch.delenv("NO_PROXY")
    assert _ask(net.client(target.url, proxies={})) == "a"
    assert len(proxy.asked) == 1


def test_a_proxy_may_speak_tls(net: Net) -> None:
    proxy, target = Proxy(), net.serve(RESPONSE)
    client = net.client(target.url, proxies={"http": net.serve_tls(proxy.talk).url})
    assert _ask(client) == "a"
    assert len(proxy.asked) == 1


def test_a_tunnel_may_lead_through_a_proxy_with_tls(net: Net) -> None:
    proxy, target = Proxy(BASIC), net.serve_tls(RESPONSE)
    url = net.serve_tls(proxy.talk).url.replace("://", f"://{ENCODED}@")
    client = net.client(target.url, proxies={"https": url})
    assert [_ask(client) for _ in range(3)] == ["a"] * 3
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("outer", ["plain", "tls"])
@pytest.mark.parametrize("inner", ["plain", "tls"])
def test_a_proxy_passes_on_what_is_sent_and_no_log_has_the_query(
    net: Net, caplog: pytest.LogCaptureFixture, inner: str, outer: str
) -> None:
    caplog.set_level(logging.DEBUG)
    heard: list[bytes | None] = []

    def talk(connection: Connection) -> None:
        heard.append(connection.receive())
        connection.send(response(b"{}"))

    proxy = Proxy()
    target = net.serve(talk) if inner == "plain" else net.serve_tls(talk)
    through = net.serve(proxy.talk) if outer == "plain" else net.serve_tls(proxy.talk)
    transport = PooledTransport(
        connect_timeout=30,
        read_timeout=30,
        max_pool_connections=1,
        max_response_bytes=1000,
        verify=net.ca,
        proxies={"http": through.url, "https": through.url},
    )
    url = f"{target.url}/a/../b?secret=%7eabc"
    assert transport.send(Request("POST", url, {}, b"{}")).status == 200
    transport.close()
    [head] = heard
    assert head is not None
    # Without a tunnel the whole URL is named (RFC 9112 section 3.2.2).
    sent = url if inner == "plain" else "/a/../b?secret=%7eabc"
    assert head.startswith(f"POST {sent} HTTP/1.1\r\n".encode())
    assert "secret" not in caplog.text


def test_a_proxy_with_tls_is_verified(net: Net, tmp_path: Path) -> None:
    proxy = Proxy()
    client = net.client(
        net.serve_tls(RESPONSE).url,
        proxies={"https": net.serve_tls(proxy.talk).url},
        verify=ca_file(tmp_path, "other"),
    )
    with pytest.raises((ProxyError, TLSError)):
        _ask(client)
    assert proxy.asked == []


def _gone() -> str:
    """A URL where nobody listens any more."""
    with serving(RESPONSE) as server:
        return server.url


def _says_no(error: Error, url: str, caplog: pytest.LogCaptureFixture) -> None:
    """Check that a failure names the server, has a cause, and shows no credentials."""
    assert str(error).startswith(f"{url}: ")
    assert isinstance(error.__cause__, Exception)
    shown = "".join(traceback.format_exception(error)) + caplog.text + repr(error)
    secrets = (PASSWORD, ENCODED, BASIC.decode().partition(" ")[2])
    assert not [each for each in secrets if each in shown]
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


@pytest.mark.parametrize("kind", ["plain", "tls"])
@pytest.mark.parametrize("credentials", ["", f"{ENCODED}@"])
def test_a_proxy_that_wants_other_credentials_is_an_error_that_shows_none(
    net: Net, caplog: pytest.LogCaptureFixture, kind: str, credentials: str
) -> None:
    caplog.set_level(logging.DEBUG)
    heard = Proxy(b"Basic other")
    target = net.serve(RESPONSE) if kind == "plain" else net.serve_tls(RESPONSE)
    url = net.serve(heard.talk).url.replace("://", f"://{credentials}")
    client = net.client(target.url, proxies={"http": url, "https": url})
    with pytest.raises(ProxyError, match="check its address and credentials") as caught:
        _ask(client)
    assert caught.value.may_have_arrived is False
    _says_no(caught.value, target.url, caplog)
    assert target.connections == 0


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there_is_an_error_that_shows_no_credentials(
    net: Net, caplog: pytest.LogCaptureFixture, scheme: str
) -> None:
    caplog.set_level(logging.DEBUG)
    gone = _gone().replace("://", f"://{ENCODED}@")
    url = f"{scheme}://service.example"
    with pytest.raises(ProxyError) as caught:
        _ask(net.client(url, proxies={scheme: gone}))
    _says_no(caught.value, url, caplog)


@pytest.mark.parametrize(
    "response",
    [b"HTTP/1.1 502 Bad Gateway\r\n\r\n", b"HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"],
)
def test_a_proxy_that_opens_no_tunnel_is_an_error(
    net: Net, caplog: pytest.LogCaptureFixture, response: bytes
) -> None:
    def talk(connection: Any) -> None:
        connection.socket.recv(65536)
        connection.send(response)

    url = "https://service.example"
    with pytest.raises(ProxyError) as caught:
        _ask(net.client(url, proxies={"https": net.serve(talk).url}))
    _says_no(caught.value, url, caplog)


def test_the_server_behind_a_tunnel_is_verified(net: Net, tmp_path: Path) -> None:
    proxy = Proxy()
    client = net.client(
        net.serve_tls(RESPONSE).url,
        proxies={"https": net.serve(proxy.talk).url},
        verify=ca_file(tmp_path, "other"),
    )
    with pytest.raises(TLSError) as caught:
        _ask(client)
    assert isinstance(caught.value.__cause__, Exception)


def test_a_bad_proxy_is_told_at_the_first_call(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://user:hunter2@p")
    client = net.client(TARGET)
    with pytest.raises(ConfigError, match=r"^https_proxy: expected http://"):
        _ask(client)
