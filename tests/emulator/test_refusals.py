"""Each error of the service, as botocore raises it."""

from typing import Any

import pytest

from ssoemulator import Emulator
from tests.emulator.clients import DEVICE_CODE, JWT_BEARER, REFRESH_TOKEN, Device
from tests.emulator.clock import Clock

DAY = 24 * 60 * 60


def test_only_public_clients_can_register(client: Any) -> None:
    with pytest.raises(client.exceptions.InvalidClientMetadataException):
        Device(client, clientType="confidential")


@pytest.mark.parametrize("scope", ["", "two scopes", 'quoted"', "back\\slash", "naïve", "end\n"])
def test_a_scope_outside_the_grammar_is_refused(client: Any, scope: str) -> None:
    with pytest.raises(client.exceptions.InvalidScopeException):
        Device(client, scopes=["sso:account:access", scope])


def test_an_unknown_grant_type_cannot_be_registered(client: Any) -> None:
    with pytest.raises(client.exceptions.UnsupportedGrantTypeException):
        Device(client, grantTypes=[DEVICE_CODE, "password"])


def test_the_two_ways_to_sign_in_do_not_go_into_one_registration(client: Any) -> None:
    with pytest.raises(client.exceptions.InvalidScopeException):
        Device(client, grantTypes=["authorization_code", DEVICE_CODE, REFRESH_TOKEN])


def test_a_client_registered_for_another_sign_in_cannot_start(client: Any) -> None:
    device = Device(client, grantTypes=["authorization_code", REFRESH_TOKEN])
    with pytest.raises(client.exceptions.UnauthorizedClientException):
        device.start()


def test_a_client_registered_for_another_sign_in_cannot_poll(client: Any) -> None:
    device = Device(client, grantTypes=["authorization_code", REFRESH_TOKEN])
    with pytest.raises(client.exceptions.UnauthorizedClientException):
        device.poll("any")


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "/oauth/callback",
        "127.0.0.1/oauth/callback",
        "http://",
        "http://[",
        "http://127.0.0.1/#fragment",
        "http://127.0.0.1/two words",
        "http://127.0.0.1/na\u00efve",
    ],
)
def test_a_redirect_uri_that_is_none_cannot_be_registered(client: Any, uri: str) -> None:
    with pytest.raises(client.exceptions.InvalidRedirectUriException) as caught:
        Device(client, redirectUris=["http://127.0.0.1/oauth/callback", uri])
    assert caught.value.response["error_description"].startswith("redirectUris[1]: ")


@pytest.mark.parametrize(
    "url", ["", "my-portal", "ftp://example.com/start", "https://", "http://["]
)
def test_a_start_url_that_is_no_web_address_is_refused(device: Device, url: str) -> None:
    with pytest.raises(device.client.exceptions.InvalidRequestException) as caught:
        device.start(startUrl=url)
    assert caught.value.response["error_description"] == "Invalid request"


def test_an_unknown_client_is_refused(device: Device) -> None:
    with pytest.raises(device.client.exceptions.InvalidClientException) as caught:
        device.start(clientId="unknown")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 401


@pytest.mark.parametrize("secret", ["", "wrong", "naïve", "\ud800"])
def test_a_wrong_client_secret_is_refused(device: Device, secret: str) -> None:
    with pytest.raises(device.client.exceptions.InvalidClientException):
        device.start(clientSecret=secret)


def test_the_secret_of_another_client_is_refused(client: Any, device: Device) -> None:
    other = Device(client)
    with pytest.raises(client.exceptions.InvalidClientException):
        device.poll("any", clientSecret=other.registration["clientSecret"])


def test_a_client_is_known_until_its_registration_expires(device: Device, clock: Clock) -> None:
    clock.advance(90 * DAY - 1)
    device.start()
    clock.advance(1)
    with pytest.raises(device.client.exceptions.InvalidClientException):
        device.start()


def test_an_unknown_device_code_is_refused(device: Device) -> None:
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.poll("unknown")


