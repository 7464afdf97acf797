"""No secret of a sign-in in logs, errors or what is shown, through its whole life."""

import logging
from pathlib import Path

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin import Prompt
from tests.login.elsewhere import end_of
from tests.login.test_refresh import due


def _secrets(*tokens: ssologin.Token) -> set[str]:
    names = ("accessToken", "refreshToken", "clientSecret")
    return {each.record[name] for each in tokens for name in names}


def test_logs_hold_no_secret(
    idc: Emulator, home: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    idc.switch(auto_approve=True)
    codes: list[str] = []

    def prompt(asked: Prompt) -> None:
        if asked.flow == "pkce":
            address = end_of(asked.verification_uri_complete)
            codes.extend(part.partition("=")[2] for part in address.partition("?")[2].split("&"))
            asked.paste(address)

    with caplog.at_level(logging.DEBUG):
        tokens = [
            ssologin.login("my-sso", flow=flow, open_browser=False, prompt=prompt, timeout=60)
            for flow in ("device", "pkce")
        ]
        due(home, -1)
        tokens.append(ssologin.get_token("my-sso"))
        keys = ssologin.role_credentials("reader").get_frozen_credentials()
        due(home)
        idc.fail_next(9, kind="error", operation="CreateToken")
        ssologin.get_token("my-sso")  # which lives on, and that is logged
        idc.revoke()
        due(home, -1)
        with pytest.raises(ssologin.Error) as caught:
            ssologin.get_token("my-sso")
        ssologin.logout("my-sso")
    assert len(codes) == 2
    assert "lives on" in caplog.text
    shown = capfd.readouterr()
    text = caplog.text + shown.out + shown.err + str(caught.value) + repr(caught.value)
    secrets = {*_secrets(*tokens), *codes, keys.secret_key, keys.token}
    assert len(secrets) >= 9
    assert [each for each in secrets if each in text] == []


def test_the_token_is_sent_to_the_portal_alone(idc: Emulator, signed_in: ssologin.Token) -> None:
    assert len(list(ssologin.accounts("my-sso"))) == 3
    assert ssologin.role_credentials("reader").access_key
    ssologin.logout("my-sso")
    having = {each.operation for each in idc.requests if "accessToken" in each.members}
    assert having == {"ListAccounts", "GetRoleCredentials", "Logout"}
