"""``python -m ssoemulator`` as a process of its own."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ssoemulator import Credentials, Emulator, command_line
from ssoemulator.state.credentials import EXAMPLE_CREDENTIALS
from ssoemulator.web.validation import load_schemas
from tests.emulator.applications import APPLICATION, assertion
from tests.emulator.clients import JWT_BEARER, Device, botocore_client, post
from tests.emulator.portal_clients import ask

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows cannot send SIGINT to one process"
)


def _heed_ctrl_c() -> None:
    # Whoever runs the tests in the background has its children ignore the signal.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the URL that its first line ends with; the second line is about a key."""
    command = [sys.executable, "-m", "ssoemulator", *arguments]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_ctrl_c,
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert re.fullmatch(r"ssoemulator is listening on http://127\.0\.0\.1:\d+\n", line)
            assert process.stdout.readline().startswith("ssoemulator takes the access key ")
            yield process, line.split()[-1]
        finally:
            process.kill()


def test_it_serves_from_its_first_line_on_and_ends_with_ctrl_c() -> None:
    with running("--port", "0", "--auto-approve", "--quiet") as (process, url):
        device = Device(botocore_client(url))
        assert device.poll(device.start()["deviceCode"])["accessToken"]
        # The client keeps its connection open; that must not hold up the end.
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 0
        device.client.close()


def test_a_line_a_request_and_each_user_code_are_on_standard_error() -> None:
    with running() as (process, url):
        device = Device(botocore_client(url), clientName="my\ntool")
        started = device.start()
        with pytest.raises(device.client.exceptions.AuthorizationPendingException):
            device.poll(started["deviceCode"])
        device.client.close()
        process.send_signal(signal.SIGTERM)
        printed, logged = process.communicate(timeout=10)
        assert (printed, process.returncode) == ("", 0)
    assert re.sub(r"(?m)^\d\d:\d\d:\d\d ", "", logged).splitlines() == [
        "RegisterClient: 200 OK",
        f"user code {started['userCode']} for 'my\\ntool': {started['verificationUriComplete']}",
        "StartDeviceAuthorization: 200 OK",
        "CreateToken: 400 AuthorizationPendingException",
    ]
    assert started["deviceCode"] not in logged


def test_the_file_that_says_that_it_is_ready_holds_the_url_until_it_ends(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    command = [sys.executable, "-m", "ssoemulator", "--quiet", f"--ready-file={ready}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        while not ready.exists():
            assert process.poll() is None
        assert ready.read_text() == f"{url}\n"
        process.terminate()
        process.communicate(timeout=10)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["write_text", "replace"])
def test_ctrl_c_leaves_no_such_file_even_if_it_comes_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    undisturbed = getattr(Path, step)

    def interrupted(*arguments: Any, **named: Any) -> None:
        undisturbed(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, step, interrupted)
    assert command_line.main(["--quiet", "--port", "0", f"--ready-file={tmp_path / 'ready'}"]) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_ready_file_that_cannot_be_written_is_a_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "missing" / "ready"
    assert command_line.main(["--ready-file", str(file)]) == 1
    assert capsys.readouterr().err == (
        f"ssoemulator: cannot write {file}: No such file or directory\n"
    )


def test_a_habit_that_is_none_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        command_line.main(["--portal-rate-limit=0", "--session-ends-after=-1"])
    message = capsys.readouterr().err.splitlines()[-1]
    assert "portal_rate_limit: is not a whole number" in message
    assert "session_ends_after: is not a number of seconds" in message


def test_the_accounts_are_those_of_the_seed(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text('{"accounts": [{"accountId": "123456789012", "roles": [{"roleName": "r"}]}]}')
    with running("--seed", str(seed), "--auto-approve") as (_, url):
        device = Device(botocore_client(url))
        token = device.poll(device.start()["deviceCode"])["accessToken"]
        listed = ask(url, "/assignment/accounts", token).json["accountList"]
        device.client.close()
    assert listed == [{"accountId": "123456789012"}]


def test_without_auto_approve_a_device_stays_pending() -> None:
    with running() as (_, url):
        device = Device(botocore_client(url))
        with pytest.raises(device.client.exceptions.AuthorizationPendingException):
            device.poll(device.start()["deviceCode"])
        device.client.close()


def create_token_with_iam(url: str, credentials: Credentials) -> Any:
    client = botocore_client(url, credentials)
    try:
        return client.create_token_with_iam(
            clientId=APPLICATION, grantType=JWT_BEARER, assertion=assertion("jane")
        )
    finally:
        client.close()


def test_the_key_of_the_documentation_is_taken() -> None:
    with running() as (_, url):
        assert create_token_with_iam(url, EXAMPLE_CREDENTIALS)["accessToken"]


def test_a_key_can_be_given() -> None:
    given = Credentials("ASIAMADEUP", "made-up", "a-token")
    options = ("--access-key-id=ASIAMADEUP", "--secret-access-key=made-up")
    with running(*options, "--session-token=a-token") as (_, url):
        assert create_token_with_iam(url, given)["accessToken"]


class _EndedAtOnce:
    """In place of the module ``time``: Ctrl-C is pressed as soon as the emulator waits."""

    @staticmethod
    def sleep(seconds: float) -> None:
        raise KeyboardInterrupt


def test_the_published_secret_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "time", _EndedAtOnce)
    assert command_line.main([]) == 0
    line = capsys.readouterr().out.splitlines()[1]
    assert line.split()[-5:] == [
        EXAMPLE_CREDENTIALS.access_key,
        "with",
        "the",
        "secret",
        EXAMPLE_CREDENTIALS.secret_key,
    ]


def test_a_secret_that_was_given_is_not_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line, "time", _EndedAtOnce)
    options = ["--access-key-id=AKIAMADEUP", "--secret-access-key=hush", "--session-token=psst"]
    assert command_line.main(options) == 0
    printed = capsys.readouterr()
    assert printed.out.endswith("ssoemulator takes the access key AKIAMADEUP\n")
    assert "hush" not in printed.out + printed.err
    assert "psst" not in printed.out + printed.err


@pytest.mark.parametrize(
    "option", ["--access-key-id=hush", "--secret-access-key=hush", "--session-token=hush"]
)
def test_a_part_of_a_key_alone_is_a_usage_error(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        command_line.main([option])
    message = capsys.readouterr().err.splitlines()[-1]
    assert "--access-key-id and --secret-access-key are given together" in message
    assert "hush" not in message


def test_a_port_in_use_is_a_clear_error(idc: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    port = idc.url.rpartition(":")[2]
    assert command_line.main(["--port", port]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"ssoemulator: cannot listen on 127.0.0.1, port {port}: ")
    assert printed.err.count("\n") == 1
    assert post(idc.url, "/token", {}).status == 400


def test_missing_schemas_are_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "ssoemulator.web.oidc_routes.load_schemas", lambda _: load_schemas("ssoemulator")
    )
    assert command_line.main([]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("ssoemulator: schemas.json of the package ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_a_usage_error(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        command_line.main([f"--port={port}"])
    assert f"argument --port: not a number from 0 to 65535: {port}" in capsys.readouterr().err