def test_the_device_code_of_another_client_is_refused_and_stays_good(
    idc: Emulator, client: Any, device: Device
) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    with pytest.raises(client.exceptions.InvalidGrantException):
        Device(client).poll(authorization["deviceCode"])
    assert device.poll(authorization["deviceCode"])["accessToken"]


def test_a_device_code_is_good_once(idc: Emulator, device: Device, clock: Clock) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    device.poll(authorization["deviceCode"])
    for _ in range(2):
        with pytest.raises(device.client.exceptions.InvalidGrantException):
            device.poll(authorization["deviceCode"])
        clock.advance(600)


def test_a_device_code_expires_after_ten_minutes(device: Device, clock: Clock) -> None:
    code = device.start()["deviceCode"]
    clock.advance(599)
    with pytest.raises(device.client.exceptions.AuthorizationPendingException):
        device.poll(code)
    clock.advance(1)
    with pytest.raises(device.client.exceptions.ExpiredTokenException):
        device.poll(code)


def test_an_approved_device_code_that_nobody_polls_expires_too(
    idc: Emulator, device: Device, clock: Clock
) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    clock.advance(600)
    with pytest.raises(device.client.exceptions.ExpiredTokenException):
        device.poll(authorization["deviceCode"])


def test_a_denied_device_gets_access_denied_every_time(idc: Emulator, device: Device) -> None:
    authorization = device.start()
    idc.deny(authorization["userCode"])
    for _ in range(2):
        with pytest.raises(device.client.exceptions.AccessDeniedException):
            device.poll(authorization["deviceCode"])


@pytest.mark.parametrize("grant_type", ["", "password", JWT_BEARER, "device_code"])
def test_a_grant_type_that_is_not_served_is_refused(device: Device, grant_type: str) -> None:
    with pytest.raises(device.client.exceptions.UnsupportedGrantTypeException):
        device.create_token(grantType=grant_type)


@pytest.mark.parametrize(
    ("grant_type", "member"), [(DEVICE_CODE, "deviceCode"), (REFRESH_TOKEN, "refreshToken")]
)
def test_a_grant_without_its_member_is_refused_by_name(
    device: Device, grant_type: str, member: str
) -> None:
    with pytest.raises(device.client.exceptions.InvalidRequestException) as caught:
        device.create_token(grantType=grant_type)
    assert caught.value.response["error_description"].startswith(f"{member}: ")


def test_an_unknown_refresh_token_is_refused_in_the_observed_words(device: Device) -> None:
    with pytest.raises(device.client.exceptions.InvalidGrantException) as caught:
        device.refresh("unknown")
    assert caught.value.response["error"] == "invalid_grant"
    assert caught.value.response["error_description"] == "Invalid refresh token provided"


def test_the_refresh_token_of_another_client_is_refused(
    idc: Emulator, client: Any, device: Device
) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    with pytest.raises(client.exceptions.InvalidGrantException):
        Device(client).refresh(tokens["refreshToken"])


def test_an_access_token_does_not_refresh(idc: Emulator, device: Device) -> None:
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.refresh(tokens["accessToken"])


@pytest.mark.parametrize("decide", [Emulator.approve, Emulator.deny])
def test_a_user_code_that_does_not_exist_cannot_be_decided(idc: Emulator, decide: Any) -> None:
    for code in ("", "-", "BCDF-GHJK"):
        with pytest.raises(ValueError, match="no device authorization has this user code"):
            decide(idc, code)


@pytest.mark.parametrize("decide", [Emulator.approve, Emulator.deny])
def test_a_user_code_that_has_expired_cannot_be_decided(
    idc: Emulator, device: Device, clock: Clock, decide: Any
) -> None:
    code = device.start()["userCode"]
    clock.advance(600)
    with pytest.raises(ValueError, match="has expired"):
        decide(idc, code)


@pytest.mark.parametrize("first", [Emulator.approve, Emulator.deny])
@pytest.mark.parametrize("second", [Emulator.approve, Emulator.deny])
def test_a_user_code_is_decided_once(
    idc: Emulator, device: Device, first: Any, second: Any
) -> None:
    code = device.start()["userCode"]
    first(idc, code)
    with pytest.raises(ValueError, match="has been used"):
        second(idc, code)
