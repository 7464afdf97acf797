"""``ssologin logout``."""

from __future__ import annotations

import argparse
import sys

from .options import JSON, add_format, new_parser, print_json, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXAMPLES = """\
ssologin logout
ssologin logout --session my-sso"""


def add(commands: Any) -> None:
    """Add the parser."""
    text = "End one session, at the service too, and remove its token."
    add_format(new_parser(commands, "logout", run, text, _EXAMPLES))


def run(options: argparse.Namespace) -> int:
    """Sign out, with or without a network."""
    from ..config import find_session
    from ..signing_out import logout

    session = find_session(**which_session(options))
    name = session.name or session.start_url
    has_ended = logout(session)
    if options.format == JSON:
        where = {"session": session.name, "startUrl": session.start_url}
        print_json({**where, "endedAtService": has_ended})
    elif has_ended:
        print(f"Signed out of {name}.", file=sys.stderr)
    else:
        print(f"No token of {name} is kept. The service ended no session.", file=sys.stderr)
    return 0
