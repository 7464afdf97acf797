"""``ssologin config``."""

from __future__ import annotations

import argparse

from .options import JSON, add_format, new_parser, print_json, which_session

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
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print the profiles."""
    from ..config import find_session

    session = find_session(**which_session(options))
    profiles = {
        name: _settings(role, session, options.aws_region) for name, role in _missing(session)
    }
    if options.format == JSON:
        print_json(profiles)
        return 0
    for name, settings in profiles.items():
        # The file that this is added to may end without a line's end.
        print(f"\n[profile {name}]")
        print("\n".join(f"{key} = {value}" for key, value in settings.items()))
    return 0


def _missing(session: Session) -> Iterator[tuple[str, Role]]:
    """Yield each role that no profile has, with a name for its profile."""
    from ..assignments import accounts, roles
    from ..config.profiles import profiles_of
    from ..config.sections import read_config

    names = {each.account_id: each.name for each in accounts(session)}
    known = {(each.account_id, each.role_name) for each in profiles_of(session)}
    taken = set(read_config().profiles)
    for role in roles(session):
        if (role.account_id, role.role_name) not in known:
            name = _name(role, names.get(role.account_id, ""), taken)
            taken.add(name)
            yield name, role


def _name(role: Role, account: str, taken: set[str]) -> str:
    """Return a name that needs no quotes, and that no profile has."""
    words = f"{account or role.account_id}-{role.role_name}"
    name = "".join(each if each.isalnum() and each.isascii() else "-" for each in words)
    return name if name not in taken else f"{role.account_id}-{role.role_name}"


def _settings(role: Role, session: Session, region: str | None) -> dict[str, str]:
    if session.name:
        where = {"sso_session": session.name}
    else:
        where = {"sso_start_url": session.start_url, "sso_region": session.region}
    settings = {**where, "sso_account_id": role.account_id, "sso_role_name": role.role_name}
    return {**settings, "region": region} if region else settings
