"""Many processes at once: one refreshes, one registers, and all have the same token."""

import json
from pathlib import Path

import pytest

import ssologin
from ssoemulator import Emulator
from tests.effort import MANY
from tests.login import processes
from tests.login.test_refresh import count, due, edit


def _operations(idc: Emulator, name: str) -> int:
    return [each.operation for each in idc.requests].count(name)


def test_of_many_processes_one_refreshes_and_all_get_its_token(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home)
    idc.switch(rotate_refresh_tokens=True)
    tokens = processes.results(["get"] * MANY)
    assert count(idc) == 1
    assert _operations(idc, "RegisterClient") == 1  # of the sign-in before
    assert tokens == [ssologin.get_token("my-sso").access_token] * MANY
    assert signed_in.access_token not in tokens


@pytest.fixture
def device_flow(idc: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign-ins go by device code, and are allowed at once."""
    idc.switch(auto_approve=True)
    monkeypatch.setenv("SSOLOGIN_FLOW", "device")


@pytest.mark.usefixtures("device_flow")
def test_of_many_processes_that_may_ask_a_person_one_registers_and_asks(idc: Emulator) -> None:
    tokens = processes.results(["interactive"] * MANY)
    assert _operations(idc, "RegisterClient") == 1
    assert _operations(idc, "StartDeviceAuthorization") == 1
    assert tokens == [ssologin.get_token("my-sso").access_token] * MANY


@pytest.mark.usefixtures("signed_in", "device_flow")
def test_where_the_registration_ended_too_one_registers_anew_and_asks(
    idc: Emulator, home: Path
) -> None:
    due(home, -1)
    edit(home, registrationExpiresAt="2020-01-01T00:00:00Z")
    [registration] = (home / ".aws/sso/cache").glob("c5cf*.json")
    record = json.loads(registration.read_text())
    registration.write_text(json.dumps({**record, "expiresAt": "2020-01-01T00:00:00Z"}))
    before = len(idc.requests)
    tokens = processes.results(["interactive"] * MANY)
    asked = [each.operation for each in idc.requests][before:]
    assert asked.count("RegisterClient") == 1
    assert asked.count("StartDeviceAuthorization") == 1
    assert count(idc) == 0
    assert tokens == [ssologin.get_token("my-sso").access_token] * MANY


@pytest.mark.usefixtures("device_flow")
def test_of_processes_that_sign_in_at_once_one_registers(idc: Emulator) -> None:
    tokens = processes.results(["login"] * MANY)
    assert _operations(idc, "RegisterClient") == 1
    assert len(tokens) == MANY
    assert ssologin.get_token("my-sso").access_token in tokens


def _results_after_the_death_of(holder: str, tasks: list[str]) -> list[str]:
    """What processes print of which the first was killed while it held the lock."""
    first = processes.held(holder)
    waiting = processes.start(*tasks)
    processes.begin(waiting)
    processes.kill(first)
    return processes.finish(waiting).splitlines()


@pytest.mark.parametrize("holder", ["hold", "hold_refresh"])
def test_when_the_process_is_killed_that_holds_the_lock_one_of_the_others_refreshes(
    idc: Emulator, signed_in: ssologin.Token, home: Path, holder: str
) -> None:
    due(home, -1)
    tokens = _results_after_the_death_of(holder, ["get"] * MANY)
    assert tokens == [ssologin.get_token("my-sso").access_token] * MANY
    assert count(idc) == 1


@pytest.mark.usefixtures("device_flow")
def test_when_the_process_is_killed_that_registers_one_of_the_others_does(idc: Emulator) -> None:
    tokens = _results_after_the_death_of("hold_registration", ["interactive"] * MANY)
    assert tokens == [ssologin.get_token("my-sso").access_token] * MANY
    assert _operations(idc, "RegisterClient") == 1
    assert _operations(idc, "StartDeviceAuthorization") == 1


def test_beside_botocore_which_locks_nothing_no_file_is_torn_and_no_refresh_token_lost(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home)
    tokens = processes.results(["get", "botocore"] * (MANY // 2))
    assert len(tokens) == MANY
    [path] = (home / ".aws/sso/cache").glob("0ad3*.json")
    assert json.loads(path.read_text())["refreshToken"]
    due(home)
    assert ssologin.get_token("my-sso").refreshable
    assert not list(path.parent.glob(".ssologin-*"))
