"""The command line: ``python -m ssoemulator``."""

import argparse
import sys
import time
from collections.abc import Sequence

from .credentials import EXAMPLE_CREDENTIALS, Credentials
from .seed import SeedError
from .server import Emulator
from .validation import SchemasNotFoundError

_MAX_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C, which is the way to end it and so no failure.

    Prints one line with the URL as soon as it can be used, and one with the access key that
    CreateTokenWithIAM takes; its secret only if it is the published one.

    Args:
        arguments: The command line without the program; by default the process's own.

    Returns:
        The exit status: 0 after Ctrl-C, 1 if it could not start.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    credentials = _credentials(parser, options)
    try:
        with Emulator(
            auto_approve=options.auto_approve,
            credentials=credentials,
            host=options.host,
            port=options.port,
            seed=options.seed,
        ) as emulator:
            print(f"ssoemulator is listening on {emulator.url}")
            print(_about(credentials), flush=True)
            while True:
                time.sleep(3600)  # unlike a lock, interruptible on every platform
    except KeyboardInterrupt:
        return 0
    except SchemasNotFoundError as error:
        print(f"ssoemulator: {error}", file=sys.stderr)
    except SeedError as error:
        for problem in error.problems:
            print(f"ssoemulator: {problem}", file=sys.stderr)
    except OSError as error:
        # Python itself repeats the address in brackets.
        reason = str(error.strerror or error).partition(" (while ")[0]
        print(
            f"ssoemulator: cannot listen on {options.host}, port {options.port}: {reason}",
            file=sys.stderr,
        )
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ssoemulator",
        description="A local IAM Identity Center for tests, demos and offline work. "
        "Ctrl-C ends it.",
        epilog="AWS's SDKs are pointed here by AWS_ENDPOINT_URL_SSO_OIDC and AWS_ENDPOINT_URL_SSO, "
        "set to the URL that is printed.",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)"
    )
    parser.add_argument(
        "--port", type=_port, default=0, help="the port to listen on (default: any that is free)"
    )
    parser.add_argument(
        "--auto-approve",
        action="store_true",
        help="approve each device authorization at once; without it they stay pending, since no "
        "page to approve them on is served",
    )
    parser.add_argument(
        "--seed",
        metavar="FILE",
        help="a JSON file with the accounts and roles that there are (default: three made-up ones)",
    )
    key = parser.add_argument_group(
        "the access key that CreateTokenWithIAM takes",
        f"Made up: by default that of AWS's documentation, {EXAMPLE_CREDENTIALS.access_key}. "
        "Others on this machine can see a command line.",
    )
    key.add_argument("--access-key-id", metavar="ID")
    key.add_argument("--secret-access-key", metavar="SECRET", help="goes with --access-key-id")
    key.add_argument("--session-token", metavar="TOKEN", help="if it is a temporary one")
    return parser


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


if __name__ == "__main__":
    sys.exit(main())
