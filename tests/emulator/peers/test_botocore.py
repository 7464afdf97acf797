"""botocore: the class of each error, and what it does by itself with a token of the emulator's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ssoemulator import Emulator
from tests.emulator.applications import APPLICATION
from tests.emulator.clients import botocore_client
from tests.emulator.errors_table import modelled
from tests.emulator.peers.sign_in_files import environment, sign_in
from tests.emulator.portal_clients import PRODUCTION, botocore_portal_client

ARGUMENTS: dict[str, dict[str, str]] = {
    "create_token": {"clientId": "a", "clientSecret": "b", "grantType": "refresh_token"},
    "create_token_with_iam": {"clientId": APPLICATION, "grantType": "refresh_token"},
    "register_client": {"clientName": "a", "clientType": "public"},
    "start_device_authorization": {"clientId": "a", "clientSecret": "b", "startUrl": "c"},
    "get_role_credentials": {"accessToken": "a", "accountId": PRODUCTION, "roleName": "r"},
    "list_account_roles": {"accessToken": "a", "accountId": PRODUCTION},
    "list_accounts": {"accessToken": "a"},
    "logout": {"accessToken": "a"},
}
METHODS = {"CreateTokenWithIAM": "create_token_with_iam"}


@pytest.fixture(scope="module")
def idc() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture(scope="module")
def clients(idc: Emulator) -> Iterator[list[Any]]:
    both = [botocore_client(idc.url), botocore_portal_client(idc.url)]
    yield both
    for client in both:
        client.close()


def method(operation: str) -> str:
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in operation)
    return METHODS.get(operation, snake.lstrip("_"))


@pytest.mark.parametrize(("operation", "error"), modelled(), ids="-".join)
def test_each_modelled_error_is_the_class_that_it_is_from_aws(
    idc: Emulator, clients: list[Any], operation: str, error: str
) -> None:
    name = method(operation)
    [client] = [each for each in clients if hasattr(each, name)]
    idc.fail_next(code=error, operation=operation)
    with pytest.raises(getattr(client.exceptions, error)) as caught:
        getattr(client, name)(**ARGUMENTS[name])
    assert caught.value.response["Error"]["Message"]


PROGRAM = """
import json
import botocore.session
from botocore.tokens import SSOTokenProvider

session = botocore.session.Session()
token = SSOTokenProvider(session).load_token().get_frozen_token().token
credentials = session.get_credentials()
frozen = credentials.get_frozen_credentials()
print(json.dumps([token, credentials.method, frozen.access_key]))
"""


@pytest.mark.parametrize("seconds", [3600, 60], ids=["good for an hour", "about to expire"])
def test_its_providers_use_and_renew_a_token_of_the_emulator(tmp_path: Path, seconds: int) -> None:
    with Emulator() as idc:
        file = sign_in(tmp_path, idc, seconds=seconds)
        kept = json.loads(file.read_text())["accessToken"]
        result = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=environment(tmp_path, idc),
            capture_output=True,
            text=True,
            check=False,
        )
        operations = [each.operation for each in idc.requests][3:]
    assert result.returncode == 0, result.stderr
    token, how, access_key = json.loads(result.stdout)
    assert (how, access_key[:4]) == ("sso", "ASIA")
    renewed = seconds == 60
    assert operations == ["CreateToken"] * renewed + ["GetRoleCredentials"]
    assert (token != kept) == renewed
    assert json.loads(file.read_text())["accessToken"] == token
