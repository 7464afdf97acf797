"""Signing in with a browser: a plain HTTP client that follows the redirects of /authorize."""

import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin import Prompt
from ssologin.pkce import challenge
from tests.login.elsewhere import end_of


class Browser:
    """Opens addresses, and keeps what it saw last."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.page = ""

    def __call__(self, address: str) -> None:
        self.opened.append(address)
        # Proxies are for others: this one stays on the machine.
        plain = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with plain.open(address, timeout=30) as response:
            self.page = response.read().decode()


@pytest.fixture
def browser() -> Browser:
    return Browser()


def _login(browser: Browser) -> ssologin.Token:
    return ssologin.login(
        "my-sso", flow="pkce", open_browser=browser, prompt=lambda _: None, timeout=60
    )


def test_the_challenge_is_that_of_rfc_7636_appendix_b() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_person_signs_in_with_a_browser(idc: Emulator, browser: Browser) -> None:
    idc.switch(auto_approve=True)
    token = _login(browser)
    assert token.refreshable
    assert ssologin.get_token("my-sso") == token
    [address] = browser.opened
    query = parse_qs(urlsplit(address).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["scopes"] == ["sso:account:access"]
    assert query["redirect_uri"][0].startswith("http://127.0.0.1:")
    assert [each.operation for each in idc.requests if each.operation] == [
        "RegisterClient",
        "CreateToken",
    ]


def test_what_is_registered_has_no_port(idc: Emulator, browser: Browser) -> None:
    idc.switch(auto_approve=True)
    _login(browser)
    registered = next(each for each in idc.requests if each.operation == "RegisterClient")
    assert registered.members["redirectUris"] == ["http://127.0.0.1/oauth/callback"]
    assert registered.members["grantTypes"] == ["authorization_code", "refresh_token"]


def test_a_registration_for_device_codes_is_not_used_for_a_browser(
    idc: Emulator, signed_in: ssologin.Token, browser: Browser
) -> None:
    idc.switch(auto_approve=True)
    _login(browser)
    assert [each.operation for each in idc.requests].count("RegisterClient") == 2


def test_the_prompt_has_the_address_for_a_person_without_a_browser(idc: Emulator) -> None:
    idc.switch(auto_approve=True)
    browser, shown = Browser(), []

    def prompt(asked: Prompt) -> None:
        shown.append(asked)
        browser(asked.verification_uri_complete)

    token = ssologin.login("my-sso", flow="pkce", open_browser=False, prompt=prompt, timeout=60)
    assert token.access_token
    [asked] = shown
    assert (asked.flow, asked.user_code) == ("pkce", None)
    assert asked.reason == "flow says so"


def test_a_browser_that_does_not_come_back_is_told_with_the_other_way(idc: Emulator) -> None:
    with pytest.raises(ssologin.LoginTimedOut, match="no browser came back") as caught:
        ssologin.login("my-sso", flow="pkce", open_browser=False, prompt=lambda _: None, timeout=0)
    assert caught.value.command == "ssologin login --session my-sso --flow device"


def test_a_program_may_hand_over_the_address_that_the_browser_could_not_reach(
    idc: Emulator,
) -> None:
    idc.switch(auto_approve=True)

    def prompt(asked: Prompt) -> None:
        assert not asked.paste("http://127.0.0.1/oauth/callback?code=x&state=y")
        assert asked.paste(end_of(asked.verification_uri_complete))
        assert "state" not in repr(asked)

    token = ssologin.login("my-sso", flow="pkce", open_browser=False, prompt=prompt, timeout=60)
    assert token.refreshable


def test_with_a_device_code_there_is_nothing_to_hand_over(idc: Emulator) -> None:
    taken = []

    def prompt(asked: Prompt) -> None:
        taken.append(asked.paste("http://127.0.0.1/oauth/callback?code=x&state=y"))
        idc.approve(str(asked.user_code))

    ssologin.login("my-sso", flow="device", open_browser=False, prompt=prompt, timeout=60)
    assert taken == [False]


def test_a_code_is_not_sent_again_when_its_response_is_lost(
    idc: Emulator, browser: Browser
) -> None:
    idc.switch(auto_approve=True)
    idc.fail_next(1, kind="lose", operation="CreateToken")
    with pytest.raises(ssologin.NetworkUnavailable):
        _login(browser)
    assert [each.operation for each in idc.requests].count("CreateToken") == 1
