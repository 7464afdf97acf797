"""The arguments of the command line."""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from pathlib import Path

_NO_IDENTIFIER = re.compile("[^A-Za-z0-9_]+")

_DIALECTS = ("python", "r")

# The packages of this project, which are installed with the runtime.
_ROOT = Path(__file__).resolve().parents[1]
_PROJECT = frozenset(
    file.parent.name
    for folder in ("generated", "runtime", "login", "emulator")
    for file in (_ROOT / folder).glob("*/__init__.py")
)

# What the runtime imports, and what urllib3 imports where it is there.
_RUNTIME_MODULES = frozenset(
    {
        "backports",
        "brotli",
        "brotlicffi",
        "certifi",
        "compression",
        "cryptography",
        "h2",
        "idna",
        "js",
        "OpenSSL",
        "pyodide",
        "restjson",
        "socks",
        "typing_extensions",
        "urllib3",
        "zstandard",
    }
)


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m codegen",
        description="Rewrite generated/ from model/, or emit a package or pages of any model.",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit 1 and name each file that is missing, stale or different",
    )
    commands = parser.add_subparsers(dest="command", title="commands")
    package = commands.add_parser("package", help="emit an importable package DIR/NAME")
    package.add_argument(
        "--strict",
        action="store_true",
        help="write nothing and exit 2 if an operation would be left out",
    )
    package.add_argument(
        "--project",
        action="store_true",
        help="also write what makes DIR an installable project, but for files that are yours",
    )
    docs = commands.add_parser("docs", help="emit documentation pages to DIR/rd and DIR/html")
    docs.add_argument(
        "--dialect",
        choices=_DIALECTS,
        default="python",
        help="whose syntax the pages show; r is that of the package paws (default: %(default)s)",
    )
    endpoints = commands.add_parser("endpoints", help="emit DIR/NAME/endpoints.py alone")
    for command in (package, docs, endpoints):
        command.add_argument(
            "model",
            metavar="MODEL_DIR",
            help="a folder in botocore's format, or botocore:SERVICE for the newest model of a "
            "service in the installed botocore, such as botocore:lambda",
        )
        kind = _new_name if command is package else _name
        command.add_argument("--name", type=kind, required=True, help="the package's import name")
        command.add_argument(
            "--out", type=Path, required=True, metavar="DIR", help="the folder to write to"
        )
    return parser


def _name(text: str) -> str:
    if not (text.isascii() and text.isidentifier()):
        near = _NO_IDENTIFIER.sub("_", text)
        instead = f": choose another name, such as {near}" if near.isidentifier() else ""
        raise argparse.ArgumentTypeError(f"{text!r} is not an ASCII identifier{instead}")
    if keyword.iskeyword(text):
        raise argparse.ArgumentTypeError(f"{text!r} is a keyword of Python: {_instead(text)}")
    if text.startswith("__") or text in sys.stdlib_module_names | _RUNTIME_MODULES:
        raise argparse.ArgumentTypeError(
            f"{text!r} would hide a module that packages stand on: {_instead(text)}"
        )
    return text


def _new_name(text: str) -> str:
    """Return the name of a package that can be installed beside this project's."""
    if _name(text) in _PROJECT:
        raise argparse.ArgumentTypeError(
            f"{text!r} would replace a package that comes with the runtime: {_instead(text)}"
        )
    return text


def _instead(text: str) -> str:
    name = text.strip("_").lower()
    return f"choose another name, such as aws{name} or {name}_client"
