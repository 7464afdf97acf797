"""The command, run as a person and as programs run it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import ssologin
import ssologin.cli
from ssoemulator import Emulator
from tests.botocore_session import botocore_session
from tests.login.conftest import sign_in
from tests.login.test_refresh import due
from tests.tools import find


def run(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    done = subprocess.run(
        [sys.executable, "-m", "ssologin", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0 or not check, done.stderr
    return done


def test_help_has_examples_for_each_command() -> None:
    commands = ("login", "logout", "status", "token", "credentials", "accounts", "roles")
    for command in (*commands, "exec", "config", "doctor"):
        text = run(command, "--help").stdout
        assert f"ssologin {command}" in text
        assert "examples:" in text
    assert "exit status:" in run("--help").stdout


def test_a_sign_in_says_what_to_do_and_prints_data_only_to_standard_output(
    idc: Emulator,
) -> None:
    idc.switch(auto_approve=True)
    done = run("login", "--flow", "device", "--no-browser", "--format", "json")
    assert json.loads(done.stdout)["session"] == "my-sso"
    assert f"\n{idc.url}/start/#/device?user_code=" in done.stderr
    assert "\x1b" not in done.stderr  # no terminal, no colors
    token = ssologin.get_token("my-sso").access_token
    assert token not in done.stdout + done.stderr


def test_the_token_is_printed_and_nothing_else(signed_in: ssologin.Token) -> None:
    done = run("token")
    assert done.stdout == f"{signed_in.access_token}\n"
    assert done.stderr == ""
    assert json.loads(run("token", "--format", "json").stdout)["accessToken"]


def test_where_nobody_is_signed_in_nobody_is_asked(idc: Emulator) -> None:
    for command in (("token",), ("credentials", "--profile", "reader")):
        done = run(*command, check=False)
        assert done.returncode == 3
        assert done.stdout == ""
        assert "run: ssologin login --session my-sso" in done.stderr
    assert not idc.requests


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("token", "--session", "nope"), 2),
        (("token", "--nonsense"), 2),
        (
            ("login", "--start-url", "https://x.portal.eu-west-1.app.aws", "--region", "us-east-1"),
            2,
        ),
        ((), 2),
        (("status", "--session", "my-sso"), 3),
        (("login", "--flow", "device", "--no-browser", "--timeout", "0"), 6),
    ],
)
def test_exit_statuses_are_those_of_the_help(
    idc: Emulator, arguments: tuple[str, ...], status: int
) -> None:
    assert run(*arguments, check=False).returncode == status


def test_a_service_that_cannot_be_reached_is_status_4(
    signed_in: ssologin.Token, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(home, -1)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO_OIDC", "http://127.0.0.1:9")
    assert run("token", check=False).returncode == 4


def test_a_role_that_is_not_open_is_status_5(signed_in: ssologin.Token) -> None:
    done = run(
        "credentials", "--session", "my-sso", "--account", "111122223333", "--role", "Nobodys",
        check=False,
    )  # fmt: skip
    assert done.returncode == 5


def test_credentials_obey_the_contract_of_credential_process(
    signed_in: ssologin.Token, home: Path
) -> None:
    config = home / ".aws/config"
    command = f"{sys.executable} -m ssologin credentials --profile reader"
    config.write_text(f"{config.read_text()}\n[profile any]\ncredential_process = {command}\n")
    keys = botocore_session("any").get_credentials().get_frozen_credentials()
    printed = json.loads(run("credentials", "--profile", "reader").stdout)
    assert printed["Version"] == 1
    assert keys.access_key == printed["AccessKeyId"]
    assert keys.token == printed["SessionToken"]


def test_credentials_are_for_a_shell_too(signed_in: ssologin.Token) -> None:
    done = run("credentials", "--profile", "reader", "--format", "text")
    assert [line.partition("=")[0] for line in done.stdout.splitlines()] == [
        "export AWS_ACCESS_KEY_ID",
        "export AWS_SECRET_ACCESS_KEY",
        "export AWS_SESSION_TOKEN",
    ]


def test_exec_runs_a_program_with_the_credentials_and_its_exit_status(
    signed_in: ssologin.Token,
) -> None:
    code = "import os, sys; print(os.environ['AWS_ACCESS_KEY_ID'], os.environ['AWS_REGION']); "
    done = run(
        "exec", "--profile", "reader", "--", sys.executable, "-c", f"{code}sys.exit(7)",
        check=False,
    )  # fmt: skip
    assert done.returncode == 7
    assert done.stdout.split() == [ssologin.role_credentials("reader").access_key, "eu-central-1"]
    assert run("exec", "--profile", "reader", "--", "/no/such", check=False).returncode == 1


def test_status_tells_of_each_session_without_asking_the_service(
    idc: Emulator, signed_in: ssologin.Token, home: Path
) -> None:
    asked = len(idc.requests)
    [state] = json.loads(run("status", "--format", "json").stdout)
    assert (state["session"], state["state"], state["refreshable"]) == ("my-sso", "signed in", True)
    due(home, -1)
    assert "due, until" in run("status").stdout
    assert len(idc.requests) == asked


def test_accounts_roles_and_profiles_for_them_are_listed(signed_in: ssologin.Token) -> None:
    assert run("accounts").stdout.splitlines()[0].split()[0] == "111122223333"
    assert len(json.loads(run("roles", "--format", "json").stdout)) == 5
    profiles = run("config", "--aws-region", "eu-west-1").stdout
    assert "[profile Example-Production-AdministratorAccess]" in profiles
    assert "ReadOnlyAccess\nregion = eu-west-1" in profiles
    assert "[profile Example-Production-ReadOnlyAccess]" not in profiles  # reader is one
    listed = json.loads(run("config", "--format", "json").stdout)
    assert listed["Example-Production-AdministratorAccess"]["sso_session"] == "my-sso"
    assert len(listed) == profiles.count("[profile ")


def test_profiles_may_be_added_to_a_file_that_does_not_end_a_line(
    signed_in: ssologin.Token, home: Path
) -> None:
    config = home / ".aws/config"
    config.write_text(config.read_text().rstrip() + run("config").stdout)
    assert run("config").stdout == ""  # each role has a profile now
    assert ssologin.role_credentials("777788889999-ReadOnlyAccess").access_key


def test_signing_out_needs_no_network(
    signed_in: ssologin.Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:9")
    done = run("logout")
    assert done.stdout == ""
    assert "No token of my-sso is kept" in done.stderr
    assert run("token", check=False).returncode == 3


def test_signing_out_says_whether_the_service_ended_a_session(signed_in: ssologin.Token) -> None:
    assert json.loads(run("logout", "--format", "json").stdout)["endedAtService"] is True
    assert json.loads(run("logout", "--format", "json").stdout)["endedAtService"] is False
    assert "No token of my-sso is kept" in run("logout").stderr


def test_the_doctor_says_what_it_looked_at_and_fails_if_something_is_wrong(
    signed_in: ssologin.Token, home: Path
) -> None:
    done = run("doctor")
    assert "ok       service: " in done.stdout
    (home / ".aws/config").write_text("[sso-session my-sso]\n")
    done = run("doctor", check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("FAILED   config file: ")
    [finding] = json.loads(run("doctor", "--format", "json", check=False).stdout)
    assert (finding["subject"], finding["state"]) == ("config file", "failed")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_shells_complete_it(shell: str) -> None:
    assert "credentials" in run("--print-completion", shell).stdout


@pytest.mark.skipif(os.name != "posix", reason="this system has no POSIX signals")
def test_the_reader_of_a_pipe_may_leave(signed_in: ssologin.Token) -> None:
    command = f"{sys.executable} -m ssologin roles | true"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_accounts_and_roles_are_for_programs_and_people(signed_in: ssologin.Token) -> None:
    [first, *_] = json.loads(run("accounts", "--format", "json").stdout)
    assert first == {
        "accountId": "111122223333",
        "accountName": "Example Production",
        "emailAddress": "production@example.com",
    }
    listed = run("roles", "--account", "777788889999").stdout
    assert listed.split() == ["777788889999", "ReadOnlyAccess"]


def test_where_nothing_is_open_nothing_is_listed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Emulator(seed={"accounts": []}) as idc:
        for name, value in idc.environment.items():
            monkeypatch.setenv(name, value)
        sign_in(idc, "my-sso")
        assert run("accounts").stdout == run("roles").stdout == run("config").stdout == ""


def test_profiles_without_a_session_are_printed_with_their_start_url(idc: Emulator) -> None:
    sign_in(idc, ssologin.find_session(profile="old"))
    profiles = run("config", "--profile", "old").stdout
    assert (
        "sso_start_url = https://my-sso-portal.awsapps.com/start\nsso_region = us-east-1"
        in profiles
    )
    assert "sso_session" not in profiles


def test_exec_needs_a_program_and_no_profile(signed_in: ssologin.Token) -> None:
    assert run("exec", "--profile", "reader", check=False).returncode == 2
    role = ("--session", "my-sso", "--account", "111122223333", "--role", "ReadOnlyAccess")
    code = "import os; print(os.environ.get('AWS_REGION'))"
    assert run("exec", *role, "--", sys.executable, "-c", code).stdout == "None\n"


def test_where_a_process_cannot_become_the_program_it_waits_for_it(
    signed_in: ssologin.Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssologin.cli.run_with.os", SimpleNamespace(name="nt", environ=os.environ))
    program = [sys.executable, "-c", "raise SystemExit(7)"]
    assert ssologin.cli.main(["exec", "--profile", "reader", "--", *program]) == 7


def test_without_the_package_that_completes_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    with pytest.raises(SystemExit):
        ssologin.cli.main(["--print-completion", "bash"])
    assert 'pip install "ssooidc[login]"' in capsys.readouterr().err


def test_bash_completes_commands_options_and_values(tmp_path: Path) -> None:
    bash = find("bash", "apt-get install bash")
    script = tmp_path / "completion"
    script.write_text(run("--print-completion", "bash").stdout)
    ask = "COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _shtab_ssologin; echo ${COMPREPLY[*]}"
    found = []
    for words in ("ssologin lo", "ssologin login --fl", "ssologin login --flow p"):
        code = f"source {script}; COMP_WORDS=({words}); {ask}"
        done = subprocess.run([bash, "-c", code], capture_output=True, text=True, check=True)
        found.append(done.stdout.strip())
    assert found == ["login logout", "--flow", "pkce"]
