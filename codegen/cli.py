"""The command line of the generator."""

from __future__ import annotations

import argparse
import keyword
import sys
from pathlib import Path

from codegen import output
from codegen.build import build_package
from codegen.load import load_model, load_packages
from codegen.problems import ModelError, Problem
from codegen.render import render_package

GENERATED_FOLDER = Path(__file__).resolve().parents[1] / "generated"

_REWRITE = "python -m codegen"
_REWRITE_PACKAGE = "python -m codegen package MODEL_DIR --name {} --out DIR"

OK, DIFFERENT, BAD = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the generator.

    Args:
        arguments: as after ``python -m codegen``; None takes the process's own.

    Returns:
        The exit code: 0 done, 1 `--check` found differences, 2 a bad model or bad arguments.
    """
    options = _parser().parse_args(arguments)
    try:
        if options.command == "package":
            return _package(options.model, options.name, options.out)
        return _check() if options.check else _rewrite()
    except ModelError as error:
        print(error, file=sys.stderr)
        return BAD
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return BAD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m codegen",
        description="Rewrite generated/ from model/, or emit a package from any model.",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit 1 and name each file that is missing, stale or different",
    )
    commands = parser.add_subparsers(dest="command", title="commands")
    package = commands.add_parser("package", help="emit an importable package DIR/NAME")
    package.add_argument("model", type=Path, metavar="MODEL_DIR", help="has a service-2.json")
    package.add_argument("--name", type=_name, required=True, help="the package's import name")
    package.add_argument("--out", type=Path, required=True, metavar="DIR")
    return parser


def _name(text: str) -> str:
    if not (text.isascii() and text.isidentifier()) or keyword.iskeyword(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no ASCII identifier")
    if text == "restjson" or text in sys.stdlib_module_names:
        raise argparse.ArgumentTypeError(f"{text!r} would hide a module that packages stand on")
    return text


def _render_all() -> dict[str, str]:
    """Return all of `generated/`: path to text. Every model's problems are raised together."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for name, folder in load_packages().items():
        try:
            package = build_package(load_model(folder), name, _REWRITE)
        except ModelError as error:
            problems += error.problems
        else:
            files |= {f"{name}/{path}": text for path, text in render_package(package).items()}
    if problems:
        raise ModelError(problems)
    return files


def _rewrite() -> int:
    for line in output.write(GENERATED_FOLDER, _render_all()):
        print(line)
    return OK


def _check() -> int:
    lines = output.differences(GENERATED_FOLDER, _render_all())
    for line in lines:
        print(line)
    return DIFFERENT if lines else OK


def _package(model: Path, name: str, out: Path) -> int:
    folder = out / name
    files = render_package(build_package(load_model(model), name, _REWRITE_PACKAGE.format(name)))
    if not output.is_ours(folder):
        print(
            f"{folder}: is there and was not generated: nothing was written; choose another "
            "--name or --out, or move it away",
            file=sys.stderr,
        )
        return BAD
    output.write(folder, files)
    print(f"{folder}: {len(files)} files")
    return OK
