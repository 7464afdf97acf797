"""``ssologin accounts``."""

from __future__ import annotations

import argparse

from .options import JSON, add_format, new_parser, print_json, print_table, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXAMPLES = """\
ssologin accounts
ssologin accounts --session my-sso --format json"""


def add(commands: Any) -> None:
    """Add the parser."""
    text = "List the accounts that are open to who is signed in."
    add_format(new_parser(commands, "accounts", run, text, _EXAMPLES))


def run(options: argparse.Namespace) -> int:
    """List them."""
    from ..assignments import accounts

    found = list(accounts(**which_session(options)))
    if options.format == JSON:
        print_json(
            [
                {
                    "accountId": each.account_id,
                    "accountName": each.name,
                    "emailAddress": each.email_address,
                }
                for each in found
            ]
        )
    elif found:
        print_table(found)
    return 0
