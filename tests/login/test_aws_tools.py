"""AWS's own tools on the cache that we write, and we on the one that they write."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import ssologin
from ssoemulator import Emulator
from tests.emulator.peers.connect_proxy import proxy_to
from tests.emulator.peers.sign_in_files import SESSION, environment
from tests.login.conftest import OIDC, PORTAL
from tests.login.test_refresh import count
from tests.peers.installed import aws_cli_v1, aws_cli_v2, javascript
from tests.tools import find

pytestmark = pytest.mark.peers

PROFILE = "ReadOnlyAccess-111122223333"


@pytest.fixture
def tools(home: Path, idc: Emulator, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of the tools; the same config file is ours."""
    variables = environment(home, idc)
    monkeypatch.setenv("AWS_CONFIG_FILE", variables["AWS_CONFIG_FILE"])
    return variables


def _sign_in(idc: Emulator, session: str = SESSION) -> ssologin.Token:
    idc.switch(auto_approve=True)
    return ssologin.login(session, flow="device", open_browser=False, prompt=lambda _: None)


def _file(home: Path) -> Path:
    [file] = [
        each
        for each in (home / ".aws/sso/cache").glob("*.json")
        if "accessToken" in each.read_text()
    ]
    return file


def _let_be_due(home: Path) -> None:
    record = json.loads(_file(home).read_text())
    record["expiresAt"] = "2020-01-01T00:00:00Z"
    _file(home).write_text(json.dumps(record))


def _run(command: list[str], **options: Any) -> str:
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_aws_cli_v1_uses_and_refreshes_our_token_and_we_use_what_it_wrote(
    idc: Emulator, home: Path, tools: dict[str, str]
) -> None:
    aws = aws_cli_v1()
    first = _sign_in(idc)
    _let_be_due(home)
    shown = _run([str(aws), "configure", "list", "--profile", PROFILE], env=tools)
    assert "sso" in shown
    assert count(idc) == 1
    new = ssologin.get_token(SESSION)
    assert new.access_token != first.access_token
    assert new.refreshable
    assert count(idc) == 1


def test_the_sdk_for_javascript_uses_and_refreshes_our_token_and_we_use_what_it_wrote(
    idc: Emulator, home: Path, tools: dict[str, str]
) -> None:
    node, folder = find("node", "apt-get install nodejs"), javascript()
    first = _sign_in(idc)
    _let_be_due(home)
    idc.switch(auto_approve=False)
    seen = json.loads(_run([node, "peer.mjs", "[]"], env=tools, cwd=folder))
    assert seen["provided"]["accessKeyId"].startswith("ASIA")
    assert ssologin.get_token(SESSION).access_token != first.access_token


def test_aws_cli_v2_uses_our_token_and_we_use_and_refresh_its_own(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aws = aws_cli_v2()
    with Emulator(allowed_hosts=[OIDC, PORTAL], auto_approve=True) as idc:
        idc.aws_config(home / "config")
        monkeypatch.setenv("AWS_CONFIG_FILE", str(home / "config"))
        for name, value in idc.environment.items():
            monkeypatch.setenv(name, value)
        with proxy_to(idc.url, home) as proxy:
            variables = {
                "AWS_CA_BUNDLE": str(proxy.bundle),
                "AWS_CONFIG_FILE": str(home / "config"),
                "AWS_EC2_METADATA_DISABLED": "true",
                "HOME": str(home),
                "HTTPS_PROXY": proxy.url,
                "PATH": "/usr/bin:/bin",
            }
            _sign_in(idc)
            assert " sso " in _run([aws, "configure", "list"], env=variables)
            _run([aws, "sso", "logout"], env=variables)
            with pytest.raises(ssologin.NotSignedIn):
                ssologin.get_token(SESSION)

            _run([aws, "sso", "login", "--no-browser"], env=variables)
        theirs = ssologin.get_token(SESSION)
        assert theirs.refreshable
        _let_be_due(home)
        assert ssologin.get_token(SESSION).access_token != theirs.access_token
        assert ssologin.role_credentials(PROFILE).access_key
