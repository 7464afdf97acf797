"""``ssologin credentials``."""

from __future__ import annotations

import argparse

from .options import TEXT, add_format, new_parser, print_json, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..credentials import Credentials

_EXAMPLES = """\
credential_process = ssologin credentials --profile dev       # in ~/.aws/config
ssologin credentials --session my-sso --account 111122223333 --role ReadOnlyAccess
eval "$(ssologin credentials --profile dev --format text)\""""


def add(commands: Any) -> None:
    """Add the parser."""
    text = (
        "Print a role's credentials, good for 15 minutes at least, as credential_process wants "
        "them. Never asks anybody."
    )
    parser = new_parser(commands, "credentials", run, text, _EXAMPLES)
    add_role(parser)
    add_format(parser, "json")


def run(options: argparse.Namespace) -> int:
    """Print the credentials."""
    from ..times import format_time

    keys = chosen_role(options).get_frozen_credentials()
    if options.format == TEXT:
        from shlex import quote

        print(f"export AWS_ACCESS_KEY_ID={quote(keys.access_key)}")
        print(f"export AWS_SECRET_ACCESS_KEY={quote(keys.secret_key)}")
        print(f"export AWS_SESSION_TOKEN={quote(keys.token)}")
    else:
        print_json(
            {
                "Version": 1,
                "AccessKeyId": keys.access_key,
                "SecretAccessKey": keys.secret_key,
                "SessionToken": keys.token,
                "Expiration": format_time(keys.expires_at),
                "AccountId": keys.account_id,
            }
        )
    return 0


def add_role(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which role is meant."""
    which = parser.add_argument_group("which role, if not the profile's")
    which.add_argument("--account", metavar="ID", help="12 digits")
    which.add_argument("--role", metavar="NAME")


def chosen_role(options: argparse.Namespace) -> Credentials:
    """Return the credentials of the role that is meant."""
    from ..credentials import role_credentials

    return role_credentials(
        **which_session(options), account_id=options.account, role_name=options.role
    )
