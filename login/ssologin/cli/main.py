"""The command line: what is understood, and the exit status of what goes wrong."""

from __future__ import annotations

import argparse
import sys

import restjson

from .. import errors
from . import (
    accounts,
    config,
    credentials,
    doctor,
    login,
    logout,
    roles,
    run_with,
    status,
    token,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (login, logout, status, token, credentials, accounts, roles, run_with, config, doctor)

# The first that fits counts.
_STATUSES = (
    (errors.ConfigError, 2),
    (errors.WrongRegion, 2),
    (errors.SignInRequired, 3),
    (errors.NetworkUnavailable, 4),
    (errors.AccessDenied, 5),
    (errors.LoginTimedOut, 6),
    (Exception, 1),
)
_INTERRUPTED = 130

_EPILOG = """\
exit status:
  0    done
  1    something else went wrong
  2    the command line or the config file cannot be used, or names the wrong region
  3    nobody is signed in any more: run ssologin login
  4    the service cannot be reached
  5    the person, or the service, refused
  6    nobody signed in in time
  130  interrupted by Ctrl-C

environment:
  AWS_PROFILE         the profile, if no option says which session
  SSOLOGIN_FLOW       auto, pkce or device
  SSOLOGIN_CACHE      where tokens are kept, instead of in ~/.aws: a folder, keyring, or the
                      URL of a Redis server
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: the command line without the program; by default the process's own.

    Returns:
        The exit status; `ssologin --help` lists them.
    """
    options = build_parser().parse_args(arguments)
    if options.run is None:
        build_parser().print_help(sys.stderr)
        return 2
    try:
        status_: int = options.run(options)
        return status_
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except (errors.Error, restjson.Error, ImportError) as error:
        print(f"ssologin: {error}", file=sys.stderr)
        return next(number for kind, number in _STATUSES if isinstance(error, kind))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="ssologin",
        description="Sign in to IAM Identity Center, and use the sign-in.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ssologin {restjson.__version__}")
    parser.add_argument(
        "--print-completion", action=_Completion, help="print the completion of a shell, and end"
    )
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for module in _COMMANDS:
        module.add(commands)
    return parser


class _Completion(argparse.Action):
    """Prints what a shell completes."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: object) -> None:
        super().__init__(
            option_strings, argparse.SUPPRESS, choices=("bash", "zsh", "tcsh"), help=_text(options)
        )

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        try:
            import shtab
        except ModuleNotFoundError as error:
            from ..extras import missing

            parser.exit(1, f"ssologin: {missing(error, 'login')}\n")
        print(shtab.complete(parser, str(values)))
        parser.exit()


def _text(options: dict[str, object]) -> str:
    return str(options["help"])
