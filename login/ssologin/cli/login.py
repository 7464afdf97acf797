"""``ssologin login``."""

from __future__ import annotations

import argparse
import sys

from .options import JSON, add_format, new_parser, print_json, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXAMPLES = """\
ssologin login
ssologin login --session my-sso
ssologin login --profile dev --flow device
ssologin login --port 8400            # behind ssh -L 8400:127.0.0.1:8400
ssologin login --browser 'firefox --private-window %s'
ssologin login --start-url https://my-company.awsapps.com/start --region us-east-1"""


def add(commands: Any) -> None:
    """Add the parser."""
    parser = new_parser(commands, "login", run, "Sign in.", _EXAMPLES)
    parser.add_argument(
        "--flow",
        choices=("auto", "pkce", "device"),
        default="auto",
        help="pkce: a browser on this machine; device: a code, confirmed in any browser",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--no-browser", action="store_true", help="only print the address")
    how.add_argument("--browser", metavar="COMMAND", help="what opens it; %%s is the address")
    parser.add_argument("--port", type=int, default=0, help="the port that the browser returns to")
    parser.add_argument(
        "--timeout", type=float, default=600, metavar="SECONDS", help="default: 600"
    )
    parser.add_argument(
        "--scope",
        action="append",
        metavar="SCOPE",
        help="instead of the session's; repeatable",
    )
    add_format(parser)


def run(options: argparse.Namespace) -> int:
    """Sign in, and say until when."""
    from ..config import find_session
    from ..signing_in import login
    from ..times import format_time
    from .progress import Progress

    session = find_session(**which_session(options))
    with Progress(session) as progress:
        token = login(
            session,
            flow=options.flow,
            scopes=options.scope,
            open_browser=False if options.no_browser else options.browser,
            prompt=progress.show,
            port=options.port,
            timeout=options.timeout,
        )
    ends = format_time(token.expires_at.timestamp())
    if options.format == JSON:
        print_json(
            {
                "session": session.name,
                "startUrl": session.start_url,
                "expiresAt": ends,
                "refreshable": token.refreshable,
            }
        )
    else:
        name = session.name or session.start_url
        kind = "and is refreshed by itself" if token.refreshable else "and cannot be refreshed"
        print(
            f"Signed in to {name}. The token lasts until {ends} {kind}.",
            file=sys.stderr,
        )
    return 0
