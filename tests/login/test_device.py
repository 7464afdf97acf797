"""Signing in with a device code, against the emulator."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ssologin
import ssooidc
from ssoemulator import Emulator
from ssologin import Prompt
from ssologin.clients import oidc_client
from ssologin.device import sign_in_by_device
from ssologin.registration import get_registration
from ssologin.waiting import Wait
from tests.clock import FakeClock

SESSION = ssologin.Session("https://my-sso-portal.awsapps.com/start", "us-east-1", "my-sso")


class Turns:
    """Stands in for the event that cancels: nobody sleeps, the clocks are moved.

    Attributes:
        waits: how long each wait was to take, in seconds.
    """

    def __init__(self, idc: Emulator, clock: FakeClock) -> None:
        self.waits: list[float] = []
        self.then: dict[int, Callable[[], object]] = {}
        self._idc = idc
        self._clock = clock
        self._is_set = False

    def is_set(self) -> bool:
        return self._is_set

    def set(self) -> None:
        self._is_set = True

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self.waits.append(timeout)
        self._clock.sleep(timeout)
        self._idc.advance(timeout)
        self.then.get(len(self.waits), lambda: None)()
        return self._is_set


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def turns(idc: Emulator, clock: FakeClock) -> Turns:
    return Turns(idc, clock)


def _sign_in(turns: Turns, clock: FakeClock, timeout: float = 3600) -> dict[str, object]:
    store = ssologin.MemoryStore()
    with oidc_client(SESSION) as client:
        registration = get_registration(SESSION, store, client, now=0)
        return {
            **sign_in_by_device(
                SESSION.start_url,
                client,
                registration,
                lambda _: None,
                Wait(timeout, turns, clock),
                reason="",
                now=0,
            )
        }


def _approve(idc: Emulator) -> Callable[[], object]:
    return lambda: idc.approve(idc.pending[0].user_code)


def test_it_polls_at_the_interval_of_the_service_until_somebody_allows_it(
    idc: Emulator, turns: Turns, clock: FakeClock
) -> None:
    turns.then[3] = _approve(idc)
    assert _sign_in(turns, clock)["accessToken"]
    assert turns.waits == [1.0, 1.0, 1.0]


def test_it_waits_five_seconds_longer_for_good_after_slow_down(
    idc: Emulator, turns: Turns, clock: FakeClock
) -> None:
    turns.then[1] = lambda: idc.fail_next(1, code="SlowDownException", operation="CreateToken")
    turns.then[3] = _approve(idc)
    assert _sign_in(turns, clock)["accessToken"]
    assert turns.waits == [1.0, 6.0, 6.0]


@pytest.mark.parametrize("kind", ["close", "reset", "error", "html", "truncate"])
def test_it_survives_failures_of_network_and_service(
    idc: Emulator, turns: Turns, clock: FakeClock, kind: Any
) -> None:
    # As often as a call is sent, so that the client itself gives up.
    turns.then[1] = lambda: idc.fail_next(3, kind=kind, operation="CreateToken")
    turns.then[2] = _approve(idc)
    assert _sign_in(turns, clock)["accessToken"]


def test_it_ends_when_the_person_refuses(idc: Emulator, turns: Turns, clock: FakeClock) -> None:
    turns.then[1] = lambda: idc.deny(idc.pending[0].user_code)
    with pytest.raises(ssologin.AccessDenied, match="refused on the page"):
        _sign_in(turns, clock)


def test_it_ends_with_the_code_even_if_the_service_always_says_pending(
    idc: Emulator, turns: Turns, clock: FakeClock
) -> None:
    idc.switch(pending_after_denial=True)
    turns.then[1] = lambda: idc.deny(idc.pending[0].user_code)
    with pytest.raises(ssologin.LoginTimedOut):
        _sign_in(turns, clock)
    assert sum(turns.waits) <= 600


def test_it_ends_when_the_caller_has_no_more_time(turns: Turns, clock: FakeClock) -> None:
    with pytest.raises(ssologin.LoginTimedOut):
        _sign_in(turns, clock, timeout=10)
    assert sum(turns.waits) == 10


def test_it_ends_when_the_code_expired_at_the_service(
    idc: Emulator, turns: Turns, clock: FakeClock
) -> None:
    turns.then[1] = lambda: idc.advance(600)
    with pytest.raises(ssologin.LoginTimedOut, match="code ended"):
        _sign_in(turns, clock)


def test_another_thread_can_cancel(idc: Emulator) -> None:
    cancel = threading.Event()
    with pytest.raises(ssologin.LoginCancelled):
        ssologin.login(
            "my-sso",
            flow="device",
            open_browser=False,
            cancel=cancel,
            prompt=lambda _: threading.Thread(target=cancel.set).start(),
        )


def test_the_person_is_shown_code_and_page_as_the_service_gave_them(idc: Emulator) -> None:
    shown: list[Prompt] = []

    def prompt(asked: Prompt) -> None:
        shown.append(asked)
        assert asked.user_code is not None
        idc.approve(asked.user_code)

    token = ssologin.login("my-sso", flow="device", open_browser=False, prompt=prompt)
    [asked] = shown
    assert asked.flow == "device"
    assert asked.user_code
    assert asked.verification_uri == f"{idc.url}/start/#/device"
    assert asked.verification_uri_complete.endswith(f"#/device?user_code={asked.user_code}")
    assert asked.expires_at.tzinfo is not None
    assert asked.user_code not in repr(asked)
    assert token.refreshable


def test_a_browser_that_blocks_does_not_stop_the_polling(idc: Emulator) -> None:
    opened, released = threading.Event(), threading.Event()

    def block(address: str) -> None:
        opened.set()
        released.wait()

    def prompt(asked: Prompt) -> None:
        idc.approve(str(asked.user_code))

    try:
        token = ssologin.login("my-sso", flow="device", open_browser=block, prompt=prompt)
        assert token.access_token
        assert opened.wait(30)
    finally:
        released.set()


def test_the_token_is_kept_as_awss_tools_keep_it(signed_in: ssologin.Token, home: Path) -> None:
    path = home / ".aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json"
    text = path.read_text()
    kept = json.loads(text)
    assert list(kept) == [
        "startUrl",
        "region",
        "accessToken",
        "expiresAt",
        "clientId",
        "clientSecret",
        "registrationExpiresAt",
        "refreshToken",
    ]
    assert text == json.dumps(kept)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert kept["accessToken"] == signed_in.access_token
    assert signed_in.access_token not in repr(signed_in)


def test_a_registration_is_used_again(idc: Emulator, signed_in: ssologin.Token) -> None:
    idc.switch(auto_approve=True)
    ssologin.login("my-sso", flow="device", open_browser=False, prompt=lambda _: None)
    assert [each.operation for each in idc.requests].count("RegisterClient") == 1


def test_a_registration_that_the_service_forgot_is_made_anew(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    idc.expire(client_id=signed_in.record["clientId"])
    idc.switch(auto_approve=True)
    ssologin.login("my-sso", flow="device", open_browser=False, prompt=lambda _: None)
    assert [each.operation for each in idc.requests].count("RegisterClient") == 2


def test_a_start_url_that_the_service_does_not_know_is_a_wrong_region(idc: Emulator) -> None:
    idc.fail_next(1, code="InvalidRequestException", operation="StartDeviceAuthorization")
    with pytest.raises(ssologin.WrongRegion, match="us-east-1"):
        ssologin.login("my-sso", flow="device", open_browser=False, prompt=lambda _: None)


def test_a_refusal_while_it_polls_ends_it(idc: Emulator, turns: Turns, clock: FakeClock) -> None:
    turns.then[1] = lambda: idc.fail_next(
        1, code="InvalidRequestException", operation="CreateToken"
    )
    with pytest.raises(ssooidc.ClientError, match="InvalidRequestException"):
        _sign_in(turns, clock)
