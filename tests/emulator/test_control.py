"""What a test does to the emulator: decide, move time, end things, look at what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from ssoemulator import Emulator, Pending, Switches
from tests.emulator.clients import (
    SCOPE,
    START_URL,
    Device,
    botocore_client,
    post,
    register,
)
from tests.emulator.clock import Clock
from tests.emulator.portal_clients import ask, error_code, sign_in

USERS = {
    "users": [{"userName": "ann"}, {"userName": "bob"}],
    "accounts": [{"accountId": "111122223333", "roles": [{"roleName": "r", "users": ["bob"]}]}],
}


def test_pending_lists_the_codes_that_wait_and_who_asks(idc: Emulator, device: Device) -> None:
    first, second = device.start(), device.start()
    assert [each.user_code for each in idc.pending] == [first["userCode"], second["userCode"]]
    assert idc.pending[0] == Pending(
        user_code=first["userCode"],
        client_id=device.registration["clientId"],
        client_name="test",
        scopes=(SCOPE,),
        verification_uri_complete=first["verificationUriComplete"],
        expires_at=idc.now + 600,
    )
    idc.approve(first["userCode"])
    idc.deny(second["userCode"])
    assert idc.pending == ()


def test_a_code_that_has_expired_waits_no_more(idc: Emulator, device: Device) -> None:
    device.start()
    idc.advance(600)
    assert idc.pending == ()


def test_on_pending_may_decide_before_the_client_knows_its_code() -> None:
    seen: list[Pending] = []

    def decide(pending: Pending) -> None:
        seen.append(pending)
        idc.approve(pending.user_code, user="ann")

    with Emulator(on_pending=decide) as idc:
        device = Device(botocore_client(idc.url))
        started = device.start()
        assert device.poll(started["deviceCode"])["accessToken"]
        device.client.close()
    assert [each.user_code for each in seen] == [started["userCode"]]


def test_on_pending_is_not_called_for_what_is_approved_at_once() -> None:
    seen: list[Pending] = []
    with Emulator(auto_approve=True, on_pending=seen.append) as idc:
        sign = register(idc.url)
        who = {name: sign[name] for name in ("clientId", "clientSecret")}
        assert post(idc.url, "/device_authorization", {**who, "startUrl": START_URL}).status == 200
    assert seen == []


def test_auto_approve_may_name_who_signs_in() -> None:
    with Emulator(auto_approve="bob", seed=USERS) as idc:
        device = Device(botocore_client(idc.url))
        token = device.poll(device.start()["deviceCode"])["accessToken"]
        device.client.close()
        listed = ask(idc.url, "/assignment/accounts", token).json["accountList"]
    assert [account["accountId"] for account in listed] == ["111122223333"]


def test_a_seed_that_lists_its_users_has_only_these_sign_in() -> None:
    with Emulator(seed=USERS) as idc:
        device = Device(botocore_client(idc.url))
        started = device.start()
        with pytest.raises(ValueError, match=r"^user: is not one of the seed's users$"):
            idc.approve(started["userCode"], user="eve")
        idc.approve(started["userCode"])  # as the first of them
        token = device.poll(started["deviceCode"])["accessToken"]
        device.client.close()
        assert ask(idc.url, "/assignment/accounts", token).json["accountList"] == []


def test_advance_moves_the_emulators_time_alone(idc: Emulator, clock: Clock) -> None:
    before = idc.now
    idc.advance(90)
    assert (idc.now - before, clock.now) == (90, before)


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf"), 1e308, 4e9])
def test_time_goes_neither_back_nor_beyond_a_hundred_years(idc: Emulator, seconds: float) -> None:
    idc.advance(3e9)
    with pytest.raises(ValueError, match=r"^seconds: is not a number from 0 to what is left of"):
        idc.advance(seconds)
    assert post(idc.url, "/token", {}).status == 400


def test_requests_are_seen_in_order_with_their_secrets_masked(
    idc: Emulator, device: Device
) -> None:
    started = device.start()
    with pytest.raises(device.client.exceptions.AuthorizationPendingException):
        device.poll(started["deviceCode"])
    registered, authorized, polled = idc.requests
    assert (registered.operation, registered.status, registered.error) == (
        "RegisterClient",
        200,
        None,
    )
    assert registered.members["clientName"] == "test"
    assert authorized.members == {
        "clientId": device.registration["clientId"],
        "clientSecret": "***",
        "startUrl": START_URL,
    }
    assert (polled.operation, polled.status) == ("CreateToken", 400)
    assert polled.error == "AuthorizationPendingException"
    assert polled.members["deviceCode"] == "***"
    shown = repr(idc.requests)
    assert device.registration["clientSecret"] not in shown
    assert started["deviceCode"] not in shown


def test_a_request_is_found_by_the_id_of_its_response(idc: Emulator, device: Device) -> None:
    result = device.start()
    assert idc.requests[-1].request_id == result["ResponseMetadata"]["RequestId"]


def test_a_long_member_is_shortened_when_it_is_shown(idc: Emulator) -> None:
    register(idc.url, clientName="n" * 2000, scopes=["s"] * 100)
    members = idc.requests[-1].members
    assert (len(members["clientName"]), len(members["scopes"])) == (203, 20)


def test_revoking_ends_the_sessions_of_a_person(idc: Emulator, device: Device) -> None:
    tokens = {}
    for user in ("ann", "bob"):
        started = device.start()
        idc.approve(started["userCode"], user=user)
        tokens[user] = device.poll(started["deviceCode"])
    idc.revoke(user="ann")
    refused = ask(idc.url, "/assignment/accounts", tokens["ann"]["accessToken"])
    assert (refused.status, error_code(refused)) == (401, "UnauthorizedException")
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.refresh(tokens["ann"]["refreshToken"])
    assert device.refresh(tokens["bob"]["refreshToken"])["accessToken"]
    idc.revoke()
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.refresh(tokens["bob"]["refreshToken"])


def test_a_code_expires_when_it_is_told_to(idc: Emulator, device: Device) -> None:
    started = device.start()
    idc.expire(user_code=started["userCode"])
    with pytest.raises(device.client.exceptions.ExpiredTokenException):
        device.poll(started["deviceCode"])


def test_a_registration_expires_when_it_is_told_to(idc: Emulator, device: Device) -> None:
    idc.expire(client_id=device.registration["clientId"])
    with pytest.raises(device.client.exceptions.InvalidClientException):
        device.start()


@pytest.mark.parametrize("by", ["access_token", "user"])
def test_an_access_token_expires_and_can_still_be_refreshed(
    idc: Emulator, device: Device, by: str
) -> None:
    started = device.start()
    idc.approve(started["userCode"], user="ann")
    tokens = device.poll(started["deviceCode"])
    idc.expire(**{by: {"access_token": tokens["accessToken"], "user": "ann"}[by]})
    assert ask(idc.url, "/assignment/accounts", tokens["accessToken"]).status == 401
    renewed = device.refresh(tokens["refreshToken"])["accessToken"]
    assert ask(idc.url, "/assignment/accounts", renewed).status == 200


@pytest.mark.parametrize("what", [{}, {"user": "nobody"}, {"user_code": "x"}, {"client_id": "x"}])
def test_what_does_not_exist_cannot_expire(idc: Emulator, what: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"^there is nothing of this name"):
        idc.expire(**what)


# --- habits of the service


def test_after_a_denial_polls_may_stay_pending(idc: Emulator, device: Device) -> None:
    idc.switch(pending_after_denial=True)
    started = device.start()
    idc.deny(started["userCode"])
    with pytest.raises(device.client.exceptions.AuthorizationPendingException):
        device.poll(started["deviceCode"])
    idc.advance(600)
    with pytest.raises(device.client.exceptions.ExpiredTokenException):
        device.poll(started["deviceCode"])


def test_a_rotated_refresh_token_is_good_once_and_a_second_use_ends_the_session(
    idc: Emulator, device: Device
) -> None:
    idc.switch(rotate_refresh_tokens=True)
    started = device.start()
    idc.approve(started["userCode"])
    first = device.poll(started["deviceCode"])
    second = device.refresh(first["refreshToken"])
    third = device.refresh(second["refreshToken"])
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.refresh(second["refreshToken"])
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.refresh(third["refreshToken"])
    assert ask(idc.url, "/assignment/accounts", third["accessToken"]).status == 401


def test_the_portal_serves_so_many_calls_a_second(idc: Emulator) -> None:
    idc.switch(portal_rate_limit=2)
    token = sign_in(idc)["accessToken"]
    statuses = [ask(idc.url, "/assignment/accounts", token).status for _ in range(4)]
    assert statuses == [200, 200, 429, 429]
    idc.advance(1)
    assert ask(idc.url, "/assignment/accounts", token).status == 200


def test_a_session_may_end_before_the_time_of_its_tokens(idc: Emulator, device: Device) -> None:
    idc.switch(session_ends_after=60)
    started = device.start()
    idc.approve(started["userCode"])
    tokens = device.poll(started["deviceCode"])
    assert tokens["expiresIn"] == 3600
    idc.advance(60)
    assert ask(idc.url, "/assignment/accounts", tokens["accessToken"]).status == 401
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.refresh(tokens["refreshToken"])


@pytest.mark.parametrize(
    ("switch", "value"),
    [
        ("auto_approve", 1),
        ("pending_after_denial", "yes"),
        ("rotate_refresh_tokens", None),
        ("portal_rate_limit", 0),
        ("portal_rate_limit", True),
        ("session_ends_after", -1),
        ("session_ends_after", float("inf")),
        ("region", ""),
    ],
)
def test_a_value_that_a_switch_cannot_have_is_refused(
    idc: Emulator, switch: str, value: Any
) -> None:
    with pytest.raises(ValueError, match=rf"^{switch}: is not "):
        idc.switch(**{switch: value})
    with pytest.raises(ValueError, match=rf"^{switch}: is not "):
        Emulator(**{switch: value})
    assert idc.switches == Switches()


def test_a_switch_that_does_not_exist_is_a_type_error(idc: Emulator) -> None:
    with pytest.raises(TypeError, match="auto_aprove"):
        idc.switch(auto_aprove=True)
    with pytest.raises(TypeError, match="auto_aprove"):
        Emulator(auto_aprove=True)  # type: ignore[call-arg]
