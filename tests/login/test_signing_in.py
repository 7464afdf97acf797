"""Signing in beside others: one asks the person, and the others wait for the token."""

import threading
from typing import Any

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin import Prompt, signing_in
from ssologin.names import registration_key, token_key
from tests.login.conftest import START_URL

SESSION = ssologin.Session(START_URL, "us-east-1", "my-sso")


def _login(**options: Any) -> ssologin.Token:
    given = {"flow": "device", "open_browser": False, "prompt": lambda _: None, "timeout": 60}
    return ssologin.login("my-sso", **{**given, **options})


def test_other_scopes_may_be_asked_for(idc: Emulator) -> None:
    idc.switch(auto_approve=True)
    assert not _login(scopes=["codewhisperer:completions"]).refreshable
    [registered] = [each for each in idc.requests if each.operation == "RegisterClient"]
    assert registered.members["scopes"] == ["codewhisperer:completions"]


def test_who_begins_while_another_asks_the_person_gets_that_token(
    idc: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, is_waiting, others = [], threading.Event(), []
    enter = signing_in._enter

    def note(*arguments: Any) -> None:
        begun.append(threading.current_thread())
        if len(begun) == 2:
            is_waiting.set()
        enter(*arguments)

    def prompt(given: Prompt) -> None:
        second.start()
        assert is_waiting.wait(60)
        idc.approve(str(given.user_code))

    monkeypatch.setattr(signing_in, "_enter", note)
    second = threading.Thread(target=lambda: others.append(_login()))
    token = _login(prompt=prompt)
    second.join(60)
    assert others == [token]
    assert [each.operation for each in idc.requests].count("StartDeviceAuthorization") == 1


def test_who_waits_for_another_to_sign_in_may_give_up(idc: Emulator) -> None:
    cancel = threading.Event()
    cancel.set()
    with (
        ssologin.open_store().lock(f"{token_key(SESSION)}.login", 5),
        pytest.raises(ssologin.LoginCancelled),
    ):
        _login(cancel=cancel)
    assert not idc.requests


def test_a_token_that_cannot_be_kept_is_an_error(
    idc: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "_KEEPING", 0.01)
    idc.switch(auto_approve=True)
    with (
        ssologin.open_store().lock(token_key(SESSION), 5),
        pytest.raises(ssologin.CacheError, match="the sign-in was not kept"),
    ):
        _login()


def test_others_who_register_for_too_long_are_an_error(
    idc: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssologin.registration._WAIT", 0.01)
    with (
        ssologin.open_store().lock(registration_key(SESSION), 5),
        pytest.raises(ssologin.CacheError, match="was not registered"),
    ):
        _login()


@pytest.mark.parametrize(
    ("operation", "message"),
    [("RegisterClient", "registered nothing"), ("CreateToken", "no access token")],
)
def test_a_response_that_holds_nothing_is_an_error_and_nothing_is_kept(
    idc: Emulator, monkeypatch: pytest.MonkeyPatch, operation: str, message: str
) -> None:
    import ssooidc

    name = {"RegisterClient": "register_client", "CreateToken": "create_token"}[operation]
    monkeypatch.setattr(ssooidc.Client, name, lambda self, **_: {})
    idc.switch(auto_approve=True)
    with pytest.raises(ssologin.Error, match=message):
        _login()
    with pytest.raises(ssologin.NotSignedIn):
        ssologin.get_token("my-sso")
