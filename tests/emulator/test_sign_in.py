"""The device flow as botocore goes through it, from registration to refresh."""

import re
from typing import Any

import pytest

from ssoemulator import Emulator
from tests.emulator.clients import (
    DEVICE_CODE,
    REFRESH_TOKEN,
    SCOPE,
    Device,
    botocore_client,
    post,
    register,
)
from tests.emulator.clock import Clock

HOUR = 60 * 60
DAY = 24 * HOUR


def test_an_approved_device_gets_tokens_and_can_refresh_them(idc: Emulator, device: Device) -> None:
    authorization = device.start()
    with pytest.raises(device.client.exceptions.AuthorizationPendingException):
        device.poll(authorization["deviceCode"])
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    refreshed = device.refresh(tokens["refreshToken"])
    assert refreshed["accessToken"] != tokens["accessToken"]
    assert refreshed["tokenType"] == "Bearer"
    assert device.refresh(refreshed["refreshToken"])["expiresIn"] == HOUR


def test_a_registration_lives_ninety_days(device: Device, clock: Clock) -> None:
    assert device.registration["clientIdIssuedAt"] == clock.now
    assert device.registration["clientSecretExpiresAt"] == clock.now + 90 * DAY


def test_a_registration_shows_both_endpoints_as_null(idc: Emulator) -> None:
    registration = register(idc.url)
    assert registration["authorizationEndpoint"] is None
    assert registration["tokenEndpoint"] is None


def test_client_ids_and_secrets_have_the_observed_shapes(device: Device) -> None:
    assert re.fullmatch(r"[\w-]{34}", device.registration["clientId"])
    assert re.fullmatch(r"eyJ[\w-]+\.[\w-]+\.[\w-]{64}", device.registration["clientSecret"])


def test_codes_have_the_observed_shapes(device: Device) -> None:
    authorization = device.start()
    assert re.fullmatch(r"[\w-]{86}", authorization["deviceCode"])
    assert re.fullmatch(r"[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}", authorization["userCode"])
    assert authorization["expiresIn"] == 600
    assert authorization["interval"] == 1


def test_the_user_code_is_in_the_fragment_of_the_complete_address(
    idc: Emulator, device: Device
) -> None:
    authorization = device.start()
    assert authorization["verificationUri"] == f"{idc.url}/start/#/device"
    assert authorization["verificationUriComplete"] == (
        f"{idc.url}/start/#/device?user_code={authorization['userCode']}"
    )


def test_every_authorization_has_codes_of_its_own(device: Device) -> None:
    first, second = device.start(), device.start()
    assert first["deviceCode"] != second["deviceCode"]
    assert first["userCode"] != second["userCode"]


def test_tokens_have_the_observed_shapes(idc: Emulator, device: Device) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    assert re.fullmatch(r"aoa[\w-]+:[\w+/]+=*", tokens["accessToken"])
    assert re.fullmatch(r"aor[\w-]+:[\w+/]+=*", tokens["refreshToken"])
    assert tokens["expiresIn"] == HOUR


def test_a_response_with_tokens_has_the_unmodelled_members_as_null(idc: Emulator) -> None:
    registration = register(idc.url, scopes=None)
    credentials = {name: registration[name] for name in ("clientId", "clientSecret")}
    started = post(
        idc.url, "/device_authorization", {**credentials, "startUrl": "https://example.com/start"}
    ).json
    idc.approve(started["userCode"])
    members = {**credentials, "grantType": DEVICE_CODE, "deviceCode": started["deviceCode"]}
    tokens = post(idc.url, "/token", members).json
    assert {name for name, value in tokens.items() if value is None} == {
        "aws_sso_app_session_id",
        "idToken",
        "issuedTokenType",
        "originSessionId",
        "refreshToken",
    }


@pytest.mark.parametrize("scopes", [[], ["codewhisperer:completions"]])
def test_without_the_account_scope_tokens_last_eight_hours_and_are_not_refreshable(
    idc: Emulator, client: Any, scopes: list[str]
) -> None:
    device = Device(client, scopes=scopes)
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    assert tokens["expiresIn"] == 8 * HOUR
    assert "refreshToken" not in tokens


def test_a_client_that_did_not_register_for_refreshing_gets_no_refresh_token(
    idc: Emulator, client: Any
) -> None:
    device = Device(client, grantTypes=[DEVICE_CODE])
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    assert "refreshToken" not in tokens
    with pytest.raises(client.exceptions.UnauthorizedClientException):
        device.refresh("aor-any")


def test_a_client_may_name_the_grant_types_of_the_device_flow(idc: Emulator, client: Any) -> None:
    device = Device(client, grantTypes=[DEVICE_CODE, REFRESH_TOKEN])
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    assert device.refresh(tokens["refreshToken"])["accessToken"]


def test_a_refresh_token_stays_good_when_it_has_been_used(idc: Emulator, device: Device) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    token = device.poll(authorization["deviceCode"])["refreshToken"]
    first, second = device.refresh(token), device.refresh(token)
    assert device.refresh(first["refreshToken"])["accessToken"]
    assert device.refresh(second["refreshToken"])["accessToken"]


def test_refreshing_does_not_prolong_the_session_of_eight_hours(
    idc: Emulator, device: Device, clock: Clock
) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    token = device.poll(authorization["deviceCode"])["refreshToken"]
    clock.advance(8 * HOUR - 1)
    token = device.refresh(token)["refreshToken"]
    clock.advance(1)
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.refresh(token)


def test_the_scope_of_a_token_request_has_no_effect(idc: Emulator, device: Device) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"], scope=["sso:other"])
    assert "refreshToken" in tokens


def test_with_auto_approve_the_first_poll_gets_tokens(clock: Clock) -> None:
    with Emulator(auto_approve=True, clock=clock) as idc:
        device = Device(botocore_client(idc.url), scopes=[SCOPE])
        tokens = device.poll(device.start()["deviceCode"])
        assert device.refresh(tokens["refreshToken"])["accessToken"]
        device.client.close()


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), " {} ".format])
def test_a_user_code_is_taken_as_a_person_types_it(
    idc: Emulator, device: Device, typed: Any
) -> None:
    authorization = device.start()
    idc.approve(typed(authorization["userCode"]))
    assert device.poll(authorization["deviceCode"])["accessToken"]
