"""The server that the browser comes back to, over real sockets."""

import http.client
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

import ssologin
from ssologin.loopback import Loopback
from ssologin.waiting import Wait

STATE = "the-state-of-this-sign-in"


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    with Loopback(STATE) as server:
        yield server


class Page:
    """What a browser got."""

    def __init__(self, status: int, headers: dict[str, str], text: str) -> None:
        self.status = status
        self.headers = headers
        self.text = text


def _ask(
    loopback: Loopback,
    path: str = "/oauth/callback",
    method: str = "GET",
    host: str | None = None,
    **query: str,
) -> Page:
    connection = http.client.HTTPConnection("127.0.0.1", loopback.port, timeout=30)
    headers = {} if host is None else {"Host": host}
    try:
        connection.request(method, f"{path}?{urlencode(query)}", headers=headers)
        response = connection.getresponse()
        return Page(response.status, dict(response.getheaders()), response.read().decode())
    finally:
        connection.close()


def _code(loopback: Loopback) -> str:
    return loopback.wait_for_code(Wait(30, None))


def _is_waiting(loopback: Loopback) -> bool:
    with pytest.raises(ssologin.LoginTimedOut):
        loopback.wait_for_code(Wait(0, None))
    return True


def test_the_code_that_comes_with_the_state_is_taken(loopback: Loopback) -> None:
    page = _ask(loopback, code="the-code", state=STATE)
    assert page.status == 200
    assert "Signed in" in page.text
    assert _code(loopback) == "the-code"


def test_it_listens_on_127_0_0_1_alone(loopback: Loopback) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.2", loopback.port))  # free only if nobody has all addresses
        assert loopback.redirect_uri.startswith("http://127.0.0.1:")


def test_a_connection_that_says_nothing_does_not_stall_the_browser(loopback: Loopback) -> None:
    with socket.create_connection(("127.0.0.1", loopback.port)):
        assert _ask(loopback, code="the-code", state=STATE).status == 200
    assert _code(loopback) == "the-code"


def test_a_connection_that_says_nothing_does_not_stop_the_time(loopback: Loopback) -> None:
    with socket.create_connection(("127.0.0.1", loopback.port)):
        assert _is_waiting(loopback)


def test_a_connection_that_says_nothing_is_closed(
    loopback: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssologin.loopback._Handler.timeout", 0.05)
    with socket.create_connection(("127.0.0.1", loopback.port), timeout=30) as idle:
        assert idle.recv(1) == b""


@pytest.mark.parametrize(
    "query",
    [
        {"error": "1"},
        {"error": "access_denied", "state": "another"},
        {"code": "theirs"},
        {"code": "theirs", "state": ""},
        {"code": "theirs", "state": "another"},
        {"code": "theirs", "state": STATE[:-1]},
        {"state": STATE},
    ],
)
def test_a_stray_ends_nothing(loopback: Loopback, query: dict[str, str]) -> None:
    assert _ask(loopback, **query).status == 400
    assert _is_waiting(loopback)
    _ask(loopback, code="the-code", state=STATE)
    assert _code(loopback) == "the-code"


@pytest.mark.parametrize("path", ["/", "/oauth/callback/", "/oauth", "/favicon.ico", "//x"])
def test_only_the_exact_path_counts(loopback: Loopback, path: str) -> None:
    assert _ask(loopback, path, code="the-code", state=STATE).status == 404
    assert _is_waiting(loopback)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
def test_only_get_counts(loopback: Loopback, method: str) -> None:
    page = _ask(loopback, method=method, code="the-code", state=STATE)
    assert page.status == 405
    assert page.headers["Allow"] == "GET"
    assert _is_waiting(loopback)


def test_a_name_that_was_bent_to_this_address_is_refused(loopback: Loopback) -> None:
    page = _ask(loopback, host="attacker.example", code="the-code", state=STATE)
    assert page.status == 421
    assert _is_waiting(loopback)


def test_parameters_that_come_twice_are_none(loopback: Loopback) -> None:
    _ask(loopback, f"/oauth/callback?code=a&code=b&state={STATE}&x=")
    assert _is_waiting(loopback)


def test_what_the_service_says_of_a_refusal_is_passed_on(loopback: Loopback) -> None:
    page = _ask(loopback, error="access_denied", error_description="<b>No.</b>", state=STATE)
    assert "&lt;b&gt;No." in page.text
    with pytest.raises(ssologin.AccessDenied, match=r"access_denied: <b>No\."):
        _code(loopback)


def test_pages_are_kept_nowhere_and_load_nothing(loopback: Loopback) -> None:
    headers = _ask(loopback, code="the-code", state=STATE).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "the-code" not in str(headers)


def test_a_second_code_changes_nothing(loopback: Loopback) -> None:
    _ask(loopback, code="the-code", state=STATE)
    assert _ask(loopback, code="another", state=STATE).status == 400
    assert _code(loopback) == "the-code"


def test_an_address_that_the_browser_could_not_reach_may_be_pasted(loopback: Loopback) -> None:
    where = "http://127.0.0.1:1/oauth/callback"
    strays = (
        "the-code",
        where,
        f"{where}?code=the-code",
        f"{where}?code=c&state=other",
        "http://[",
    )
    assert [loopback.paste(each) for each in strays] == [False] * len(strays)
    assert _is_waiting(loopback)
    assert loopback.paste(f" {where}?code=the-code&state={STATE}\n")
    assert _code(loopback) == "the-code"


def test_a_refusal_may_be_pasted(loopback: Loopback) -> None:
    assert loopback.paste(f"http://127.0.0.1/?error=access_denied&state={STATE}")
    with pytest.raises(ssologin.AccessDenied, match="access_denied"):
        _code(loopback)


def test_who_gives_up_ends_the_wait_unless_the_code_came(loopback: Loopback) -> None:
    loopback.give_up("no browser")
    with pytest.raises(ssologin.BrowserUnavailable, match="no browser"):
        _code(loopback)


def test_who_gives_up_late_changes_nothing(loopback: Loopback) -> None:
    _ask(loopback, code="the-code", state=STATE)
    loopback.give_up("no browser")
    assert _code(loopback) == "the-code"


def test_more_parameters_than_there_can_be_are_none(loopback: Loopback) -> None:
    assert _ask(loopback, **{f"p{number}": "x" for number in range(30)}).status == 400
    assert _is_waiting(loopback)


def test_a_port_that_there_is_not_is_told() -> None:
    with pytest.raises(ssologin.BrowserUnavailable, match="port 70000"), Loopback(STATE, 70000):
        pass


def test_a_port_that_is_taken_is_a_clear_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ssologin.PortInUse, match=str(port)), Loopback(STATE, port):
            pass


def test_a_fixed_port_is_in_the_redirect_uri() -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    with Loopback(STATE, port) as loopback:
        assert loopback.redirect_uri == f"http://127.0.0.1:{port}/oauth/callback"


def test_more_connections_than_it_serves_are_closed(loopback: Loopback) -> None:
    idle = [socket.create_connection(("127.0.0.1", loopback.port), timeout=30) for _ in range(40)]
    try:
        assert idle[-1].recv(1) == b""
    finally:
        for each in idle:
            each.close()


def test_it_ends_with_its_threads(loopback: Loopback) -> None:
    before = threading.active_count()
    with Loopback(STATE):
        pass
    assert threading.active_count() <= before
