"""How the interval between polls is enforced (RFC 8628 section 3.5)."""

import pytest

from ssoemulator import Emulator
from tests.emulator.clients import Device
from tests.emulator.clock import Clock


def poll_fails_with(device: Device, device_code: str) -> str:
    with pytest.raises(device.client.exceptions.ClientError) as caught:
        device.poll(device_code)
    name: str = caught.value.response["Error"]["Code"]
    return name


def test_the_first_poll_may_follow_at_once(device: Device) -> None:
    code = device.start()["deviceCode"]
    assert poll_fails_with(device, code) == "AuthorizationPendingException"


def test_polls_an_interval_apart_are_not_slowed_down(device: Device, clock: Clock) -> None:
    code = device.start()["deviceCode"]
    for _ in range(3):
        assert poll_fails_with(device, code) == "AuthorizationPendingException"
        clock.advance(1)


def test_a_poll_before_the_interval_is_over_is_slowed_down(device: Device, clock: Clock) -> None:
    code = device.start()["deviceCode"]
    poll_fails_with(device, code)
    clock.advance(0.5)
    assert poll_fails_with(device, code) == "SlowDownException"


def test_each_slow_down_adds_five_seconds_to_the_interval(device: Device, clock: Clock) -> None:
    code = device.start()["deviceCode"]
    poll_fails_with(device, code)
    assert poll_fails_with(device, code) == "SlowDownException"
    clock.advance(5)
    assert poll_fails_with(device, code) == "SlowDownException"
    clock.advance(11)
    assert poll_fails_with(device, code) == "AuthorizationPendingException"
    clock.advance(10)
    assert poll_fails_with(device, code) == "SlowDownException"


def test_a_client_that_obeys_the_slow_down_is_not_slowed_down_again(
    device: Device, clock: Clock
) -> None:
    code = device.start()["deviceCode"]
    poll_fails_with(device, code)
    poll_fails_with(device, code)
    for _ in range(3):
        clock.advance(6)
        assert poll_fails_with(device, code) == "AuthorizationPendingException"


def test_a_slow_down_concerns_one_device_code_only(device: Device, clock: Clock) -> None:
    hasty, patient = device.start()["deviceCode"], device.start()["deviceCode"]
    poll_fails_with(device, hasty)
    poll_fails_with(device, hasty)
    poll_fails_with(device, patient)
    clock.advance(1)
    assert poll_fails_with(device, patient) == "AuthorizationPendingException"


def test_an_approval_is_told_however_fast_the_poll(idc: Emulator, device: Device) -> None:
    authorization = device.start()
    poll_fails_with(device, authorization["deviceCode"])
    idc.approve(authorization["userCode"])
    assert device.poll(authorization["deviceCode"])["accessToken"]


def test_a_client_that_is_slowed_down_still_gets_its_tokens(idc: Emulator, device: Device) -> None:
    authorization = device.start()
    for _ in range(3):
        poll_fails_with(device, authorization["deviceCode"])
    idc.approve(authorization["userCode"])
    assert device.poll(authorization["deviceCode"])["accessToken"]


def test_a_sleep_that_another_clock_measures_a_little_short_is_long_enough(
    device: Device, clock: Clock
) -> None:
    code = device.start()["deviceCode"]
    poll_fails_with(device, code)
    clock.advance(0.99)
    assert poll_fails_with(device, code) == "AuthorizationPendingException"
