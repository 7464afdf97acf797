"""Where a client without credentials looks for them, and what it says if it finds none."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import restjson
import ssooidc
from restjson import ConfigError, Credentials
from tests.clock import FakeClock
from tests.recorder import Recorder
from tests.runtime.config_files import Home

SECRET, TOKEN = "hunter2-the-secret", "hunter3-the-token"
IN_ENVIRONMENT = {"AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": SECRET}
KEYS = f"aws_access_key_id = AKIDFILE\naws_secret_access_key = {SECRET}\n"
ADVICE = "pass credentials=boto3.Session().get_credentials() to the client"

Set = Callable[..., Home]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Set:
    """Put files and variables where a client finds them."""
    home = Home(tmp_path)

    def put(config: str = "", credentials: str = "", **variables: str) -> Home:
        for path, text in ((home.config, config), (home.credentials, credentials)):
            if text:
                path.write_text(text, encoding="utf-8")
        for name, value in home.environ(variables).items():
            monkeypatch.setenv(name, value)
        return home

    return put


def _found(**arguments: Any) -> Credentials:
    return ssooidc.Client("us-east-1", **arguments)._engine.get_credentials()


def _problem(**arguments: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        _found(**arguments)
    assert "hunter" not in repr(caught.value)
    assert caught.value.__context__ is None
    return str(caught.value)


def _printing(path: Path, **members: str) -> str:
    path.write_text(json.dumps({"Version": 1, **members}))
    words = [sys.executable, "-I", "-S", "-c", "import sys; print(open(sys.argv[1]).read())"]
    split = [*words, str(path)]
    return subprocess.list2cmdline(split) if os.name == "nt" else shlex.join(split)


# --- Found.


def test_the_environment_comes_first(put: Set) -> None:
    put(f"[default]\n{KEYS}", f"[default]\n{KEYS}", **IN_ENVIRONMENT, AWS_SESSION_TOKEN=TOKEN)
    assert _found() == Credentials("AKIDENV", SECRET, TOKEN)


def test_an_empty_variable_is_unset(put: Set) -> None:
    put("", f"[default]\n{KEYS}", AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY=SECRET)
    assert _found() == Credentials("AKIDFILE", SECRET)


def test_a_profile_that_is_an_argument_comes_before_the_environment(put: Set) -> None:
    put(f"[profile a]\n{KEYS}aws_session_token = {TOKEN}\n", **IN_ENVIRONMENT, AWS_PROFILE="a")
    assert _found() == Credentials("AKIDENV", SECRET)
    assert _found(profile_name="a") == Credentials("AKIDFILE", SECRET, TOKEN)


def test_the_credentials_file_comes_before_the_program_and_that_before_the_config_file(
    put: Set, tmp_path: Path
) -> None:
    command = _printing(tmp_path / "out", AccessKeyId="AKIDOUT", SecretAccessKey=SECRET)
    config = f"[default]\n{KEYS.replace('FILE', 'CONFIG')}"
    put(config)
    assert _found().access_key == "AKIDCONFIG"
    put(f"{config}credential_process = {command}\n")
    assert _found().access_key == "AKIDOUT"
    put(f"{config}credential_process = {command}\n", f"[default]\n{KEYS}")
    assert _found().access_key == "AKIDFILE"


def test_the_halves_of_two_files_make_no_pair(put: Set) -> None:
    home = put("[default]\naws_secret_access_key = hunter1\n", "[default]\naws_access_key_id = A\n")
    assert _problem() == (
        f"{home.credentials}: [default]: aws_access_key_id is set, aws_secret_access_key is not "
        "set: set both"
    )


def test_a_half_in_the_credentials_file_does_not_change_the_pair_of_the_config_file(
    put: Set,
) -> None:
    half = "[default]\naws_secret_access_key = hunter1\naws_session_token = hunter3\n"
    put(f"[default]\n{KEYS}", half)
    assert _found() == Credentials("AKIDFILE", SECRET)


def test_the_program_is_asked_again_before_its_credentials_end(put: Set, tmp_path: Path) -> None:
    out = tmp_path / "out"
    end = "2030-01-31T12:00:00Z"
    given = {"SecretAccessKey": SECRET, "SessionToken": TOKEN}
    command = _printing(out, AccessKeyId="AKID1", Expiration=end, **given)
    put(f"[default]\ncredential_process = {command}\n")
    clock = FakeClock(1_896_091_200 - 3600)
    client = ssooidc.Client("us-east-1", clock=clock)
    assert client._engine.get_credentials() == Credentials("AKID1", SECRET, TOKEN, 1_896_091_200)
    _printing(out, AccessKeyId="AKID2", **given)
    assert client._engine.get_credentials().access_key == "AKID1"
    clock.now += 45 * 60 + 1
    assert client._engine.get_credentials() == Credentials("AKID2", SECRET, TOKEN)


def test_keys_of_the_environment_that_end_are_read_again(
    put: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(**IN_ENVIRONMENT, AWS_CREDENTIAL_EXPIRATION="2030-01-31T12:00:00Z")
    clock = FakeClock(1_896_091_200 - 3600)
    client = ssooidc.Client("us-east-1", clock=clock)
    assert client._engine.get_credentials() == Credentials("AKIDENV", SECRET, None, 1_896_091_200)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDNEW")
    monkeypatch.setenv("AWS_CREDENTIAL_EXPIRATION", "2030-01-31T13:00:00Z")
    assert client._engine.get_credentials().access_key == "AKIDENV"
    clock.now += 45 * 60 + 1
    assert client._engine.get_credentials().access_key == "AKIDNEW"
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    clock.now += 3600 + 600
    with pytest.raises(ConfigError, match=r"^AWS_ACCESS_KEY_ID is not set, AWS_SECRET_ACC"):
        client._engine.get_credentials()


def test_what_was_found_is_kept(put: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    home = put("", f"[default]\n{KEYS}")
    client = ssooidc.Client("us-east-1")
    assert client._engine.get_credentials().access_key == "AKIDFILE"
    home.credentials.unlink()
    for name, value in IN_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    assert client._engine.get_credentials().access_key == "AKIDFILE"


def test_a_client_that_found_none_looks_again(put: Set) -> None:
    put()
    client = ssooidc.Client("us-east-1")
    for _ in range(2):
        with pytest.raises(ConfigError, match="there are no AWS credentials"):
            client._engine.get_credentials()
    put(**IN_ENVIRONMENT)
    assert client._engine.get_credentials().access_key == "AKIDENV"


def test_calls_that_are_not_signed_look_for_none(put: Set) -> None:
    put("[default]\ncredential_process = not-a-program-of-this-machine\n")
    client = ssooidc.Client("us-east-1", transport=Recorder())
    client.register_client(clientName="a", clientType="public")
    with pytest.raises(ConfigError, match="credential_process: the program cannot be run"):
        client._engine.get_credentials()


# --- Not found.


def test_what_was_looked_at_is_listed_if_nothing_is_there(put: Set) -> None:
    home = put()
    assert _problem() == (
        "there are no AWS credentials to sign with: AWS_ACCESS_KEY_ID is not set, "
        f"AWS_SECRET_ACCESS_KEY is not set; there is no {home.credentials}; there is no "
        f"{home.config}. Set both keys in one of these places or credential_process in the "
        "profile; for credentials from elsewhere, roles of containers and instances included, "
        f"{ADVICE}"
    )


def test_halves_are_listed_too(put: Set) -> None:
    half = f"aws_secret_access_key = {SECRET}\n"
    home = put(
        f"[profile a]\n{half}", f"[a]\n{half}", AWS_PROFILE="a", AWS_SECRET_ACCESS_KEY=SECRET
    )
    states = [
        "AWS_ACCESS_KEY_ID is not set, AWS_SECRET_ACCESS_KEY is set",
        f"{home.credentials}: [a]: aws_access_key_id is not set, aws_secret_access_key is set",
        f"{home.config}: [profile a]: aws_access_key_id is not set, aws_secret_access_key is set",
    ]
    assert f": {'; '.join(states)}. Set both" in _problem()


def test_the_environment_is_not_blamed_beside_a_profile(put: Set) -> None:
    home = put("[profile a]\nregion = eu-west-1\n", **IN_ENVIRONMENT)
    problem = _problem(profile_name="a")
    assert problem.startswith(
        "there are no AWS credentials to sign with: the environment does not count beside "
        f"profile_name; there is no {home.credentials}; {home.config}: [profile a]: "
        "aws_access_key_id is not set, aws_secret_access_key is not set. "
    )
    assert problem.endswith(
        "pass credentials=boto3.Session(profile_name='a').get_credentials() to the client"
    )


def test_half_of_the_environment_is_refused(put: Set) -> None:
    put("", f"[default]\n{KEYS}", AWS_ACCESS_KEY_ID="AKIDENV")
    assert _problem() == "AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not set: set both"


TEXT = "expected ASCII text without blanks and line breaks"


def test_keys_that_cannot_be_used_are_named_by_where_they_stand(put: Set) -> None:
    put(
        AWS_ACCESS_KEY_ID="hunter1 ",
        AWS_SECRET_ACCESS_KEY=f"{SECRET}\n",
        AWS_SESSION_TOKEN="hunter3\n",
    )
    assert _problem() == (
        f"AWS_ACCESS_KEY_ID: {TEXT}; AWS_SECRET_ACCESS_KEY: {TEXT}; AWS_SESSION_TOKEN: {TEXT}"
    )


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ('"AKIDFILE"', "expected the key itself, found quotes: take them out"),
        ("'AKIDFILE'", "expected the key itself, found quotes: take them out"),
        ('AKIDFILE"', "expected the key itself, found quotes: take them out"),
        ("$KEY", "expected the key itself, found a variable: nothing expands it here"),
        ("${KEY}", "expected the key itself, found a variable: nothing expands it here"),
        (
            "AKIDFILE # mine",
            "expected ASCII text without blanks and line breaks (what follows # is part of the "
            "value, and no comment: take it out)",
        ),
    ],
)
def test_what_aws_would_refuse_as_a_wrong_signature_is_said_before(
    put: Set, key: str, problem: str
) -> None:
    home = put(f"[default]\n{KEYS.replace('AKIDFILE', key)}")
    assert _problem() == f"{home.config}: line 2: [default] aws_access_key_id: {problem}"
    put("", **{**IN_ENVIRONMENT, "AWS_SECRET_ACCESS_KEY": key})
    assert _problem() == f"AWS_SECRET_ACCESS_KEY: {problem}"


def test_keys_of_a_file_that_cannot_be_used_are_named_by_where_they_stand(put: Set) -> None:
    home = put(f"[default]\n{KEYS.replace('AKIDFILE', 'ÄKID')}")
    assert _problem() == f"{home.config}: line 2: [default] aws_access_key_id: {TEXT}"


def test_an_expiration_that_is_no_time_is_named(put: Set) -> None:
    put(**IN_ENVIRONMENT, AWS_CREDENTIAL_EXPIRATION="hunter4")
    assert _problem() == ("AWS_CREDENTIAL_EXPIRATION: expected a time such as 2030-01-31T12:00:00Z")


# --- What a service would give out.


@pytest.mark.parametrize(
    "key",
    [
        *("role_arn", "web_identity_token_file", "sso_role_name", "sso_account_id"),
        *("login_session", "sso_session", "sso_start_url"),
    ],
)
@pytest.mark.parametrize("profile", ["default", "a"])
def test_a_profile_that_needs_a_service_is_refused_by_the_key(
    put: Set, key: str, profile: str
) -> None:
    section = "default" if profile == "default" else "profile a"
    home = put(f"[{section}]\n{key} = hunter2\n")
    arguments = {} if profile == "default" else {"profile_name": profile}
    named = "" if profile == "default" else "'a'"
    way = f"boto3.Session({named and f'profile_name={named}'}).get_credentials()"
    if key.startswith("sso_"):
        way = f"ssologin.role_credentials({named})"
    assert _problem(**arguments) == (
        f"{home.config}: line 2: [{section}] {key}: AWS credentials that a service gives out "
        f"are not fetched here: pass credentials={way} to the client"
    )


@pytest.mark.parametrize(
    "variable",
    [
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ],
)
def test_a_variable_that_needs_a_service_is_refused_by_its_name(put: Set, variable: str) -> None:
    put(**{variable: "hunter2"})
    assert _problem() == (
        f"{variable}: AWS credentials that a service gives out are not fetched here: {ADVICE}"
    )


@pytest.mark.parametrize("key", ["role_arn", "sso_account_id"])
def test_a_role_is_not_replaced_by_the_keys_of_its_profile(put: Set, key: str) -> None:
    put(f"[default]\n{key} = x\n", f"[default]\n{KEYS}")
    assert "are not fetched here: pass credentials=" in _problem()
    put(**IN_ENVIRONMENT)
    assert _found().access_key == "AKIDENV"


@pytest.mark.parametrize("key", ["sso_session", "sso_start_url", "credential_source"])
def test_what_names_no_role_is_no_obstacle_to_keys(put: Set, key: str) -> None:
    put(f"[default]\n{key} = x\n{KEYS}", AWS_CONTAINER_CREDENTIALS_FULL_URI="http://localhost")
    assert _found() == Credentials("AKIDFILE", SECRET)


def test_nothing_is_loaded_before_credentials_are_needed() -> None:
    roots = {str(Path(str(module.__file__)).parents[1]) for module in (ssooidc, restjson)}
    program = (
        f"import sys; sys.path += {sorted(roots)!r}; import ssooidc, restjson\n"
        "ssooidc.Client('us-east-1', credentials=restjson.Credentials('a', 'b'))\n"
        "ssooidc.Client('us-east-1', credentials=lambda: 1 / 0)\n"
        "ssooidc.Client('us-east-1', profile_name='gone')\n"
        "unwanted = {'subprocess', 'json', 'configparser', 'shlex', 'datetime', 're'}\n"
        "unwanted |= {f'restjson.credential_{each}' for each in ('chain', 'keeper', 'process')}\n"
        "print(unwanted & set(sys.modules))"
    )
    command = [sys.executable, "-I", "-S", "-c", program]
    assert subprocess.run(command, check=True, capture_output=True).stdout.strip() == b"set()"
