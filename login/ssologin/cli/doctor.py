"""``ssologin doctor``."""

from __future__ import annotations

import argparse

from .options import JSON, add_format, new_parser, print_json, which_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EXAMPLES = """\
ssologin doctor
ssologin doctor --session my-sso --format json"""

_MARKS = {"ok": "ok     ", "warning": "warning", "failed": "FAILED "}


def add(commands: Any) -> None:
    """Add the parser."""
    text = "Look for what keeps a sign-in from working, and say what to do."
    add_format(new_parser(commands, "doctor", run, text, _EXAMPLES))


def run(options: argparse.Namespace) -> int:
    """Print what was found; the exit status is 1 if something failed."""
    from ..diagnosis import examine

    findings = list(examine(**which_session(options)))
    if options.format == JSON:
        print_json([each._asdict() for each in findings])
    else:
        for each in findings:
            print(f"{_MARKS[each.state]}  {each.subject}: {each.text}")
    return int(any(each.state == "failed" for each in findings))
