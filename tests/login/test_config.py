"""Sessions and profiles of the config file, and what is said of mistakes in it."""

from pathlib import Path

import pytest

import ssologin
from ssologin.config.profiles import find_profile, profiles_of
from ssologin.config.sections import configured_flow

URL = "https://my-sso-portal.awsapps.com/start"
SESSION = f"[sso-session my-sso]\nsso_start_url = {URL}\nsso_region = us-east-1\n"


@pytest.fixture
def config(home: Path) -> Path:
    return home / ".aws/config"


def test_a_session_is_found_by_its_name(config: Path) -> None:
    session = ssologin.find_session("my-sso")
    assert (session.name, session.start_url, session.region) == ("my-sso", URL, "us-east-1")
    assert session.scopes == ("sso:account:access",)


def test_scopes_are_listed_between_commas(config: Path) -> None:
    config.write_text(SESSION + "sso_registration_scopes = sso:account:access, a:b ,\n")
    assert ssologin.find_session("my-sso").scopes == ("sso:account:access", "a:b")


def test_names_may_have_quotes_and_blanks(config: Path) -> None:
    config.write_text(SESSION.replace("my-sso]", '"my own"]'))
    assert ssologin.find_session("my own").name == "my own"
    assert ssologin.find_session("my own").login_command == "ssologin login --session 'my own'"


def test_a_profile_leads_to_its_session(config: Path) -> None:
    profile = find_profile("reader")
    assert profile.session == ssologin.find_session("my-sso")
    assert (profile.account_id, profile.role_name) == ("111122223333", "ReadOnlyAccess")
    assert ssologin.find_session(profile="reader") == profile.session


def test_a_profile_without_a_session_signs_in_as_awss_tools_do_without_scopes(
    config: Path,
) -> None:
    session = ssologin.find_session(profile="old")
    assert session.name is None
    assert session.scopes == ()
    assert session.login_command == "ssologin login --profile old"


def test_aws_profile_says_which(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "old")
    assert ssologin.find_session().name is None


def test_the_only_session_needs_no_name(config: Path) -> None:
    assert ssologin.find_session().name == "my-sso"


def test_of_several_sessions_one_has_to_be_named(config: Path) -> None:
    config.write_text(SESSION + SESSION.replace("my-sso]", "other]"))
    with pytest.raises(ssologin.ConfigError, match="say which: my-sso, other"):
        ssologin.find_session()


def test_aws_config_file_names_another_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = home / "other"
    other.write_text(SESSION.replace("my-sso", "theirs"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(other))
    assert ssologin.find_session().name == "theirs"


def test_a_name_that_is_not_there_is_told_with_the_nearest(config: Path) -> None:
    with pytest.raises(ssologin.ConfigError, match="did you mean my-sso"):
        ssologin.find_session("my-sos")


def test_a_profile_that_was_taken_for_a_session_is_pointed_out(config: Path) -> None:
    with pytest.raises(ssologin.ConfigError, match="profile='reader'"):
        ssologin.find_session("reader")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[sso-session my-sso]\n", "line 1: .*sso_start_url is missing; .*sso_region is missing"),
        (SESSION.replace("https", "ftp"), "line 1: .*start_url: expected a URL"),
        (SESSION.replace("us-east-1", "us east"), "line 1: .*region: expected the name"),
        (SESSION.replace("us-east-1", "evil.example/"), "line 1: .*region: expected the name"),
        (
            SESSION + "ssologin_flow = browser\n",
            r"line 4: \[sso-session my-sso\] ssologin_flow: expected one of auto, pkce, device",
        ),
        (SESSION + SESSION, "line 4: .* of line 1 stands there again"),
        ("sso_region = x\n", "line 1: expected a section"),
    ],
)
def test_a_mistake_in_a_session_is_told_with_file_and_line(
    config: Path, text: str, message: str
) -> None:
    config.write_text(text)
    with pytest.raises(ssologin.ConfigError, match=message) as caught:
        configured_flow(ssologin.find_session("my-sso"))
    assert str(config) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("region = x\n", r"line 4: \[profile p\] does not sign in: add sso_session"),
        ("sso_session = nope\n", "there is no sso-session 'nope'"),
        (f"sso_start_url = {URL}\n", r"line 4: \[profile p\]: sso_region is missing"),
        (
            "sso_session = my-sso\nsso_account_id = 111122223333\n",
            r"line 4: \[profile p\]: sso_role_name is missing",
        ),
        (
            "sso_session = my-sso\nsso_region = eu-west-1\n",
            r"line 6: \[profile p\] sso_region contradicts .*line 3: \[sso-session my-sso\]",
        ),
    ],
)
def test_a_mistake_in_a_profile_is_told_with_file_and_line(
    config: Path, text: str, message: str
) -> None:
    config.write_text(f"{SESSION}[profile p]\n{text}")
    with pytest.raises(ssologin.ConfigError, match=message):
        find_profile("p")


def test_without_a_config_file_it_is_said_what_to_add(config: Path) -> None:
    config.unlink()
    with pytest.raises(ssologin.ConfigError, match=r"there is no \[sso-session\] in .*config"):
        ssologin.find_session()


def test_a_session_that_no_file_has_needs_start_url_and_region(home: Path) -> None:
    session = ssologin.find_session(start_url=URL, region="us-east-1")
    assert session == ssologin.Session(URL, "us-east-1")
    with pytest.raises(ssologin.ConfigError, match="region: start_url and region"):
        ssologin.find_session(start_url=URL)


def test_a_name_and_a_start_url_are_two_sessions(config: Path) -> None:
    with pytest.raises(ssologin.ConfigError, match="session: give a name of the config file, or"):
        ssologin.find_session("my-sso", start_url=URL, region="us-east-1")


def test_a_profile_that_is_not_there_is_told_with_the_nearest(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ssologin.ConfigError, match=r"no profile 'raeder' .* did you mean reader"):
        find_profile("raeder")
    monkeypatch.setenv("AWS_PROFILE", "default")
    with pytest.raises(ssologin.ConfigError, match="default] does not sign in: add sso_session"):
        ssologin.find_session()


def test_of_profiles_that_cannot_be_used_the_others_are_found(config: Path) -> None:
    broken = "\n[profile broken]\nsso_session = nope\n"
    config.write_text(config.read_text() + broken)
    found = profiles_of(ssologin.find_session("my-sso"))
    assert [repr(each) for each in found] == ["<Profile: reader>"]
