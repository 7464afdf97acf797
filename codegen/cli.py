"""The command line of the generator: which command it is, and how it ends."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from codegen.arguments import argument_parser
from codegen.commands import generated
from codegen.commands.docs import write_docs
from codegen.commands.endpoints import write_endpoints
from codegen.commands.package import write_package
from codegen.commands.source import find_source
from codegen.load.botocore_data import MissingError
from codegen.load.model_files import SERVICE
from codegen.load.problems import ModelError, printable
from codegen.load.rule_files import RULE_SET
from codegen.output import OutputError

GENERATED_FOLDER = Path(__file__).resolve().parents[1] / "generated"

OK, DIFFERENT, BAD, INTERRUPTED = 0, 1, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run the generator.

    Args:
        arguments: as after ``python -m codegen``; None takes the process's own.

    Returns:
        The exit code: 0 done, 1 `--check` found differences, 2 a bad model, bad arguments or
        a place that cannot be written to, 130 interrupted (Ctrl-C).
    """
    parser = argument_parser()
    options = parser.parse_args(arguments)
    if options.check and options.command:
        parser.error(f"--check goes without {options.command}")
    try:
        with _collector_off():
            return _run(options)
    except (ModelError, MissingError, OutputError) as error:
        print(error, file=sys.stderr)
        return BAD
    except OSError as error:
        print(printable(str(error)), file=sys.stderr)
        return BAD
    except KeyboardInterrupt:
        print("interrupted: run the command again to complete what it writes", file=sys.stderr)
        return INTERRUPTED


def _run(options: Namespace) -> int:
    if options.check:
        return OK if generated.check(GENERATED_FOLDER) else DIFFERENT
    if options.command == "package":
        return OK if write_package(find_source(options.model, SERVICE), options) else BAD
    if options.command == "docs":
        write_docs(find_source(options.model, SERVICE), options)
    elif options.command == "endpoints":
        write_endpoints(find_source(options.model, RULE_SET), options)
    else:
        generated.rewrite(GENERATED_FOLDER)
    return OK


@contextmanager
def _collector_off() -> Iterator[None]:
    """Spare Python the search for garbage, which takes a sixth of the time.

    There is next to none until the end.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
