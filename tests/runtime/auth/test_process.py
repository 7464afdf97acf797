"""Credentials that another program prints: taken if they are some, else refused unseen."""

import json
import os
import shlex
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from restjson import ConfigError, Credentials
from restjson.auth.process import run_process
from restjson.config.file import Setting

ORIGIN = "/etc/aws: [default] credential_process"
SECRET, TOKEN = "hunter2-the-secret", "hunter3-the-token"
GOOD = {"Version": 1, "AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": SECRET}
TEXT = "expected ASCII text without blanks and line breaks"
QUOTE = '"{}"' if os.name == "nt" else "'{}'"


def _command(program: str, *arguments: str) -> Setting:
    """Python that runs `program`, as a config file has it."""
    words = [sys.executable, "-I", "-S", "-c", program, *arguments]
    if os.name == "nt":
        return Setting(" ".join(f'"{word}"' for word in words), ORIGIN)
    return Setting(shlex.join(words), ORIGIN)


def _printing(path: Path, output: bytes) -> Setting:
    path.write_bytes(output)
    copy = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    return _command(copy, str(path))


def _run(path: Path, document: Any) -> Credentials:
    return run_process(_printing(path / "printed", json.dumps(document).encode()))


def _problem(command: Setting) -> str:
    with pytest.raises(ConfigError) as caught:
        run_process(command)
    error = caught.value
    assert "hunter" not in repr(error)
    # What led to it would hold the output, or the command.
    assert error.__cause__ is None
    assert error.__context__ is None
    assert str(error).startswith(f"{ORIGIN}: ")
    return str(error).removeprefix(f"{ORIGIN}: ")


def test_keys_alone_are_credentials(tmp_path: Path) -> None:
    assert _run(tmp_path, GOOD) == Credentials("AKIDEXAMPLE", SECRET)


def test_token_and_expiration_are_taken_and_the_rest_is_left(tmp_path: Path) -> None:
    more = {"SessionToken": TOKEN, "Expiration": "2030-01-31T12:00:00Z", "AccountId": "1", "X": []}
    credentials = _run(tmp_path, {**GOOD, **more})
    assert credentials == Credentials("AKIDEXAMPLE", SECRET, TOKEN, 1_896_091_200)


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_for_token_and_expiration_is_none(tmp_path: Path, nothing: Any) -> None:
    credentials = _run(tmp_path, {**GOOD, "SessionToken": nothing, "Expiration": nothing})
    assert credentials == Credentials("AKIDEXAMPLE", SECRET)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_program_may_print_any_unicode(tmp_path: Path, encoding: str) -> None:
    command = _printing(tmp_path / "printed", json.dumps(GOOD, indent=2).encode(encoding))
    assert run_process(command) == Credentials("AKIDEXAMPLE", SECRET)


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    words = ["$HOME", "a;b", "c d", "*", "|", "`e`", "&&", "{}"]
    program = (
        "import json, sys; "
        "print(json.dumps(dict(Version=1, AccessKeyId=str(len(sys.argv)), "
        "SecretAccessKey=sys.argv[1] + sys.argv[2] + sys.argv[5] + sys.argv[6])))"
    )
    assert run_process(_command(program, *words)) == Credentials("9", "$HOMEa;b|`e`")


def test_the_program_gets_no_input() -> None:
    program = f"import sys; print({json.dumps(GOOD)!r} if sys.stdin.read() == '' else '')"
    assert run_process(_command(program)) == Credentials("AKIDEXAMPLE", SECRET)


def test_what_it_writes_to_standard_error_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    program = f"import sys; print('code: ', end='', file=sys.stderr); print({json.dumps(GOOD)!r})"
    run_process(_command(program))
    assert capfd.readouterr() == ("", "code: ")


# --- Failures.


def test_a_failure_says_the_status_and_nothing_that_was_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    program = f"import sys; print('{SECRET}'); print('{TOKEN}', file=sys.stderr); sys.exit(3)"
    assert _problem(_command(program)) == "the program ended with status 3"
    assert capfd.readouterr() == ("", f"{TOKEN}{os.linesep}")


