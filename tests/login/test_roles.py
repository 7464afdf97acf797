"""Role credentials, accounts and roles, and signing out."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import ssologin
import ssooidc
from restjson.clock import SystemClock
from ssoemulator import Emulator
from ssologin.assignments import Pace
from ssologin.clients import portal_client
from ssologin.names import role_key, token_key
from ssologin.times import format_time
from tests.clock import FakeClock
from tests.login.conftest import sign_in


def _operations(idc: Emulator, name: str) -> int:
    return [each.operation for each in idc.requests].count(name)


def _edit_roles(home: Path, seconds: float) -> None:
    """Let the kept role credentials end in so many seconds."""
    [path] = (home / ".aws/cli/cache").glob("*.json")
    record = json.loads(path.read_text())
    record["Credentials"]["Expiration"] = format_time(time.time() + seconds)
    path.write_text(json.dumps(record))


def test_a_profile_gives_credentials_and_they_are_kept(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    first = ssologin.role_credentials("reader").get_frozen_credentials()
    second = ssologin.role_credentials("reader").get_frozen_credentials()
    assert first.access_key == second.access_key
    assert _operations(idc, "GetRoleCredentials") == 1
    assert first.expires_at > time.time() + 900
    for secret in (first.secret_key, first.token):
        assert secret not in repr(first)


def test_account_and_role_are_given_together(home: Path) -> None:
    with pytest.raises(ssologin.ConfigError, match="role_name"):
        ssologin.role_credentials(session="my-sso", account_id="111122223333")


def test_credentials_that_are_due_are_fetched_anew(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    first = ssologin.role_credentials("reader").access_key
    _edit_roles(home, 15 * 60 - 1)
    assert ssologin.role_credentials("reader").access_key != first


def test_a_new_sign_in_does_not_find_the_credentials_of_the_one_before(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    first = ssologin.role_credentials("reader").access_key
    sign_in(idc, "my-sso")
    assert ssologin.role_credentials("reader").access_key != first


def test_a_token_that_the_portal_refuses_is_refreshed_whatever_its_time_says(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    idc.expire(access_token=signed_in.access_token)
    assert ssologin.role_credentials("reader").access_key
    assert ssologin.get_token("my-sso").access_token != signed_in.access_token


def test_a_session_that_was_revoked_has_ended_for_the_portal(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    idc.revoke()
    with pytest.raises(ssologin.SessionEnded):
        ssologin.role_credentials("reader").get_frozen_credentials()


def test_a_role_that_is_not_open_is_access_denied(idc: Emulator, signed_in: ssologin.Token) -> None:
    credentials = ssologin.role_credentials(
        session="my-sso", account_id="111122223333", role_name="Nobodys"
    )
    with pytest.raises(ssologin.AccessDenied, match="Nobodys in account 111122223333"):
        credentials.get_frozen_credentials()


def test_a_token_of_another_region_is_a_wrong_region(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    config = home / ".aws/config"
    config.write_text(config.read_text().replace("us-east-1", "eu-west-1"))
    credentials = ssologin.role_credentials("reader")
    idc.expire(access_token=signed_in.access_token)
    with pytest.raises(ssologin.WrongRegion, match=r"eu-west-1 .* is of us-east-1"):
        credentials.get_frozen_credentials()


def test_too_many_requests_are_tried_again_and_ask_nobody_to_sign_in(
    idc: Emulator, signed_in: ssologin.Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(SystemClock, "sleep", lambda _, seconds: waits.append(seconds))
    idc.throttle(2)
    assert ssologin.role_credentials("reader").access_key
    assert len(waits) == 2


def test_our_own_client_signs_with_them(idc: Emulator, signed_in: ssologin.Token) -> None:
    credentials = ssologin.role_credentials("reader")
    client = ssooidc.Client("us-east-1", endpoint_url=idc.url, credentials=credentials)
    with client, pytest.raises(ssooidc.ClientError) as caught:
        # The emulator knows another key: what counts is that ours signed.
        client.create_token_with_iam(
            clientId="arn:aws:sso::1:application/a/b", grantType="refresh_token", refreshToken="r"
        )
    assert caught.value.http_status in (400, 403)


def test_accounts_and_roles_are_listed(idc: Emulator, signed_in: ssologin.Token) -> None:
    found = list(ssologin.accounts("my-sso"))
    assert found[0] == ("111122223333", "Example Production", "production@example.com")
    assert found[2].name == ""  # the service does not tell
    assert ("111122223333", "ReadOnlyAccess") in list(ssologin.roles("my-sso"))
    only = list(ssologin.roles("my-sso", account_id="777788889999"))
    assert only == [ssologin.Role("777788889999", "ReadOnlyAccess")]


def test_more_than_a_page_of_accounts_is_listed(home: Path, monkeypatch: Any) -> None:
    accounts = [
        {"accountId": f"{number:012}", "roles": [{"roleName": "R"}]} for number in range(120)
    ]
    with Emulator(seed={"accounts": accounts}) as idc:
        for name, value in idc.environment.items():
            monkeypatch.setenv(name, value)
        sign_in(idc, "my-sso")
        assert len(list(ssologin.accounts("my-sso"))) == 120


def test_calls_are_paced_below_twenty_a_second() -> None:
    clock = FakeClock()
    pace = Pace(clock.monotonic, clock.sleep)
    begun = clock.now
    for _ in range(100):
        pace.wait()
    assert 99 / (clock.now - begun) < 20


def test_signing_out_ends_the_session_at_the_service_and_here(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    assert ssologin.role_credentials("reader").access_key
    assert ssologin.logout("my-sso")
    assert _operations(idc, "Logout") == 1
    assert not (home / ".aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json").exists()
    assert not list((home / ".aws/cli/cache").glob("*.json"))
    with pytest.raises(ssologin.NotSignedIn):
        ssologin.get_token("my-sso")


def test_signing_out_works_without_a_network(
    idc: Emulator, signed_in: ssologin.Token, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:9")
    assert not ssologin.logout("my-sso")
    assert not (home / ".aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json").exists()


def test_signing_out_of_one_session_leaves_others(idc: Emulator, signed_in: ssologin.Token) -> None:
    other = ssologin.Session("https://x.awsapps.com/start", "us-east-1", "other")
    sign_in(idc, other)
    ssologin.logout("my-sso")
    assert ssologin.get_token(other).access_token


def test_two_people_on_one_start_url_have_two_tokens(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    other = ssologin.Session(str(signed_in.start_url), "us-east-1", "second")
    sign_in(idc, other)
    assert ssologin.get_token(other) != ssologin.get_token("my-sso")


def test_a_session_of_boto3_uses_our_credentials_and_the_profiles_region(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    session = ssologin.boto3_session("reader")
    assert session.region_name == "eu-central-1"
    assert session.get_credentials().access_key == ssologin.role_credentials("reader").access_key
    url = session.client("s3").generate_presigned_url(
        "get_object", Params={"Bucket": "b", "Key": "k"}
    )
    assert ssologin.role_credentials("reader").access_key in url


def test_a_session_of_boto3_asks_nobody_unless_interactive(
    idc: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ssologin.NotSignedIn):
        ssologin.boto3_session("reader")
    idc.switch(auto_approve=True)
    monkeypatch.setenv("SSOLOGIN_FLOW", "device")
    session = ssologin.boto3_session("reader", interactive=True)
    assert session.get_credentials().access_key


def test_without_boto3_it_is_said_what_to_install(
    idc: Emulator, signed_in: ssologin.Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(ImportError, match="pip install boto3"):
        ssologin.boto3_session("reader")


def test_credentials_have_what_botocore_asks_credentials_for(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    ours = ssologin.role_credentials("reader")
    keys = ours.get_frozen_credentials()
    assert (ours.secret_key, ours.token) == (keys.secret_key, keys.token)
    assert ours.get_deferred_property("account_id")() == "111122223333"
    assert ours.session == ssologin.find_session("my-sso")
    assert repr(ours) == "<Credentials: ReadOnlyAccess in 111122223333>"


def test_a_profile_that_names_no_role_is_told(home: Path) -> None:
    config = home / ".aws/config"
    config.write_text(f"{config.read_text()}\n[profile bare]\nsso_session = my-sso\n")
    with pytest.raises(ssologin.ConfigError, match="add sso_account_id and sso_role_name"):
        ssologin.role_credentials("bare")


def test_others_who_fetch_for_too_long_are_an_error(
    signed_in: ssologin.Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssologin.credentials._WAIT", 0.01)
    ours = ssologin.role_credentials("reader")
    key = role_key(ours.session, "111122223333", "ReadOnlyAccess")
    with ours.store.lock(key, 5), pytest.raises(ssologin.CacheError, match="not fetched"):
        ours.get_frozen_credentials()


def test_threads_that_need_credentials_at_once_fetch_them_once(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    ours = ssologin.role_credentials("reader", cache=_copy_in_memory())
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: ours.access_key, range(16)))
    assert len(keys) == 1
    assert _operations(idc, "GetRoleCredentials") == 1


def _copy_in_memory() -> ssologin.MemoryStore:
    files, memory = ssologin.open_store(), ssologin.MemoryStore()
    key = token_key(ssologin.find_session("my-sso"))
    memory.write(key, str(files.read(key)))
    return memory


def test_a_portal_that_refuses_each_token_has_ended_the_session(
    idc: Emulator, signed_in: ssologin.Token
) -> None:
    idc.fail_next(2, code="UnauthorizedException", operation="ListAccounts")
    with pytest.raises(ssologin.SessionEnded, match="another region than us-east-1"):
        list(ssologin.accounts("my-sso"))


def test_a_token_without_scopes_that_the_portal_refuses_is_an_ended_session(
    idc: Emulator,
) -> None:
    session = ssologin.find_session(profile="old")
    token = sign_in(idc, session)
    idc.expire(access_token=token.access_token)
    with pytest.raises(ssologin.SessionEnded) as caught:
        list(ssologin.accounts(session))
    assert caught.value.command == "ssologin login --profile old"


def test_a_portal_that_cannot_be_reached_or_refuses_for_another_reason(
    idc: Emulator, signed_in: ssologin.Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    idc.fail_next(1, code="InvalidRequestException", operation="ListAccounts")
    with pytest.raises(ssologin.WrongRegion, match="did not take the request"):
        list(ssologin.accounts("my-sso"))
    monkeypatch.setattr("ssologin.portal.portal_client", partial(portal_client, max_attempts=1))
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:9")
    with pytest.raises(ssologin.NetworkUnavailable):
        list(ssologin.accounts("my-sso"))


def test_a_token_that_others_hold_for_too_long_is_not_removed(
    signed_in: ssologin.Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssologin.signing_out._SECONDS", 0.01)
    store = ssologin.open_store()
    key = token_key(ssologin.find_session("my-sso"))
    with store.lock(key, 5), pytest.raises(ssologin.CacheError, match="was not removed"):
        ssologin.logout("my-sso")
    assert ssologin.get_token("my-sso") == signed_in


def test_signing_out_where_the_portal_cannot_be_asked_is_told(
    signed_in: ssologin.Token, caplog: pytest.LogCaptureFixture
) -> None:
    session = ssologin.find_session("my-sso", proxies={"http": "no proxy"})
    assert not ssologin.logout(session)
    assert "the session lives on at the service: proxies['http']" in caplog.text
