"""``ssologin config``."""

from __future__ import annotations

import argparse

from .options import new_parser, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..assignments import Role
    from ..session import Session

_EXAMPLES = """\
ssologin config                                  # to look at
ssologin config >> ~/.aws/config                 # to keep
ssologin config --session my-sso --aws-region eu-west-1"""


def add(commands: Any) -> None:
    """Add the parser."""
    text = "Print a profile for each role that is open and has none in the config file."
    parser = new_parser(commands, "config", run, text, _EXAMPLES)
    parser.add_argument("--aws-region", metavar="REGION", help="the region of the profiles")


def run(options: argparse.Namespace) -> int:
    """Print the profiles."""
    from ..assignments import accounts, roles
    from ..config import find_session, profiles_of, read_config

    session = find_session(**which_session(options))
    names = {each.account_id: each.name for each in accounts(session)}
    known = {(each.account_id, each.role_name) for each in profiles_of(session)}
    taken = set(read_config().profiles)
    for role in roles(session):
        if (role.account_id, role.role_name) in known:
            continue
        name = _name(role, names.get(role.account_id, ""), taken)
        taken.add(name)
        # What the file ends with may be no line.
        print("\n" + "\n".join(_section(name, role, session, options.aws_region)))
    return 0


def _name(role: Role, account: str, taken: set[str]) -> str:
    """Return a name that needs no quotes, and that no profile has."""
    words = f"{account or role.account_id}-{role.role_name}"
    name = "".join(each if each.isalnum() and each.isascii() else "-" for each in words)
    return name if name not in taken else f"{role.account_id}-{role.role_name}"


def _section(name: str, role: Role, session: Session, region: str | None) -> Iterator[str]:
    yield f"[profile {name}]"
    if session.name:
        yield f"sso_session = {session.name}"
    else:
        yield f"sso_start_url = {session.start_url}"
        yield f"sso_region = {session.region}"
    yield f"sso_account_id = {role.account_id}"
    yield f"sso_role_name = {role.role_name}"
    if region:
        yield f"region = {region}"
