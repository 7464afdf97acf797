"""Many processes at once: one refreshes, one registers, and all have the same token."""

import json
from pathlib import Path

import ssologin
from ssoemulator import Emulator
from tests.login import processes
from tests.login.test_refresh import count, due


def _operations(idc: Emulator, name: str) -> int:
    return [each.operation for each in idc.requests].count(name)


def test_of_64_processes_one_refreshes_and_all_get_its_token(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home)
    idc.switch(rotate_refresh_tokens=True)
    tokens = processes.results(["get"] * 64)
    assert count(idc) == 1
    assert tokens == [ssologin.get_token("my-sso").access_token] * 64
    assert signed_in.access_token not in tokens


def test_of_processes_that_sign_in_at_once_one_registers(idc: Emulator, home: Path) -> None:
    idc.switch(auto_approve=True)
    tokens = processes.results(["login"] * 16)
    assert _operations(idc, "RegisterClient") == 1
    assert len(tokens) == 16
    assert all(tokens)
    assert ssologin.get_token("my-sso").access_token in tokens


def test_when_the_process_is_killed_that_holds_the_lock_others_refresh(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home, -1)
    holder = processes.held("hold")
    waiting = processes.start(*["get"] * 8)
    processes.begin(waiting)
    processes.kill(holder)
    tokens = processes.finish(waiting).splitlines()
    assert len(tokens) == 8
    assert len(set(tokens)) == 1
    assert count(idc) == 1


def test_beside_botocore_which_locks_nothing_no_file_is_torn_and_no_refresh_token_lost(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home)
    tokens = processes.results(["get", "botocore"] * 4)
    assert len(tokens) == 8
    assert all(tokens)
    [path] = (home / ".aws/sso/cache").glob("0ad3*.json")
    assert json.loads(path.read_text())["refreshToken"]
    due(home)
    assert ssologin.get_token("my-sso").refreshable
    assert not list(path.parent.glob(".ssologin-*"))
