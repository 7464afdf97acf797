"""``python -m ssoemulator``."""

import sys


def main() -> int:
    """Run the command line, or say in one line what is not installed."""
    try:
        from . import Emulator  # noqa: F401 - loads what the extra brings, or says what it lacks
    except ModuleNotFoundError:
        raise
    except ImportError as error:
        print(error, file=sys.stderr)
        return 1
    from .command_line import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
