"""aws-cli v2 as Debian has it, which knows no endpoint but AWS's: `aws sso login` and what follows.

It is led to the emulator by a proxy that ends its TLS.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ssoemulator import Emulator, Pending
from tests.emulator.peers.connect_proxy import Proxy, proxy_to
from tests.peers.installed import aws_cli_v2

pytestmark = pytest.mark.peers

OIDC, PORTAL = "oidc.us-east-1.amazonaws.com", "portal.sso.us-east-1.amazonaws.com"


@pytest.fixture(scope="module")
def aws() -> str:
    return aws_cli_v2()


@pytest.fixture
def seen() -> list[Pending]:
    return []


@pytest.fixture
def idc(seen: list[Pending]) -> Iterator[Emulator]:
    def approve(pending: Pending) -> None:
        seen.append(pending)
        emulator.approve(pending.user_code)

    with Emulator(allowed_hosts=[OIDC, PORTAL], on_pending=approve) as emulator:
        yield emulator


@pytest.fixture
def proxy(idc: Emulator, tmp_path: Path) -> Iterator[Proxy]:
    with proxy_to(idc.url, tmp_path) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def login(aws: str) -> list[str]:
    """The command that signs in by a device code, for which newer ones have to be asked."""
    shown = subprocess.run([aws, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(map(int, shown.partition(" ")[0].partition("/")[2].split(".")))
    return ["sso", "login", "--no-browser", *["--use-device-code"] * (version >= (2, 22))]


def run(
    aws: str, home: Path, proxy: Proxy, idc: Emulator, *arguments: str
) -> subprocess.CompletedProcess[str]:
    idc.aws_config(home / "config")
    return subprocess.run(
        [aws, *arguments, "--output", "json"],
        env={
            "AWS_CA_BUNDLE": str(proxy.bundle),
            "AWS_CONFIG_FILE": str(home / "config"),
            "AWS_EC2_METADATA_DISABLED": "true",
            # Newer ones would find the emulator by the config file.
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
            "AWS_SHARED_CREDENTIALS_FILE": str(home / "credentials"),
            "HOME": str(home),
            "HTTPS_PROXY": proxy.url,
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_person_signs_in_lists_accounts_and_signs_out(
    aws: str,
    login: list[str],
    idc: Emulator,
    proxy: Proxy,
    seen: list[Pending],
    tmp_path: Path,
) -> None:
    signed_in = run(aws, tmp_path, proxy, idc, *login)
    assert signed_in.returncode == 0, signed_in.stdout + signed_in.stderr
    [pending] = seen
    assert pending.client_name.startswith("botocore-client-")
    [file] = [
        each
        for each in (tmp_path / ".aws" / "sso" / "cache").iterdir()
        if "accessToken" in each.read_text()
    ]
    token = json.loads(file.read_text())["accessToken"]

    listed = run(aws, tmp_path, proxy, idc, "sso", "list-accounts", "--access-token", token)
    assert len(json.loads(listed.stdout)["accountList"]) == 3
    shown = run(aws, tmp_path, proxy, idc, "configure", "list")
    assert " sso " in shown.stdout, shown.stdout + shown.stderr
    logout = run(aws, tmp_path, proxy, idc, "sso", "logout")
    assert logout.returncode == 0, logout.stderr
    assert not file.exists()
    assert [each.operation for each in idc.requests if each.status == 200] == [
        "RegisterClient",
        "StartDeviceAuthorization",
        "CreateToken",
        "ListAccounts",
        "GetRoleCredentials",
        "Logout",
    ]
    assert set(proxy.hosts) == {OIDC, PORTAL}


def test_a_denied_sign_in_is_an_error_of_the_tool(
    aws: str, login: list[str], tmp_path: Path
) -> None:
    with (
        Emulator(
            allowed_hosts=[OIDC], on_pending=lambda pending: emulator.deny(pending.user_code)
        ) as emulator,
        proxy_to(emulator.url, tmp_path) as proxy,
    ):
        refused = run(aws, tmp_path, proxy, emulator, *login)
    assert refused.returncode != 0
    assert "AccessDeniedException" in refused.stderr
