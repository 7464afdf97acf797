"""A sign-in whose flow was chosen by itself, and what it does where that flow cannot work."""

import errno
import socket
import threading
from typing import Any

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin import Prompt, loopback


@pytest.fixture
def desktop(idc: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """A machine that looks as if it had a browser."""
    monkeypatch.setattr("ssologin.choice.no_browser", lambda environ=None: None)
    return idc


def _fail(address: str) -> None:
    raise OSError("no browser")


def _login(shown: list[Prompt], idc: Emulator, **options: Any) -> ssologin.Token:
    def prompt(asked: Prompt) -> None:
        shown.append(asked)
        if asked.user_code is not None:
            idc.approve(asked.user_code)

    return ssologin.login("my-sso", prompt=prompt, **{"timeout": 60, **options})


def test_a_browser_that_cannot_be_opened_gives_way_to_a_device_code(desktop: Emulator) -> None:
    shown: list[Prompt] = []
    token = _login(shown, desktop, open_browser=_fail)
    assert ssologin.get_token("my-sso") == token
    assert [asked.flow for asked in shown] == ["pkce", "device"]
    assert shown[1].reason == "no browser could be opened (OSError)"


def _no_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(loopback, "_Server", refuse)


def test_a_machine_that_cannot_be_come_back_to_gives_way_to_a_device_code(
    desktop: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_loopback(monkeypatch)
    shown: list[Prompt] = []
    assert _login(shown, desktop, open_browser=False).refreshable
    assert [asked.flow for asked in shown] == ["device"]
    assert "Operation not permitted" in shown[0].reason


def test_who_asks_for_a_browser_gets_no_other_flow(
    desktop: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_loopback(monkeypatch)
    with pytest.raises(ssologin.BrowserUnavailable, match="cannot come back") as caught:
        _login([], desktop, flow="pkce", open_browser=False)
    assert caught.value.command == "ssologin login --session my-sso --flow device"


def test_who_asks_for_a_browser_may_open_the_page_by_hand(desktop: Emulator) -> None:
    shown: list[Prompt] = []
    with pytest.raises(ssologin.LoginTimedOut):
        _login(shown, desktop, flow="pkce", open_browser=_fail, timeout=0.5)
    assert [asked.flow for asked in shown] == ["pkce"]


def test_a_port_that_was_asked_for_and_is_taken_is_an_error(desktop: Emulator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ssologin.PortInUse, match=str(port)):
            _login([], desktop, port=port, open_browser=False)


def test_a_browser_that_fails_after_the_person_came_back_changes_nothing(
    desktop: Emulator,
) -> None:
    desktop.switch(auto_approve=True)
    is_done = threading.Event()

    def open_late(address: str) -> None:
        from tests.login.test_pkce import Browser

        Browser()(address)
        is_done.wait(60)
        raise OSError("ended")

    shown: list[Prompt] = []
    token = ssologin.login("my-sso", open_browser=open_late, prompt=shown.append, timeout=60)
    is_done.set()
    assert token.refreshable
    assert [asked.flow for asked in shown] == ["pkce"]


def test_a_service_that_forgets_each_registration_is_not_asked_forever(idc: Emulator) -> None:
    idc.fail_next(9, code="InvalidClientException", operation="StartDeviceAuthorization")
    with pytest.raises(ssologin.Error, match="the sign-in service refused"):
        _login([], idc, flow="device", open_browser=False)
    assert [each.operation for each in idc.requests].count("RegisterClient") == 2


def test_a_way_to_the_services_that_there_is_not_is_told(idc: Emulator) -> None:
    session = ssologin.Session(
        "https://x.awsapps.com/start", "us-east-1", proxies={"http": "no proxy"}
    )
    with pytest.raises(ssologin.ConfigError, match=r"proxies\['http'\]: expected"):
        ssologin.login(session, flow="device", open_browser=False)
    with pytest.raises(ssologin.ConfigError, match="proxies: expected"):
        ssologin.login(session.reached_by(proxies=1), flow="device", open_browser=False)  # type: ignore[arg-type]
