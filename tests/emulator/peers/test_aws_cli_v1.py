"""aws-cli v1: its commands for the two services, and a profile that signs in through them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from ssoemulator import Emulator
from tests.emulator.peers.sign_in_files import environment, sign_in
from tests.peers.installed import aws_cli_v1

pytestmark = pytest.mark.peers


@pytest.fixture(scope="module")
def aws() -> Path:
    return aws_cli_v1()


def run(aws: Path, home: Path, idc: Emulator, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(aws), *arguments, "--output", "json"],
        env=environment(home, idc),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_profile_gets_credentials_with_a_token_of_the_emulator(aws: Path, tmp_path: Path) -> None:
    with Emulator() as idc:
        file = sign_in(tmp_path, idc, seconds=60)
        before = file.read_text()
        shown = run(
            aws, tmp_path, idc, "configure", "list", "--profile", "ReadOnlyAccess-111122223333"
        )
        operations = [each.operation for each in idc.requests]
    assert shown.returncode == 0, shown.stderr
    [key] = [line.split() for line in shown.stdout.splitlines() if "access_key" in line]
    assert "sso" in key, shown.stdout
    assert operations[-2:] == ["CreateToken", "GetRoleCredentials"]  # a refresh came first
    assert file.read_text() != before


def test_its_commands_reach_both_services(aws: Path, tmp_path: Path) -> None:
    with Emulator() as idc:
        token = json.loads(sign_in(tmp_path, idc).read_text())["accessToken"]
        registered = run(
            aws, tmp_path, idc, "sso-oidc", "register-client", "--client-name", "cli",
            "--client-type", "public",
        )  # fmt: skip
        listed = run(aws, tmp_path, idc, "sso", "list-accounts", "--access-token", token)
        idc.revoke()
        refused = run(aws, tmp_path, idc, "sso", "list-accounts", "--access-token", token)
    assert json.loads(registered.stdout)["clientId"]
    assert len(json.loads(listed.stdout)["accountList"]) == 3
    assert "(UnauthorizedException)" in refused.stderr