def test_a_program_that_is_not_there_is_refused_without_its_name(tmp_path: Path) -> None:
    command = Setting(QUOTE.format(tmp_path / "hunter2"), ORIGIN)
    assert _problem(command) == f"the program cannot be run: {os.strerror(2)}"


@pytest.mark.skipif(os.name == "nt", reason="Windows does not mark files as executable")
def test_a_program_that_may_not_be_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hunter2").touch(mode=0o600)
    command = Setting(shlex.quote(str(tmp_path / "hunter2")), ORIGIN)
    assert _problem(command) == f"the program cannot be run: {os.strerror(13)}"


@pytest.mark.parametrize("text", ["'hunter2", "a\0hunter2", " "])
@pytest.mark.skipif(os.name == "nt", reason="on Windows, a program splits its command line itself")
def test_what_is_no_command_is_refused(text: str) -> None:
    assert _problem(Setting(text, ORIGIN)) == (
        "expected a program and its arguments, quoted as for a shell"
    )


@pytest.mark.parametrize(
    "output",
    [
        *(b"", b"hunter2", b'{"SecretAccessKey": "hunter2"', b'["hunter2"]', b'"hunter2"', b"null"),
        *(b"\xff\xfehunter2\xff", b"[" * 20_000, b"1" * 5_000),
    ],
    ids=range(9),
)
def test_what_is_no_json_object_is_refused_unseen(tmp_path: Path, output: bytes) -> None:
    problem = _problem(_printing(tmp_path / "printed", output))
    assert problem == "expected the program to print a JSON object"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"Version": 2}, "Version: expected 1"),
        ({"Version": None}, "Version: expected 1"),
        ({"Version": "1"}, "Version: expected 1"),
        ({"AccessKeyId": None}, f"AccessKeyId: {TEXT}"),
        ({"AccessKeyId": ["hunter2"]}, f"AccessKeyId: {TEXT}"),
        ({"SecretAccessKey": ""}, f"SecretAccessKey: {TEXT}"),
        ({"SecretAccessKey": "hunter2\n"}, f"SecretAccessKey: {TEXT}"),
        ({"SessionToken": 7}, f"SessionToken: {TEXT}"),
        ({"SessionToken": "hunter\r\nX: y"}, f"SessionToken: {TEXT}"),
        ({"Expiration": "hunter2"}, "Expiration: expected a time such as 2030-01-31T12:00:00Z"),
        ({"Expiration": 1896091200}, "Expiration: expected a time such as 2030-01-31T12:00:00Z"),
    ],
    ids=str,
)
def test_each_wrong_member_is_named(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    command = _printing(tmp_path / "printed", json.dumps({**GOOD, **changes}).encode())
    assert _problem(command) == f"in what the program printed, {problem}"


def test_all_wrong_members_are_named_at_once(tmp_path: Path) -> None:
    command = _printing(tmp_path / "printed", b'{"SessionToken": 7, "Expiration": 7}')
    assert _problem(command) == (
        "in what the program printed, Version: expected 1, AccessKeyId: missing, "
        f"SecretAccessKey: missing, SessionToken: {TEXT}, "
        "Expiration: expected a time such as 2030-01-31T12:00:00Z"
    )


def test_a_program_that_prints_without_end_is_stopped() -> None:
    endless = "while True: print('hunter2' * 1000)"
    assert _problem(_command(endless)) == "the program printed more than 65536 bytes"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_ctrl_c_ends_the_program_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, press_ctrl_c: Callable[[], None]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ended: list[bytes] = []

    def interrupt() -> None:
        with open(pipe, "rb") as started:
            assert started.read(1) == b"!"
            press_ctrl_c()
            ended.append(started.read())  # until the program is gone

    thread = threading.Thread(target=interrupt)
    thread.start()
    # More than fits into a pipe: it has begun once what it prints is read.
    monkeypatch.setattr("restjson.auth.process._MOST_BYTES", 2**21)
    program = (
        "import signal, sys; pipe = open(sys.argv[1], 'wb', 0); "
        "print('x' * 2**20, flush=True); pipe.write(b'!'); signal.pause()"
    )
    with pytest.raises(KeyboardInterrupt):
        run_process(_command(program, str(pipe)))
    thread.join(30)
    assert ended == [b""]
