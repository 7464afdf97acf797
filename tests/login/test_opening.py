"""Opening the browser: in the background, quietly, and nothing but pages of the web."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

import ssologin
from ssologin import browser

PAGE = "https://my-sso-portal.awsapps.com/start/#/device?user_code=ABCD-EFGH&x=1"


class Runs:
    """Stands in for `subprocess.run`.

    Attributes:
        command: what was run last.
        options: and how.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.command: list[str] = []
        self.options: dict[str, Any] = {}
        self._done = threading.Event()
        monkeypatch.setattr(subprocess, "run", self._run)

    def wait(self) -> list[str]:
        """Wait until something was run."""
        assert self._done.wait(60)
        return self.command

    def _run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.command, self.options = command, options
        self._done.set()
        return subprocess.CompletedProcess(command, 0)


@pytest.fixture
def runs(home: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return Runs(monkeypatch)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("firefox", ["firefox", PAGE]),
        ("firefox --private-window %s", ["firefox", "--private-window", PAGE]),
        ("'my browser' -P work %s --new", ["my browser", "-P", "work", PAGE, "--new"]),
    ],
)
def test_a_command_gets_the_whole_address_as_one_argument(
    runs: Runs, command: str, expected: list[str]
) -> None:
    browser.opener(command)(PAGE)
    assert runs.wait() == expected
    # No shell, and nothing of it in the terminal.
    assert "shell" not in runs.options
    assert runs.options["stderr"] is subprocess.DEVNULL


def test_the_variable_names_one(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", f"chromium{os.pathsep}lynx")
    browser.opener(None)(PAGE)
    assert runs.wait() == ["chromium", PAGE]


@pytest.mark.parametrize(
    ("platform", "expected"), [("darwin", ["open", PAGE]), ("linux", ["/bin/xdg-open", PAGE])]
)
def test_without_one_the_system_chooses(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, platform: str, expected: list[str]
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(browser, "which", lambda name: f"/bin/{name}")
    browser.opener(None)(PAGE)
    assert runs.wait() == expected


def test_windows_is_given_the_address_without_a_shell(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    browser._open([], PAGE)
    assert opened == [PAGE]


def test_where_there_is_no_browser_nothing_happens(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(browser, "which", lambda name: None)
    with pytest.raises(browser._NotOpened, match="xdg-open"):
        browser._open([], PAGE)
    assert runs.command == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "-P", "javascript:alert(1)", "x://y", ""]
)
def test_what_is_no_page_of_the_web_is_not_opened(address: str) -> None:
    opened: list[str] = []
    before = threading.active_count()
    browser.opener(opened.append)(address)
    assert threading.active_count() == before
    assert opened == []


def test_a_browser_that_cannot_be_opened_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail(address: str) -> None:
        raise OSError("no such browser")

    with caplog.at_level("INFO", "ssologin"):
        browser._quietly(fail, PAGE, None)
    assert "could not be opened" in caplog.text
    assert PAGE not in caplog.text


def _failing(address: str) -> None:
    raise RuntimeError(address)


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("/no/such/browser", "/no/such/browser: No such file or directory"),
        (f"{sys.executable} -c 'raise SystemExit(3)'", "ended with status 3"),
        (lambda address: False, "it refused"),  # as webbrowser.open says it
        (_failing, "RuntimeError"),
    ],
)
def test_who_opens_a_page_is_told_why_it_was_not_opened(
    home: Path, named: Any, reason: str
) -> None:
    reasons: Queue[str] = Queue()
    browser.opener(named)(PAGE, reasons.put)
    told = reasons.get(timeout=60)
    assert reason in told
    assert PAGE not in told


def test_a_command_with_an_open_quote_is_an_error() -> None:
    with pytest.raises(ssologin.ConfigError, match="browser"):
        browser.opener("firefox 'x")


def test_a_real_command_runs_in_the_background(home: Path) -> None:
    page = home / "opened"
    code = f"import sys; open({str(page)!r}, 'w').write(sys.argv[1])"
    browser._open([sys.executable, "-c", code], PAGE)
    assert page.read_text() == PAGE
