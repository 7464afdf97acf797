"""The fixtures, in runs of pytest as a user starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

USER_TESTS = """
import os

import boto3_like
import pytest


def sign_in(emulator):
    client = boto3_like.client("sso-oidc")
    app = client.register_client(clientName="app", clientType="public")
    who = {"clientId": app["clientId"], "clientSecret": app["clientSecret"]}
    device = client.start_device_authorization(**who, startUrl=emulator.url + "/start")
    emulator.approve(device["userCode"])
    grant = "urn:ietf:params:oauth:grant-type:device_code"
    token = client.create_token(**who, grantType=grant, deviceCode=device["deviceCode"])
    client.close()
    return token["accessToken"]


def test_sign_in(sso_emulator):
    assert sign_in(sso_emulator)


def test_state_is_fresh(sso_emulator):
    assert sso_emulator.requests == ()


def test_session_first(sso_emulator_session):
    assert sign_in(sso_emulator_session)


def test_session_second(sso_emulator_session):
    assert len(sso_emulator_session.requests) == 3
    assert os.environ["AWS_ENDPOINT_URL_SSO"] == sso_emulator_session.url


def test_both(sso_emulator_session, sso_emulator):
    assert os.environ["AWS_ENDPOINT_URL_SSO_OIDC"] == sso_emulator.url
    assert "AWS_PROFILE" not in os.environ
    assert "sso_account_id = 111122223333" in open(os.environ["AWS_CONFIG_FILE"]).read()


def test_after_them_the_session_is_back(sso_emulator_session):
    assert os.environ["AWS_ENDPOINT_URL_SSO_OIDC"] == sso_emulator_session.url
"""

# In place of boto3, which is not a dependency here: it makes the same clients.
BOTO3_LIKE = """
import botocore.session


def client(service):
    return botocore.session.Session().create_client(service)
"""


def pytest_in(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments]
    inherited = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    return subprocess.run(
        command,
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_fixtures_have_clients_find_an_emulator(tmp_path: Path) -> None:
    (tmp_path / "boto3_like.py").write_text(BOTO3_LIKE)
    (tmp_path / "test_user.py").write_text(USER_TESTS)
    result = pytest_in(tmp_path, AWS_PROFILE="elsewhere", HTTP_PROXY="http://192.0.2.1:1")
    assert "6 passed" in result.stdout, result.stdout


def test_without_the_extra_the_fixture_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("import sys\nsys.modules['flask'] = None\n")
    (tmp_path / "test_user.py").write_text(
        "def test_it(sso_emulator): pass\ndef test_other(): pass\n"
    )
    result = pytest_in(tmp_path)
    assert "1 passed, 1 error" in result.stdout
    assert (
        "ssoemulator needs flask, which is not installed: "
        'pip install "ssooidc[emulator]"' in result.stdout
    )
    assert "Traceback" not in result.stdout


def test_a_run_that_uses_no_fixture_loads_nothing_but_the_module_itself() -> None:
    program = """
import pytest, sys
before = set(sys.modules)
import ssoemulator.pytest_plugin
print(sorted(set(sys.modules) - before))
"""
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout == "['ssoemulator', 'ssoemulator.pytest_plugin']\n"
