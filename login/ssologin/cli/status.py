"""``ssologin status``."""

from __future__ import annotations

import argparse
import time

from .options import JSON, add_format, new_parser, print_json, print_table, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..session import Session

_EXAMPLES = """\
ssologin status
ssologin status --session my-sso --format json"""

_NOT_SIGNED_IN = 3


def add(commands: Any) -> None:
    """Add the parser."""
    text = "Say who is signed in where and until when: all sessions of the config file, or one."
    add_format(new_parser(commands, "status", run, text, _EXAMPLES))


def run(options: argparse.Namespace) -> int:
    """Look into the cache, and ask no service."""
    from ..config import find_session
    from ..config.sections import session_names

    which = which_session(options)
    if any(which.values()):
        sessions = [find_session(**which)]
    else:
        sessions = [find_session(name) for name in session_names()] or [find_session()]
    found = [_state(session) for session in sessions]
    if options.format == JSON:
        print_json(found)
    else:
        print_table(
            [str(each["session"] or each["startUrl"]), str(each["region"]), _text(each)]
            for each in found
        )
    is_one_missing = any(each["state"] in ("signed out", "ended") for each in found)
    return _NOT_SIGNED_IN if is_one_missing and any(which.values()) else 0


def _state(session: Session) -> dict[str, Any]:
    from ..cache import open_store
    from ..source import TokenSource
    from ..times import format_time

    token = TokenSource(session, open_store()).kept()
    state: dict[str, Any] = {
        "session": session.name,
        "startUrl": session.start_url,
        "region": session.region,
        "state": "signed out",
        "expiresAt": None,
        "refreshable": None,
    }
    if token is not None:
        state["expiresAt"] = format_time(token.expires_at.timestamp())
        state["refreshable"] = token.refreshable
        state["state"] = "signed in"
        if token.seconds_left(time.time()) <= 0:
            state["state"] = "due" if token.refreshable else "ended"
    return state


def _text(state: dict[str, Any]) -> str:
    if state["state"] == "signed out":
        return "signed out"
    why = "refreshable" if state["refreshable"] else "not refreshable: no scope sso:account:access"
    return f"{state['state']}, until {state['expiresAt']}, {why}"
