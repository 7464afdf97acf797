"""Sessions, tokens, keys and prompts as values: shown without secrets, compared, pickled."""

import pickle
from datetime import datetime, timezone

import pytest

import ssologin
from ssologin.cache.records import save
from ssologin.names import role_key
from ssologin.role_cache import RoleKeys, keys_from_response, load_keys
from ssologin.times import format_time, parse_time
from ssologin.token import from_record

URL = "https://my-sso-portal.awsapps.com/start"
RECORD = {
    "accessToken": "aoa-secret",
    "refreshToken": "aor-secret",
    "clientId": "id",
    "clientSecret": "client-secret",
    "expiresAt": "2030-01-31T12:00:00Z",
    "region": "us-east-1",
    "startUrl": URL,
}


def test_a_session_is_a_value() -> None:
    session = ssologin.Session(URL, "us-east-1", "my-sso")
    same = ssologin.Session(URL, "us-east-1", "my-sso", ["sso:account:access"])
    assert session == same
    assert hash(session) == hash(same)
    assert pickle.loads(pickle.dumps(session)) == session  # noqa: S301 - our own
    assert repr(session) == "<Session: my-sso, us-east-1>"
    with pytest.raises(AttributeError, match="make a new one"):
        session.region = "eu-west-1"


def test_all_that_is_wrong_with_a_session_is_told_at_once() -> None:
    with pytest.raises(ssologin.ConfigError) as caught:
        ssologin.Session("my portal", "us east", scopes=["a b"])
    message = str(caught.value)
    assert [each in message for each in ("start_url:", "region:", "scopes:")] == [True] * 3
    with pytest.raises(ssologin.ConfigError, match="without blanks"):
        ssologin.Session(f"{URL} ", "us-east-1")


def test_one_scope_may_be_given_by_itself() -> None:
    assert ssologin.Session(URL, "us-east-1", scopes="a:b").scopes == ("a:b",)


def test_a_token_is_a_value_that_shows_no_secret() -> None:
    token, same = from_record(RECORD), from_record(RECORD)
    assert token is not None
    assert token == same
    assert hash(token) == hash(same)
    assert pickle.loads(pickle.dumps(token)) == token  # noqa: S301 - our own
    assert token.expires_at == datetime(2030, 1, 31, 12, tzinfo=timezone.utc)
    assert repr(token) == "<Token: ***, until 2030-01-31T12:00:00Z, refreshable>"


@pytest.mark.parametrize("name", ["refreshToken", "clientId", "clientSecret"])
def test_without_all_that_a_refresh_takes_a_token_is_not_refreshable(name: str) -> None:
    for value in (None, "", 1):
        token = from_record({**RECORD, name: value})
        assert token is not None
        assert not token.refreshable


@pytest.mark.parametrize(
    "change",
    [{"accessToken": "a\nb"}, {"accessToken": "ä"}, {"expiresAt": "soon"}, {"expiresAt": 1}],
)
def test_what_cannot_be_a_token_is_none(change: dict[str, object]) -> None:
    assert from_record({**RECORD, **change}) is None


def test_keys_and_credentials_show_no_secret() -> None:
    keys = RoleKeys("ASIAKEY", "secret", "session", 1893456000, "111122223333")
    assert repr(keys) == "<RoleKeys: ASIAKEY, until 2030-01-01T00:00:00Z>"


def test_an_error_is_pickled_with_its_command() -> None:
    error = ssologin.SessionEnded("the session ended", "ssologin login")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (str(again), again.command) == ("the session ended; run: ssologin login", error.command)


def test_a_time_that_is_none_is_none() -> None:
    assert parse_time("tomorrow") is None
    assert parse_time(None) is None


def test_a_prompt_is_printed_with_addresses_on_lines_of_their_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from ssologin.prompt import print_prompt

    ends = datetime(2030, 1, 1, tzinfo=timezone.utc)
    print_prompt(ssologin.Prompt("device", "", "ABCD-EFGH", "https://p", "https://p?c", ends))
    print_prompt(ssologin.Prompt("pkce", "", None, "https://q", "https://q", ends))
    lines = [line.strip() for line in capsys.readouterr().err.splitlines()]
    assert {"https://p", "https://p?c", "ABCD-EFGH", "https://q"} <= set(lines)


def test_a_session_knows_its_section_if_it_may_have_one() -> None:
    session = ssologin.Session(URL, "us-east-1")
    assert session.section is None
    assert session.reached_by(profile_name="old").section == "profile old"
    assert ssologin.Session(URL, "us-east-1", "my-sso").section == "sso-session my-sso"


@pytest.mark.parametrize("seconds", [10**20, -5, 253402300800])
def test_times_that_no_calendar_has_do_no_harm(seconds: int) -> None:
    assert format_time(seconds) in ("9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z")


def test_a_time_before_all_calendars_is_none() -> None:
    assert parse_time("0001-01-01T00:00:00+23:59") in (None, 0.0)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"Credentials": "none"},
        {"Credentials": {"AccessKeyId": "a", "SecretAccessKey": "b", "SessionToken": 1}},
        {"Credentials": {"AccessKeyId": "a", "SecretAccessKey": "b", "SessionToken": "c"}},
    ],
)
def test_what_holds_no_credentials_of_a_role_counts_as_none(record: dict[str, object]) -> None:
    store, session = ssologin.MemoryStore(), ssologin.Session(URL, "us-east-1")
    token = from_record(RECORD)
    assert token is not None
    save(store, role_key(session, "111122223333", "R"), record)
    assert load_keys(store, session, token, "111122223333", "R") is None


def test_a_response_without_credentials_is_an_error() -> None:
    with pytest.raises(ssologin.Error, match="no credentials"):
        keys_from_response({"roleCredentials": {"accessKeyId": "a"}}, "111122223333")


def test_what_a_server_says_does_not_steer_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from ssologin.prompt import print_prompt

    ends = datetime(2030, 1, 1, tzinfo=timezone.utc)
    print_prompt(ssologin.Prompt("device", "", "\x1b[2J", "https://p", "https://p\x07", ends))
    assert "\x1b" not in capsys.readouterr().err
