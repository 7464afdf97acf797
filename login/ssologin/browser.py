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

# `xdg-open` knows the desktop's default; the others are there where it is not.
_LINUX = ("xdg-open", "wslview", "x-www-browser")


def opener(browser: str | Callable[[str], object] | None) -> Callable[[str], None]:
    """Return a function that opens an address in a thread of its own.

    Args:
        browser: a command, in which ``%s`` stands for the address, which else comes last; or a
            function that takes the address; None stands for ``BROWSER``, else the system's default.

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


def _in_background(open_: Callable[[str], object]) -> Callable[[str], None]:
    def start(address: str) -> None:
        # The address comes from a server: it must not become an option or another program.
        if address.startswith(("https://", "http://")):
            threading.Thread(target=_quietly, args=(open_, address), daemon=True).start()

    return start


def _quietly(open_: Callable[[str], object], address: str) -> None:
    try:
        open_(address)
    except Exception:  # the address was shown, which is what a person without a browser needs
        import logging

        logging.getLogger("ssologin").info("the browser could not be opened", exc_info=True)


def _open(command: list[str], address: str) -> None:
    if command:
        _run(_with_address(command, address))
    elif sys.platform == "win32":
        os.startfile(address)  # noqa: S606 - not by `cmd`, which ends an address at its first &
    elif sys.platform == "darwin":
        _run(["open", address])
    else:
        found = next(filter(None, map(which, _LINUX)), None)
        if found is not None:
            _run([found, address])


def _with_address(command: list[str], address: str) -> list[str]:
    if any("%s" in part for part in command):
        return [part.replace("%s", address) for part in command]
    return [*command, address]


def _run(command: list[str]) -> None:
    # What browsers print would end up between what the program prints.
    subprocess.run(  # noqa: S603 - the person's own command, without a shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=False,
    )
