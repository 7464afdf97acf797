"""``ssologin token``."""

from __future__ import annotations

import argparse

from .options import JSON, add_format, new_parser, print_json, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXAMPLES = """\
ssologin token
ssologin token --session my-sso --format json"""


def add(commands: Any) -> None:
    """Add the parser."""
    text = "Print the access token, refreshed if it is due. Never asks anybody."
    add_format(new_parser(commands, "token", run, text, _EXAMPLES))


def run(options: argparse.Namespace) -> int:
    """Print the token."""
    from ..staying_signed_in import get_token
    from ..times import format_time

    token = get_token(**which_session(options))
    if options.format == JSON:
        ends = format_time(token.expires_at.timestamp())
        print_json({"accessToken": token.access_token, "expiresAt": ends})
    else:
        print(token.access_token)
    return 0
