"""``ssologin logout``."""

from __future__ import annotations

import argparse
import sys

from .options import new_parser, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXAMPLES = """\
ssologin logout
ssologin logout --session my-sso"""


def add(commands: Any) -> None:
    """Add the parser."""
    text = "End one session, at the service too, and remove its token."
    new_parser(commands, "logout", run, text, _EXAMPLES)


def run(options: argparse.Namespace) -> int:
    """Sign out, with or without a network."""
    from ..config import find_session
    from ..signing_out import logout

    session = find_session(**which_session(options))
    name = session.name or session.start_url
    if logout(session):
        print(f"Signed out of {name}.", file=sys.stderr)
    else:
        print(f"No token of {name} is kept. The service ended no session.", file=sys.stderr)
    return 0
