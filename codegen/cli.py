"""The command line of the generator."""

from __future__ import annotations

import argparse
import keyword
import sys
from collections.abc import Mapping
from pathlib import Path

from codegen import output
from codegen.escape import comment
from codegen.load.model_files import load_model, load_packages
from codegen.load.problems import ModelError, Problem, printable, refuse
from codegen.load.rule_files import RULE_SET, load_rules
from codegen.model.reader import read_service
from codegen.package.endpoints import endpoints_module
from codegen.package.package import build_package
from codegen.pages.python.book import build_python_pages
from codegen.pages.r.book import build_r_pages
from codegen.prose.document import Page
from codegen.render import render_module, render_package
from codegen.render.docs import render_docs
from codegen.render.rd_lint import rd_problems

GENERATED_FOLDER = Path(__file__).resolve().parents[1] / "generated"

_REWRITE = "python -m codegen"
_REWRITE_ENDPOINTS = "python -m codegen endpoints MODEL_DIR --name {} --out DIR"
_REWRITE_PACKAGE = "python -m codegen package MODEL_DIR --name {} --out DIR"

_DIALECTS = ("python", "r")

OK, DIFFERENT, BAD = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the generator.

    Args:
        arguments: as after ``python -m codegen``; None takes the process's own.

    Returns:
        The exit code: 0 done, 1 `--check` found differences, 2 a bad model or bad arguments.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.check and options.command:
        parser.error(f"--check goes without {options.command}")
    try:
        if options.command == "package":
            return _package(options.model, options.name, options.out)
        if options.command == "docs":
            return _docs(options.model, options.name, options.dialect, options.out)
        if options.command == "endpoints":
            return _endpoints(options.model, options.name, options.out)
        return _check() if options.check else _rewrite()
    except ModelError as error:
        print(error, file=sys.stderr)
        return BAD
    except OSError as error:
        print(printable(str(error)), file=sys.stderr)
        return BAD


def _parser() -> argparse.ArgumentParser:
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
            "model", type=Path, metavar="MODEL_DIR", help="a folder in botocore's format"
        )
        command.add_argument("--name", type=_name, required=True, help="the package's import name")
        command.add_argument(
            "--out", type=Path, required=True, metavar="DIR", help="the folder to write to"
        )
    return parser


def _name(text: str) -> str:
    if not (text.isascii() and text.isidentifier()) or keyword.iskeyword(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no ASCII identifier, or a Python keyword")
    if text == "restjson" or text in sys.stdlib_module_names:
        raise argparse.ArgumentTypeError(f"{text!r} would hide a module that packages stand on")
    return text


def _render_all() -> dict[str, str]:
    """Return all of `generated/`: path to text. Every model's problems are raised together."""
    files: dict[str, str] = {}
    books: dict[str, tuple[Page, ...]] = {}
    problems: list[Problem] = []
    for name, folder in load_packages().items():
        try:
            service = read_service(load_model(folder))
            rules = load_rules(folder)
            package = build_package(service, name, _REWRITE, rules)
            books[name] = build_python_pages(service, name, rules)
        except ModelError as error:
            problems += error.problems
        else:
            files |= {f"{name}/{path}": text for path, text in render_package(package).items()}
    refuse(problems)
    pages = _documentation(books, f"{output.HEADER}model/: do not edit.")
    return files | {f"docs/{path}": text for path, text in pages.items()}


def _rewrite() -> int:
    for line in output.write(GENERATED_FOLDER, _render_all()):
        print(printable(line))
    return OK


def _check() -> int:
    lines = output.differences(GENERATED_FOLDER, _render_all())
    for line in lines:
        print(printable(line))
    return DIFFERENT if lines else OK


def _package(model: Path, name: str, out: Path) -> int:
    folder = out / name
    rules = load_rules(model)
    service = read_service(load_model(model))
    package = build_package(service, name, _REWRITE_PACKAGE.format(name), rules)
    files = render_package(package)
    if not output.is_ours(folder, "__init__.py"):
        return _refuse_folder(folder, "another --name or --out")
    output.write(folder, files)
    print(printable(f"{folder}: {len(files)} files"))
    return OK


def _docs(model_folder: Path, name: str, dialect: str, out: Path) -> int:
    service = read_service(load_model(model_folder))
    pages = (
        build_r_pages(service, name)
        if dialect == "r"
        else build_python_pages(service, name, load_rules(model_folder))
    )
    header = f"{output.HEADER}{comment(service.sources.origin)}: do not edit."
    files = _documentation({name: pages}, header)
    for kind, opening in (("rd", f"{name}.Rd"), ("html", "search-index.js")):
        if not output.is_ours(out / kind, opening):
            return _refuse_folder(out / kind, "another --out")
    for kind in ("rd", "html"):
        of_kind = {Path(path).name: text for path, text in files.items() if path.startswith(kind)}
        output.write(out / kind, of_kind)
    print(printable(f"{out}: {len(files)} files, open {out / 'html' / 'index.html'}"))
    return OK


def _endpoints(model: Path, name: str, out: Path) -> int:
    folder = out / name
    rules = load_rules(model)
    if rules is None:
        raise ModelError([Problem(str(model / RULE_SET), "$", "no such file, nor one with .gz")])
    text = render_module(endpoints_module(rules), _REWRITE_ENDPOINTS.format(name))
    opening = "endpoints.py" if (folder / "endpoints.py").exists() else "__init__.py"
    if not output.is_ours(folder, opening):
        return _refuse_folder(folder, "another --name or --out")
    output.write_file(folder / "endpoints.py", text)
    print(printable(str(folder / "endpoints.py")))
    return OK


def _documentation(books: Mapping[str, tuple[Page, ...]], header: str) -> dict[str, str]:
    """Return the files of some pages, once they have passed what can be checked without R."""
    files = render_docs(books, header)
    refuse(
        [
            Problem(path, "$", what)
            for path, text in files.items()
            if path.endswith(".Rd")
            for what in rd_problems(text)
        ]
    )
    return files


def _refuse_folder(folder: Path, instead: str) -> int:
    refusal = (
        f"{folder}: is there and was not generated: nothing was written; choose {instead}, or "
        "move it away"
    )
    print(printable(refusal), file=sys.stderr)
    return BAD
