"""The command line: ``python -m ssoemulator``."""

import argparse
import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from .emulator import Emulator
from .pending import Pending
from .seed import SeedError
from .state.credentials import EXAMPLE_CREDENTIALS, Credentials
from .state.switches import SWITCHES
from .web.validation import SchemasNotFoundError

_MAX_PORT = 65535
_log = logging.getLogger("ssoemulator")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM, which are the ways to end it and so no failure.

    Prints one line with the URL as soon as it can be used, and one with the access key that
    CreateTokenWithIAM takes; its secret only if it is the published one. What is asked of it goes
    to standard error, a line a request.

    Args:
        arguments: the command line without the program; by default the process's own.

    Returns:
        The exit status: 0 after Ctrl-C, 1 if it could not start.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    credentials = _credentials(parser, options)
    try:
        emulator = Emulator(
            allowed_hosts=options.allow_host,
            credentials=credentials,
            host=options.host,
            port=options.port,
            public_url=options.public_url,
            seed=options.seed,
            **{name: getattr(options, name) for name in SWITCHES},
        )
        with _ended_by_sigterm(), _logging(quiet=options.quiet), emulator:
            if not options.quiet:
                emulator.listen(_show_code)
            print(f"ssoemulator is listening on {emulator.url}")
            print(_about(credentials), flush=True)
            with _ready(options.ready_file, emulator.url):
                _wait()
    except KeyboardInterrupt:
        return 0
    except (SchemasNotFoundError, ReadyFileError) as error:
        print(f"ssoemulator: {error}", file=sys.stderr)
    except SeedError as error:
        for problem in error.problems:
            print(f"ssoemulator: {problem}", file=sys.stderr)
    except ValueError as error:
        parser.error(str(error))
    except OSError as error:
        # Python itself repeats the address in brackets.
        reason = str(error.strerror or error).partition(" (while ")[0]
        print(
            f"ssoemulator: cannot listen on {options.host}, port {options.port}: {reason}",
            file=sys.stderr,
        )
    return 1


class ReadyFileError(Exception):
    """The file that says that the emulator is ready cannot be written."""


@contextlib.contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Take SIGTERM, by which containers are stopped, for Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _logging(*, quiet: bool) -> Iterator[None]:
    """Log to standard error, a line an event; quiet, failures of the emulator alone."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    level = _log.level
    _log.addHandler(handler)
    _log.setLevel(logging.ERROR if quiet else logging.INFO)
    try:
        yield
    finally:
        _log.removeHandler(handler)
        _log.setLevel(level)


def _show_code(started: Pending) -> None:
    """Show a user code, which is made to be shown. The client's name is as it gave it."""
    _log.info(
        "user code %s for %r: %s",
        started.user_code,
        started.client_name,
        started.verification_uri_complete,
    )


@contextlib.contextmanager
def _ready(file: str | None, url: str) -> Iterator[None]:
    """Have a file hold the URL while the emulator is ready, from its first byte on."""
    if file is None:
        yield
        return
    beside = Path(f"{file}.{os.getpid()}")
    try:
        _move_in(beside, file, f"{url}\n")
        yield
    finally:
        # Ctrl-C may come at any point: what is beside was not moved yet.
        with contextlib.suppress(OSError):
            (beside if beside.exists() else Path(file)).unlink()


def _move_in(beside: Path, file: str, text: str) -> None:
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise ReadyFileError(f"cannot write {file}: {error.strerror or error}") from error


def _wait() -> None:
    # Unlike a lock, a sleep can be interrupted on every platform. A signal right before the system
    # call does not, so that it is a short one.
    while True:
        time.sleep(0.5)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ssoemulator",
        description="A local IAM Identity Center for tests, demos and offline work. "
        "Ctrl-C ends it.",
        epilog="AWS's SDKs are pointed here by AWS_ENDPOINT_URL_SSO_OIDC and AWS_ENDPOINT_URL_SSO, "
        "set to the URL that is printed. Opened in a browser it shows what goes on.",
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    add("--port", type=_port, default=0, help="the port to listen on (default: any that is free)")
    add(
        "--seed",
        metavar="FILE",
        help="a JSON file with the users, accounts and roles that there are (default: three "
        "made-up accounts)",
    )
    add("--ready-file", metavar="FILE", help="a file to write the URL to, once it can be used")
    add("--quiet", action="store_true", help="no line for each request and user code")
    add(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="a name under which clients reach it, besides localhost and IP addresses",
    )
    add("--public-url", metavar="URL", help="where people reach the pages, if it is elsewhere")
    _add_switches(parser.add_argument_group("habits of the service"))
    key = parser.add_argument_group(
        "the access key that CreateTokenWithIAM takes",
        f"Made up: by default that of AWS's documentation, {EXAMPLE_CREDENTIALS.access_key}. "
        "Others on this machine can see a command line.",
    )
    key.add_argument("--access-key-id", metavar="ID")
    key.add_argument("--secret-access-key", metavar="SECRET", help="goes with --access-key-id")
    key.add_argument("--session-token", metavar="TOKEN", help="if it is a temporary one")
    return parser


def _add_switches(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add(
        "--auto-approve",
        nargs="?",
        const=True,
        default=False,
        metavar="USER",
        help="approve each sign-in at once, as the first user or as this one; without it they "
        "wait for a person on the page",
    )
    add(
        "--pending-after-denial",
        action="store_true",
        help="do not tell a client that the sign-in was denied, as AWS may do",
    )
    add(
        "--rotate-refresh-tokens",
        action="store_true",
        help="let a refresh token be good once",
    )
    add("--portal-rate-limit", type=int, metavar="N", help="serve N calls of the portal a second")
    add(
        "--session-ends-after",
        type=float,
        metavar="SECONDS",
        help="end all tokens so long after the sign-in",
    )
    add("--region", help="the only region for which CreateTokenWithIAM may be signed")


def _credentials(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Credentials:
    access_key, secret_key = options.access_key_id, options.secret_access_key
    if access_key and secret_key:
        return Credentials(access_key, secret_key, options.session_token or None)
    if access_key or secret_key or options.session_token:
        parser.error(
            "--access-key-id and --secret-access-key are given together, and --session-token "
            "only with them"
        )
    return EXAMPLE_CREDENTIALS


def _about(credentials: Credentials) -> str:
    secret = ""
    if credentials == EXAMPLE_CREDENTIALS:
        secret = f" with the secret {credentials.secret_key}"
    return f"ssoemulator takes the access key {credentials.access_key}{secret}"


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _MAX_PORT:
        raise argparse.ArgumentTypeError(f"not a number from 0 to {_MAX_PORT}: {text}")
    return int(text)
