"""The command line: ``python -m ssoemulator``."""

import argparse
import sys
import time
from collections.abc import Sequence

from .server import Emulator
from .validation import SchemasNotFoundError

_MAX_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C, which is the way to end it and so no failure.

    Prints one line with the URL as soon as it can be used.

    Args:
        arguments: The command line without the program; by default the process's own.

    Returns:
        The exit status: 0 after Ctrl-C, 1 if it could not start.
    """
    options = _parser().parse_args(arguments)
    try:
        with Emulator(
            auto_approve=options.auto_approve, host=options.host, port=options.port
        ) as emulator:
            print(f"ssoemulator is listening on {emulator.url}", flush=True)
            while True:
                time.sleep(3600)  # unlike a lock, interruptible on every platform
    except KeyboardInterrupt:
        return 0
    except SchemasNotFoundError as error:
        print(f"ssoemulator: {error}", file=sys.stderr)
    except OSError as error:
        reason = error.strerror or error
        print(
            f"ssoemulator: cannot listen on {options.host}, port {options.port}: {reason}",
            file=sys.stderr,
        )
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ssoemulator",
        description="A local AWS SSO OIDC service for tests, demos and offline work.",
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
        help="approve each device authorization at once; without it they stay pending",
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _MAX_PORT:
        raise argparse.ArgumentTypeError(f"not a number from 0 to {_MAX_PORT}: {text}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
