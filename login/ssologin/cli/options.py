"""Options that several commands have, and how they print."""

from __future__ import annotations

import argparse

from ..text import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

TEXT, JSON = "text", "json"


def new_parser(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], text: str, examples: str
) -> argparse.ArgumentParser:
    """Add the parser of a command, with the options that say which session is meant.

    Args:
        commands: what `add_subparsers` returned.
        name: the command.
        run: takes what was parsed, and returns the exit status.
        text: what it does, in a sentence.
        examples: command lines, one a line.
    """
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=text[0].lower() + text[1:].rstrip("."),
        description=text,
        epilog="examples:\n" + "\n".join(f"  {each}" for each in examples.splitlines()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    which = parser.add_argument_group("which session")
    which.add_argument("--session", metavar="NAME", help="an [sso-session] of the config file")
    which.add_argument("--profile", metavar="NAME", help="a profile that names one")
    which.add_argument("--start-url", metavar="URL", help="with --region, one that no file has")
    which.add_argument("--region", metavar="REGION", help="the region of IAM Identity Center")
    return parser


def add_format(parser: argparse.ArgumentParser, default: str = TEXT) -> None:
    """Add ``--format``."""
    parser.add_argument(
        "--format", choices=(TEXT, JSON), default=default, help=f"default: {default}"
    )


def which_session(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the library's functions take to tell a session."""
    return {
        "session": options.session,
        "profile": options.profile,
        "start_url": options.start_url,
        "region": options.region,
    }


def print_json(value: object) -> None:
    """Print JSON on standard output."""
    import json

    print(json.dumps(value, indent=2))


def print_table(rows: Iterable[Sequence[str]]) -> None:
    """Print columns, two blanks apart."""
    kept = [tuple(map(plain, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    for row in kept:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
