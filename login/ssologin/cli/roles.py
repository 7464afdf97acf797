"""``ssologin roles``."""

from __future__ import annotations

import argparse

from .options import JSON, add_format, new_parser, print_json, print_table, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXAMPLES = """\
ssologin roles
ssologin roles --account 111122223333 --format json"""


def add(commands: Any) -> None:
    """Add the parser."""
    text = "List the roles that are open to who is signed in, in one account or in all."
    parser = new_parser(commands, "roles", run, text, _EXAMPLES)
    parser.add_argument("--account", metavar="ID", help="12 digits; default: all")
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """List them."""
    from ..assignments import roles

    found = list(roles(**which_session(options), account_id=options.account))
    if options.format == JSON:
        print_json([{"accountId": each.account_id, "roleName": each.role_name} for each in found])
    elif found:
        print_table(found)
    return 0
