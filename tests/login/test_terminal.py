"""The command as a person sees it at a terminal."""

import os
import re
import sys
from typing import Any

import pytest

import ssologin
from ssoemulator import Emulator
from tests.login.elsewhere import end_of

pexpect: Any = pytest.importorskip(
    "pexpect", reason="pexpect is not installed: pip install pexpect"
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system has no POSIX terminals")


def _at_a_terminal(*arguments: str, **environment: str) -> Any:
    """The command at a terminal of its own."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "ssologin", *arguments],
        encoding="utf-8",
        timeout=60,
        dimensions=(40, 200),
        env={**os.environ, "TERM": "xterm", **environment},
    )


def _ended(child: Any) -> int:
    """The exit status of a command that ends by itself."""
    child.expect(pexpect.EOF)
    child.close()
    status: int = child.exitstatus
    return status


def test_the_time_runs_down_and_ctrl_c_is_clean(idc: Emulator) -> None:
    child = _at_a_terminal("login", "--flow", "device", "--no-browser")
    child.expect("Signing in to my-sso in us-east-1")
    child.expect(r"Code: \x1b\[1m([A-Z]{4}-[A-Z]{4})\x1b\[0m")
    child.expect(r"Waiting for you, \d+:\d\d left")
    # Pressed until it is heeded: a signal right before a system call does not end it.
    for _ in range(10):
        child.sendintr()
        if child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=20) == 0:
            break
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before


def test_a_person_signs_in(idc: Emulator) -> None:
    child = _at_a_terminal("login", "--flow", "device", "--no-browser", NO_COLOR="1")
    child.expect(r"Code: ([A-Z]{4}-[A-Z]{4})\r")
    idc.approve(child.match[1])
    child.expect(r"Signed in to my-sso\. The token lasts until \S+Z and is refreshed by itself")
    assert _ended(child) == 0


def _authorize_address(child: Any) -> str:
    child.expect(r"Open this page:\s+(http\S+)\s")
    address: str = child.match[1]
    child.expect("paste here the address at which it ended")
    child.expect(r"Waiting for you, \d+:\d\d left")
    return address


def test_the_address_at_which_a_browser_elsewhere_ended_is_pasted(idc: Emulator) -> None:
    idc.switch(auto_approve=True)
    child = _at_a_terminal("login", "--flow", "pkce", "--no-browser")
    address = end_of(_authorize_address(child))
    child.send("http://127.0.0.1/oauth/callback?code=another\r")
    child.expect("That is not an address of this sign-in")
    child.send("slip\x7f\x7f\x7f\x7f" + address + "\r")
    child.expect(r"Signed in to my-sso\.")
    assert _ended(child) == 0
    assert ssologin.get_token("my-sso").refreshable
    code = re.search(r"code=([^&]+)", address)
    assert code is not None
    assert code[1] not in child.before  # the terminal shows no code


def test_a_long_address_is_not_cut_off(idc: Emulator) -> None:
    idc.switch(auto_approve=True)
    child = _at_a_terminal("login", "--flow", "pkce", "--no-browser")
    address = end_of(_authorize_address(child))
    child.send(f"{address}&more={'x' * 6000}")  # a line that the terminal edits ends at 4096
    child.send("\r")
    child.expect(r"Signed in to my-sso\.")
    assert _ended(child) == 0


def test_the_terminal_is_left_as_it_was(idc: Emulator) -> None:
    command = f"{sys.executable} -m ssologin login --flow pkce --no-browser --timeout 1"
    child = pexpect.spawn(
        "/bin/sh", ["-c", f"stty -g; {command}; stty -g"], encoding="utf-8", timeout=60
    )
    assert _ended(child) == 0
    lines = child.before.split()
    assert lines[0] == lines[-1]
    assert lines[0].count(":") > 4  # what stty prints
