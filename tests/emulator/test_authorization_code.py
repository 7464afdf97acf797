"""Authorization codes: how they are issued, and what a client gets for one."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ssoemulator import Emulator
from tests.emulator.applications import (
    APPLICATION,
    APPLICATION_URI,
    REDIRECT_URI,
    REGISTERED_URI,
    Browser,
    challenge,
)
from tests.emulator.clients import AUTHORIZATION_CODE, DEVICE_CODE, SCOPE, Device, post
from tests.emulator.clock import Clock

HOUR = 60 * 60
DAY = 24 * HOUR


@pytest.fixture
def browser(client: Any, idc: Emulator) -> Browser:
    return Browser(client, idc)


def refused(browser: Browser, code: str, **changes: Any) -> str:
    """The description of the invalid grant that redeeming the code ends with."""
    with pytest.raises(browser.client.exceptions.InvalidGrantException) as caught:
        browser.redeem(code, **changes)
    assert caught.value.response["error"] == "invalid_grant"
    text: str = caught.value.response["error_description"]
    return text


def test_a_code_is_exchanged_for_tokens_that_can_be_refreshed(browser: Browser) -> None:
    tokens = browser.redeem(browser.sign_in())
    assert tokens["tokenType"] == "Bearer"
    assert tokens["expiresIn"] == HOUR
    assert browser.refresh(tokens["refreshToken"])["accessToken"] != tokens["accessToken"]


@pytest.mark.parametrize(
    ("registered", "given"),
    [
        (REGISTERED_URI, REGISTERED_URI),
        ("http://127.0.0.1", "http://127.0.0.1:41234"),
        ("http://[::1]/callback", "http://[::1]:41234/callback"),
        ("https://app.example.com/callback", "https://app.example.com/callback"),
    ],
)
def test_a_redirect_uri_is_the_registered_one_with_any_port_on_a_loopback_address(
    client: Any, idc: Emulator, registered: str, given: str
) -> None:
    browser = Browser(client, idc, redirectUris=["https://other.example.com", registered])
    assert browser.redeem(browser.sign_in(given), redirectUri=given)["accessToken"]


def test_a_code_is_good_once_and_its_tokens_are_revoked_when_it_comes_again(
    browser: Browser,
) -> None:
    code = browser.sign_in()
    tokens = browser.redeem(code)
    assert refused(browser, code) == "code: was used before, so its tokens have been revoked"
    with pytest.raises(browser.client.exceptions.InvalidGrantException):
        browser.refresh(tokens["refreshToken"])
    assert refused(browser, code)


def test_a_used_code_does_no_harm_to_the_tokens_of_another_sign_in(browser: Browser) -> None:
    used, other = browser.sign_in(), browser.sign_in()
    browser.redeem(used)
    tokens = browser.redeem(other)
    refused(browser, used)
    assert browser.refresh(tokens["refreshToken"])["accessToken"]


def test_of_many_threads_that_redeem_one_code_exactly_one_gets_tokens(
    idc: Emulator, browser: Browser
) -> None:
    body = {
        **browser.credentials,
        "grantType": AUTHORIZATION_CODE,
        "code": browser.sign_in(),
        "redirectUri": REDIRECT_URI,
        "codeVerifier": browser.code_verifier,
    }
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: post(idc.url, "/token", body).status, range(8)))
    assert sorted(statuses) == [200] + [400] * 7


def test_a_code_expires_after_ten_minutes(browser: Browser, clock: Clock) -> None:
    late, in_time = browser.sign_in(), browser.sign_in()
    clock.advance(599)
    assert browser.redeem(in_time)["accessToken"]
    clock.advance(1)
    assert refused(browser, late) == "code: has expired"


@pytest.mark.parametrize(
    "verifier",
    ["", "wrong", "A" * 42, "A" * 43, "A" * 128, "A" * 129, "A" * 42 + "=", "A" * 43 + "\n", "ä"],
)
def test_a_code_needs_the_verifier_behind_its_challenge_and_stays_good(
    browser: Browser, verifier: str
) -> None:
    code = browser.sign_in()
    assert refused(browser, code, codeVerifier=verifier).startswith("codeVerifier: ")
    assert browser.redeem(code)["accessToken"]


def test_the_challenge_itself_is_no_verifier(browser: Browser) -> None:
    code = browser.sign_in()
    assert refused(browser, code, codeVerifier=challenge(browser.code_verifier))


@pytest.mark.parametrize(
    "uri", ["", REGISTERED_URI, REDIRECT_URI + "/", "http://127.0.0.1:8401/oauth/callback"]
)
def test_a_code_needs_the_very_redirect_uri_that_it_was_issued_for(
    browser: Browser, uri: str
) -> None:
    code = browser.sign_in()
    assert refused(browser, code, redirectUri=uri).startswith("redirectUri: ")
    assert browser.redeem(code)["accessToken"]


@pytest.mark.parametrize("code", ["", "unknown", "\ud800"])
def test_an_unknown_code_is_refused(browser: Browser, code: str) -> None:
    assert refused(browser, code) == "Invalid grant provided"


def test_the_code_of_another_client_is_refused_and_stays_good(
    client: Any, idc: Emulator, browser: Browser
) -> None:
    code = browser.sign_in()
    other = Browser(client, idc)
    assert refused(other, code, codeVerifier=browser.code_verifier) == "Invalid grant provided"
    assert browser.redeem(code)["accessToken"]


@pytest.mark.parametrize("member", ["code", "redirectUri", "codeVerifier"])
def test_a_missing_member_is_refused_by_name(browser: Browser, member: str) -> None:
    with pytest.raises(browser.client.exceptions.InvalidRequestException) as caught:
        browser.redeem(browser.sign_in(), **{member: None})
    text = caught.value.response["error_description"]
    assert text == f"{member}: is required for this grant type"


def test_all_missing_members_are_told_together(browser: Browser) -> None:
    with pytest.raises(browser.client.exceptions.InvalidRequestException) as caught:
        browser.create_token(grantType=AUTHORIZATION_CODE)
    text = caught.value.response["error_description"]
    assert [part.partition(":")[0] for part in text.split("; ")] == ["code", "redirectUri"]


def test_a_client_registered_for_device_codes_cannot_redeem(device: Device) -> None:
    with pytest.raises(device.client.exceptions.UnauthorizedClientException):
        device.create_token(grantType=AUTHORIZATION_CODE)


def test_tokens_carry_the_scopes_that_the_person_allowed(client: Any, idc: Emulator) -> None:
    browser = Browser(client, idc, scopes=[SCOPE, "codewhisperer:completions"])
    narrow = browser.redeem(browser.sign_in(scopes=["codewhisperer:completions"]))
    assert "refreshToken" not in narrow
    assert narrow["expiresIn"] == 8 * HOUR
    assert "refreshToken" in browser.redeem(browser.sign_in())


def test_a_session_begins_when_the_person_signs_in(browser: Browser, clock: Clock) -> None:
    code = browser.sign_in()
    clock.advance(500)
    token = browser.redeem(code)["refreshToken"]
    clock.advance(8 * HOUR - 501)
    browser.refresh(token)
    clock.advance(1)
    with pytest.raises(browser.client.exceptions.InvalidGrantException):
        browser.refresh(token)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"code_challenge": None}, "code_challenge: is required for a client that registered"),
        ({"code_challenge": ""}, "code_challenge: is not the base64url form"),
        ({"code_challenge": "A" * 42 + "="}, "code_challenge: is not the base64url form"),
        ({"code_challenge": "A" * 44}, "code_challenge: is not the base64url form"),
        (
            {"redirect_uri": "http://127.0.0.1:8400/other"},
            "redirect_uri: is not one that the client",
        ),
        ({"redirect_uri": "http://localhost:8400/oauth/callback"}, "redirect_uri: is not one that"),
        ({"scopes": [SCOPE, "other"]}, r"scopes\[1\]: the client has not registered"),
        ({"scopes": [SCOPE, "two words"]}, r"scopes\[1\]: is not a scope"),
        ({"scopes": SCOPE}, "scopes: is one string and not a list"),
    ],
)
def test_what_the_authorization_endpoint_would_refuse_is_a_value_error(
    browser: Browser, changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValueError, match=f"^{problem}"):
        browser.sign_in(**changes)


def test_a_client_registered_for_device_codes_gets_no_code(idc: Emulator, client: Any) -> None:
    device = Device(client, grantTypes=[DEVICE_CODE], redirectUris=[REGISTERED_URI])
    with pytest.raises(ValueError, match=r"^client_id: .* grant type authorization_code$"):
        idc.issue_code(
            device.registration["clientId"], REDIRECT_URI, code_challenge=challenge("any")
        )


def test_a_client_whose_registration_has_expired_gets_no_code(
    browser: Browser, clock: Clock
) -> None:
    clock.advance(90 * DAY)
    with pytest.raises(ValueError, match=r"^client_id: the registration has expired$"):
        browser.sign_in()


def test_an_unknown_client_gets_no_code(idc: Emulator) -> None:
    with pytest.raises(ValueError, match=r"^client_id: is neither a registered client nor"):
        idc.issue_code("unknown", REDIRECT_URI)


def test_all_problems_of_a_sign_in_are_told_together_without_a_value(idc: Emulator) -> None:
    with pytest.raises(ValueError, match="client_id") as caught:
        idc.issue_code("hush", "hush", code_challenge="hush", scopes=["hu sh"])
    problems = str(caught.value).split("; ")
    assert [problem.partition(":")[0] for problem in problems] == [
        "client_id",
        "redirect_uri",
        "code_challenge",
        "scopes[0]",
    ]
    assert "hu" not in str(caught.value)


def test_the_code_of_an_application_is_of_no_use_to_a_registered_client(
    idc: Emulator, browser: Browser
) -> None:
    code = idc.issue_code(
        APPLICATION, APPLICATION_URI, code_challenge=challenge(browser.code_verifier)
    )
    assert refused(browser, code, redirectUri=APPLICATION_URI) == "Invalid grant provided"
