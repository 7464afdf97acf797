"""Credentials from another program: the key ``credential_process`` of a profile.

https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess

from ..errors import ConfigError
from ..times import EXPECTED, parse_seconds
from .credentials import Credentials, key_problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..config.file import Setting

_MOST_BYTES = 64 * 1024

_KEYS = ("AccessKeyId", "SecretAccessKey")


def run_process(command: Setting) -> Credentials:
    """Run a program and return the credentials that it prints.

    It gets no input. What it writes to standard error goes where this program's does. It may
    take its time, to ask a person for a code or to open a browser: as with AWS's own tools,
    nothing but the program itself ends the wait, nor does a call's deadline.

    Args:
        command: the program and its arguments, quoted as for a shell, but run without one.

    Raises:
        ConfigError: it could not be run, failed, or printed something else; never what.
    """
    status, output = _finish(_start(command))
    if len(output) > _MOST_BYTES:
        raise _failure(command, f"the program printed more than {_MOST_BYTES} bytes")
    if status != 0:
        raise _failure(command, f"the program ended with status {status}")
    document = _parse(output)
    if document is None:
        raise _failure(command, "expected the program to print a JSON object")
    problems = _problems(document)
    if problems:
        raise _failure(command, "in what the program printed, " + ", ".join(problems))
    expiration = document.get("Expiration")
    return Credentials(
        document["AccessKeyId"],
        document["SecretAccessKey"],
        document.get("SessionToken"),
        parse_seconds(expiration) if expiration else None,
    )


def _start(command: Setting) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - the user's own configuration names it
            _arguments(command.value), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
    except OSError as error:
        reason = f"the program cannot be run: {error.strerror}"
    except (ValueError, IndexError):  # unbalanced quotes, a NUL; nothing at all
        reason = "expected a program and its arguments, quoted as for a shell"
    # Not in the handler: the error keeps the program's name, which may hold a secret.
    raise _failure(command, reason)


def _finish(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Return exit status and standard output, of which no more is read than is ever used."""
    with process:
        try:
            output = process.stdout.read(_MOST_BYTES + 1) if process.stdout else b""
            if len(output) > _MOST_BYTES:
                process.kill()
        except BaseException:
            process.kill()
            raise
    return process.returncode, output


def _arguments(command: str) -> str | list[str]:
    # On Windows a program splits its command line itself.
    return command if os.name == "nt" else shlex.split(command)


def _parse(output: bytes) -> dict[str, Any] | None:
    try:
        document = json.loads(output)
    except (ValueError, RecursionError):
        return None  # and not the error, which holds the whole text
    return document if isinstance(document, dict) else None


def _problems(document: dict[str, Any]) -> list[str]:
    problems = []
    if document.get("Version") != 1:
        problems.append("Version: expected 1")
    keys = {name: document[name] for name in _KEYS if name in document}
    problems += [f"{name}: missing" for name in _KEYS if name not in document]
    if document.get("SessionToken") not in (None, ""):
        keys["SessionToken"] = document["SessionToken"]
    problems += key_problems(keys)
    expiration = document.get("Expiration")
    if expiration and not (isinstance(expiration, str) and parse_seconds(expiration) is not None):
        problems.append(f"Expiration: {EXPECTED}")
    return problems


def _failure(command: Setting, what: str) -> ConfigError:
    return ConfigError(f"{command.origin}: {what}")
