"""``ssologin exec``."""

from __future__ import annotations

import argparse
import os
import sys

from ..errors import ConfigError, Error
from .credentials import add_role, chosen_role
from .options import new_parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..role_cache import RoleKeys

_EXAMPLES = """\
ssologin exec --profile dev -- terraform plan
ssologin exec --session my-sso --account 111122223333 --role ReadOnlyAccess -- env"""

# What would have the program look elsewhere, or past the keys.
_HIDING = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SECURITY_TOKEN")


def add(commands: Any) -> None:
    """Add the parser."""
    text = "Run a program with a role's credentials in its environment."
    parser = new_parser(commands, "exec", run, text, _EXAMPLES)
    add_role(parser)
    parser.add_argument("program", nargs=argparse.REMAINDER, metavar="-- PROGRAM ARGUMENT ...")


def run(options: argparse.Namespace) -> int:
    """Become the program; where a process cannot, wait for it."""
    program = options.program[1:] if options.program[:1] == ["--"] else options.program
    if not program:
        raise ConfigError("exec: name a program behind --")
    environment = _environment(chosen_role(options).get_frozen_credentials(), options.profile)
    sys.stdout.flush()
    try:
        if os.name == "posix":
            os.execvpe(program[0], program, environment)  # noqa: S606 - what exec is for
        from subprocess import run as run_program

        return run_program(program, env=environment, check=False).returncode  # noqa: S603
    except OSError as error:
        raise Error(f"{program[0]} cannot be run: {error.strerror}") from None


def _environment(keys: RoleKeys, profile: str | None) -> dict[str, str]:
    from ..times import format_time

    environment = {name: value for name, value in os.environ.items() if name not in _HIDING}
    environment |= {
        "AWS_ACCESS_KEY_ID": keys.access_key,
        "AWS_SECRET_ACCESS_KEY": keys.secret_key,
        "AWS_SESSION_TOKEN": keys.token,
        "AWS_CREDENTIAL_EXPIRATION": format_time(keys.expires_at),
    }
    region = _region(profile)
    if region is not None:
        for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
            environment.setdefault(name, region)
    return environment


def _region(profile: str | None) -> str | None:
    from ..config.profiles import find_profile

    try:
        return find_profile(profile).region
    except ConfigError:
        return None  # account and role were given, and no profile
