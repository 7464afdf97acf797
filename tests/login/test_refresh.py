"""Tokens that are due: refreshed in time, and what is said if they cannot be."""

import json
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

import ssologin
from ssoemulator import Emulator
from ssologin.names import token_key
from ssologin.times import format_time
from tests.login.conftest import sign_in

_TOKEN = ".aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json"


class Clock:
    """The time of today, and more or less of it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def time(self) -> float:
        return time.time() + self.ahead

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead


def edit(home: Path, **members: Any) -> None:
    """Change what the cache has; None takes it out."""
    path = home / _TOKEN
    record = {**json.loads(path.read_text()), **members}
    path.write_text(json.dumps({key: value for key, value in record.items() if value is not None}))


def due(home: Path, seconds: float = 600) -> None:
    """Let the token end in so many seconds, as the cache has it."""
    edit(home, expiresAt=format_time(time.time() + seconds))


def count(idc: Emulator) -> int:
    """How often a token was refreshed."""
    return sum(
        each.operation == "CreateToken" and each.members.get("grantType") == "refresh_token"
        for each in idc.requests
    )


def test_a_token_that_is_not_due_is_read_from_the_cache(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    assert ssologin.get_token("my-sso") == signed_in
    assert count(idc) == 0


def test_a_token_is_refreshed_from_fifteen_minutes_before_its_end_on(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home, 15 * 60 - 1)
    new = ssologin.get_token("my-sso")
    assert new.access_token != signed_in.access_token
    assert new.expires_at > signed_in.expires_at or new.refreshable
    assert ssologin.get_token("my-sso") == new
    assert count(idc) == 1


def test_a_living_token_outlasts_a_service_that_fails(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home)
    idc.fail_next(3, kind="close", operation="CreateToken")
    assert ssologin.get_token("my-sso").access_token == signed_in.access_token


def test_a_failed_refresh_of_a_living_token_is_tried_again_after_a_minute(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    clock = Clock()
    source = ssologin.TokenSource(ssologin.find_session("my-sso"), ssologin.open_store(), clock)
    due(home)
    idc.fail_next(3, kind="error", operation="CreateToken")
    assert source.get().access_token == signed_in.access_token
    before = count(idc)
    assert source.get().access_token == signed_in.access_token
    assert count(idc) == before
    clock.ahead = 61
    assert source.get().access_token != signed_in.access_token


def test_an_ended_token_without_a_network_is_network_unavailable(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home, -1)
    idc.fail_next(3, kind="close", operation="CreateToken")
    with pytest.raises(ssologin.NetworkUnavailable):
        ssologin.get_token("my-sso")


def test_nobody_signed_in_names_the_command(idc: Emulator) -> None:
    with pytest.raises(ssologin.NotSignedIn) as caught:
        ssologin.get_token("my-sso")
    assert caught.value.command == "ssologin login --session my-sso"
    assert str(caught.value).endswith("run: ssologin login --session my-sso")


def test_a_session_that_was_revoked_has_ended(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home, -1)
    idc.revoke()
    with pytest.raises(ssologin.SessionEnded):
        ssologin.get_token("my-sso")


def test_a_registration_that_ended_is_told_without_asking_the_service(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home, -1)
    edit(home, registrationExpiresAt="2020-01-01T00:00:00Z")
    with pytest.raises(ssologin.RegistrationExpired):
        ssologin.get_token("my-sso")
    assert count(idc) == 0


def test_a_registration_that_the_service_does_not_know_has_expired(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home, -1)
    idc.expire(client_id=signed_in.record["clientId"])
    with pytest.raises(ssologin.RegistrationExpired):
        ssologin.get_token("my-sso")


def test_without_scopes_there_is_no_refresh_token_and_the_error_says_that_they_are_why(
    idc: Emulator, home: Path
) -> None:
    session = ssologin.Session("https://x.awsapps.com/start", "us-east-1", "my-sso", scopes=())
    assert not sign_in(idc, session).refreshable
    assert ssologin.get_token(session).access_token
    due(home, -1)
    with pytest.raises(ssologin.NotRefreshable, match="sso:account:access"):
        ssologin.get_token(session)


def test_what_others_wrote_into_the_file_is_kept(signed_in: ssologin.Token, home: Path) -> None:
    due(home)
    edit(home, receivedAt="2026-01-01T00:00:00Z", someList=[1, {"a": None}])
    ssologin.get_token("my-sso")
    kept = json.loads((home / _TOKEN).read_text())
    assert kept["receivedAt"] == "2026-01-01T00:00:00Z"
    assert kept["someList"] == [1, {"a": None}]


def test_a_refresh_token_lives_on_if_the_response_has_none(
    signed_in: ssologin.Token, home: Path
) -> None:
    from ssologin.token import refreshed

    new = refreshed(signed_in, {"accessToken": "new", "expiresIn": 60}, time.time())
    assert new.record["refreshToken"] == signed_in.record["refreshToken"]
    assert new.access_token == "new"


def test_a_refresh_that_another_tool_won_is_used(
    idc: Emulator, signed_in: ssologin.Token, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(home)
    idc.revoke()
    theirs = {"accessToken": "theirs", "expiresAt": format_time(time.time() + 3600)}
    from ssologin import refresh

    ask = refresh._ask

    def lose(*arguments: Any) -> Any:
        edit(home, **theirs)
        return ask(*arguments)

    monkeypatch.setattr(refresh, "_ask", lose)
    assert ssologin.get_token("my-sso").access_token == "theirs"


def test_days_of_refreshes_go_by_until_the_session_ends(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    idc.switch(session_ends_after=8 * 3600)
    clock = Clock()
    sign_in(idc, "my-sso")
    source = ssologin.TokenSource(ssologin.find_session("my-sso"), ssologin.open_store(), clock)
    tokens = set()
    for _ in range(30):  # of 15 minutes each
        tokens.add(source.get().access_token)
        clock.ahead += 900
        idc.advance(900)
    assert len(tokens) > 8
    clock.ahead += 3600
    idc.advance(3600)
    with pytest.raises(ssologin.SessionEnded):
        source.get()


@pytest.mark.parametrize(
    "text",
    [
        "2030-01-31T12:00:00Z",
        "2030-01-31T12:00:00UTC",
        "2030-01-31T12:00:00.123Z",
        "2030-01-31T12:00:00.1234567Z",
        "2030-01-31T13:00:00+01:00",
        "2030-01-31T12:00:00+00:00",
        "2030-01-31 12:00:00",
        "2030-01-31T12:00:00",
    ],
)
def test_times_are_read_as_tools_wrote_them(text: str) -> None:
    from ssologin.times import parse_time

    seconds = parse_time(text)
    assert seconds is not None
    assert format_time(seconds) == "2030-01-31T12:00:00Z"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", "{}", '{"accessToken": 1}'])
def test_a_file_that_is_no_token_counts_as_none_and_is_left_alone(
    idc: Emulator, home: Path, text: str
) -> None:
    path = home / _TOKEN
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(ssologin.NotSignedIn):
        ssologin.get_token("my-sso")
    assert path.read_text() == text


def test_nobody_is_asked_unless_interactive(idc: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    idc.switch(auto_approve=True)
    with pytest.raises(ssologin.NotSignedIn):
        ssologin.get_token("my-sso")
    assert not idc.requests
    monkeypatch.setenv("SSOLOGIN_FLOW", "device")
    assert ssologin.get_token("my-sso", interactive=True).access_token


def _locked() -> AbstractContextManager[object]:
    session = ssologin.find_session("my-sso")
    return ssologin.open_store().lock(token_key(session), 5)


def test_others_who_refresh_for_too_long_are_no_matter_while_the_token_lives(
    idc: Emulator, signed_in: ssologin.Token, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssologin.source._SOFT_WAIT", 0.01)
    due(home)
    with _locked():
        assert ssologin.get_token("my-sso").access_token == signed_in.access_token


def test_others_who_refresh_for_too_long_are_an_error_once_it_ended(
    idc: Emulator, signed_in: ssologin.Token, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssologin.source._HARD_WAIT", 0.01)
    due(home, -1)
    with _locked(), pytest.raises(ssologin.CacheError, match=r"\.lock is held by another process"):
        ssologin.get_token("my-sso")


def test_of_two_refreshes_the_token_that_lasts_longer_is_kept(
    idc: Emulator, signed_in: ssologin.Token, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ssologin import refresh

    due(home)
    ask = refresh._ask

    def be_slower(*arguments: Any) -> Any:
        response = ask(*arguments)
        edit(home, accessToken="theirs", expiresAt=format_time(time.time() + 7200))
        return response

    monkeypatch.setattr(refresh, "_ask", be_slower)
    assert ssologin.get_token("my-sso").access_token == "theirs"
    assert json.loads((home / _TOKEN).read_text())["accessToken"] == "theirs"


def test_a_response_without_a_token_takes_nothing_from_the_file(
    signed_in: ssologin.Token, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(home, -1)
    before = (home / _TOKEN).read_text()
    monkeypatch.setattr("ssologin.refresh._ask", lambda *_: {"expiresIn": 3600})
    with pytest.raises(ssologin.Error, match="no access token"):
        ssologin.get_token("my-sso")
    assert (home / _TOKEN).read_text() == before


def test_a_refusal_of_another_kind_is_passed_on(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    due(home, -1)
    idc.fail_next(1, code="InvalidScopeException", operation="CreateToken")
    with pytest.raises(ssologin.Error, match="the sign-in service refused") as caught:
        ssologin.get_token("my-sso")
    assert type(caught.value) is ssologin.Error
