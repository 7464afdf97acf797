"""Opening a page in the person's browser, without waiting for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from shlex import split
from shutil import which

from .errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    class Opener(Protocol):
        """Opens an address, and calls back with the reason if that fails."""

        def __call__(
            self, address: str, on_failure: Callable[[str], object] | None = None
        ) -> None: ...


# `xdg-open` knows the desktop's default; the others are there where it is not.
_LINUX = ("xdg-open", "wslview", "x-www-browser")


class _NotOpened(Exception):
    """No page was opened; the message says why."""


def opener(browser: str | Callable[[str], object] | None) -> Opener:
    """Return a function that opens an address in a thread of its own.

    Args:
        browser: a command, in which ``%s`` stands for the address, which else comes last; or a
            function that takes the address, and fails by an exception or by returning False; None
            stands for ``BROWSER``, else the system's default.

    Raises:
        ConfigError: the command cannot be understood.
    """
    if callable(browser):
        return _in_background(browser)
    named = browser or os.environ.get("BROWSER") or ""
    try:
        command = split(named.partition(os.pathsep)[0] if os.name == "posix" else named)
    except ValueError as error:
        raise ConfigError(f"the command of the browser cannot be understood: {error}") from None
    return _in_background(lambda address: _open(command, address))


def _in_background(open_: Callable[[str], object]) -> Opener:
    def start(address: str, on_failure: Callable[[str], object] | None = None) -> None:
        # The address comes from a server: it must not become an option or another program.
        if address.startswith(("https://", "http://")):
            threading.Thread(
                target=_quietly, args=(open_, address, on_failure), daemon=True
            ).start()

    return start


def _quietly(
    open_: Callable[[str], object], address: str, on_failure: Callable[[str], object] | None
) -> None:
    problem = _problem(open_, address)
    if problem is None:
        return
    # The address was shown, which is what a person without a browser needs.
    import logging

    logging.getLogger("ssologin").info("the browser could not be opened: %s", problem)
    if on_failure is not None:
        on_failure(f"no browser could be opened ({problem})")


def _problem(open_: Callable[[str], object], address: str) -> str | None:
    """Open an address, and return why that failed, None if it did not."""
    try:
        return None if open_(address) is not False else "it refused"
    except _NotOpened as error:
        return str(error)
    except Exception as error:  # whatever a function of the caller raises
        return type(error).__name__


def _open(command: list[str], address: str) -> None:
    if command:
        _run(_with_address(command, address))
    elif sys.platform == "win32":
        os.startfile(address)  # noqa: S606 - not by `cmd`, which ends an address at its first &
    elif sys.platform == "darwin":
        _run(["open", address])
    else:
        found = next(filter(None, map(which, _LINUX)), None)
        if found is None:
            raise _NotOpened(f"there is none of {', '.join(_LINUX)}")
        _run([found, address])


def _with_address(command: list[str], address: str) -> list[str]:
    if any("%s" in part for part in command):
        return [part.replace("%s", address) for part in command]
    return [*command, address]


def _run(command: list[str]) -> None:
    # What browsers print would end up between what the program prints.
    try:
        done = subprocess.run(  # noqa: S603 - the person's own command, without a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=False,
        )
    except OSError as error:
        raise _NotOpened(f"{command[0]}: {error.strerror}") from None
    if done.returncode != 0:
        raise _NotOpened(f"{command[0]} ended with status {done.returncode}")
