"""``python -m ssoemulator`` as a process of its own."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ssoemulator import Emulator, __main__
from ssoemulator.validation import load_schemas
from tests.emulator.clients import Device, botocore_client, post

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent to a process")


def _heed_ctrl_c() -> None:
    # Whoever runs the tests in the background has its children ignore the signal.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the URL that its first line ends with."""
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
            yield process, line.split()[-1]
        finally:
            process.kill()


def test_it_serves_from_its_first_line_on_and_ends_with_ctrl_c() -> None:
    with running("--port", "0", "--auto-approve") as (process, url):
        device = Device(botocore_client(url))
        assert device.poll(device.start()["deviceCode"])["accessToken"]
        # The client keeps its connection open; that must not hold up the end.
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 0
        device.client.close()


def test_without_auto_approve_a_device_stays_pending() -> None:
    with running() as (_, url):
        device = Device(botocore_client(url))
        with pytest.raises(device.client.exceptions.AuthorizationPendingException):
            device.poll(device.start()["deviceCode"])
        device.client.close()


def test_a_port_in_use_is_a_clear_error(idc: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    port = idc.url.rpartition(":")[2]
    assert __main__.main(["--port", port]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"ssoemulator: cannot listen on 127.0.0.1, port {port}: ")
    assert printed.err.count("\n") == 1
    assert post(idc.url, "/token", {}).status == 400


def test_missing_schemas_are_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ssoemulator.app.load_schemas", lambda: load_schemas("ssoemulator"))
    assert __main__.main([]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("ssoemulator: schemas.json of the package ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_a_usage_error(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        __main__.main([f"--port={port}"])
    assert f"argument --port: not a number from 0 to 65535: {port}" in capsys.readouterr().err
