"""The command line of the generator."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from codegen import disk, output
from codegen.arguments import argument_parser
from codegen.endpoints.module import EndpointsModule
from codegen.endpoints.rule_set import build_endpoints
from codegen.escape import comment
from codegen.load.botocore_data import PREFIX, MissingError, newest_model
from codegen.load.model_files import SERVICE, load_model, load_packages, model_folder
from codegen.load.problems import ModelError, Problem, Together, printable, refuse
from codegen.load.rule_files import RULE_SET, Rules, load_rules
from codegen.model.reader import read_service
from codegen.model.service import Service
from codegen.package.endpoints import endpoints_module
from codegen.package.module import Package
from codegen.package.package import build_package
from codegen.package.project import project_modules
from codegen.pages.python.book import build_python_pages
from codegen.pages.r.book import build_r_pages
from codegen.prose.document import Page
from codegen.render import render_module, render_modules, render_package
from codegen.render.docs import render_docs
from codegen.render.rd_lint import rd_problems

GENERATED_FOLDER = Path(__file__).resolve().parents[1] / "generated"

_REWRITE = "python -m codegen"
_REWRITE_ENDPOINTS = "python -m codegen endpoints {} --name {} --out DIR"
_REWRITE_PACKAGE = "python -m codegen package {} --name {} --out DIR"

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
    except (ModelError, MissingError, output.OutputError) as error:
        print(error, file=sys.stderr)
        return BAD
    except OSError as error:
        print(printable(str(error)), file=sys.stderr)
        return BAD
    except KeyboardInterrupt:
        print("interrupted: run the command again to complete what it writes", file=sys.stderr)
        return INTERRUPTED


def _run(options: Namespace) -> int:
    if not options.command:
        return _check() if options.check else _rewrite()
    file = RULE_SET if options.command == "endpoints" else SERVICE
    source = _source(options.model, file)
    if options.command == "package":
        return _package(source, options)
    if options.command == "docs":
        return _docs(source, options.name, options.dialect, options.out)
    return _endpoints(source, options.name, options.out)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Spare Python from looking for garbage: there is next to none until the end, and to look for
    it takes a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class _Source:
    """Where a model comes from; `shown` is what stands for it in the command that rewrites."""

    folder: Path
    shown: str = "MODEL_DIR"


def _source(text: str, file: str) -> _Source:
    """Return the source that somebody named; its folder has the file."""
    if text.startswith(PREFIX):
        return _Source(model_folder(newest_model(text.removeprefix(PREFIX)), file), text)
    return _Source(model_folder(Path(text), file))


def _render_all() -> dict[str, str]:
    """Return all of `generated/`: path to text. Every model's problems are raised together."""
    books: dict[str, tuple[Page, ...]] = {}
    packages: dict[str, Package] = {}
    together = Together()
    for name, folder in load_packages().items():
        rules, endpoints = _read_rules(folder, together)
        with together:
            service = read_service(load_model(folder, together.problems))
            with together:
                packages[name] = build_package(service, name, _REWRITE, endpoints)
                refuse(_left_out(packages[name]))
            with together:
                books[name] = build_python_pages(service, name, rules)
    together.refuse()
    files = {
        f"{name}/{path}": text
        for name, package in packages.items()
        for path, text in render_package(package).items()
    }
    pages = _documentation(books, f"{disk.HEADER}model/: do not edit.")
    return files | {f"docs/{path}": text for path, text in pages.items()}


def _rewrite() -> int:
    files = _render_all()
    with output.locked(GENERATED_FOLDER):
        found = output.write(GENERATED_FOLDER, files)
    for line in found.lines():
        print(printable(line))
    return OK


def _check() -> int:
    lines = disk.differences(GENERATED_FOLDER, _render_all()).lines()
    for line in lines:
        print(printable(line))
    return DIFFERENT if lines else OK


def _package(source: _Source, options: Namespace) -> int:
    name, out = options.name, options.out
    folder = out / name
    together = Together()
    _, endpoints = _read_rules(source.folder, together)
    with together:
        service = read_service(load_model(source.folder, together.problems))
        command = _REWRITE_PACKAGE.format(source.shown, name)
        package = build_package(service, name, command, endpoints)
    together.refuse()
    left_out = _left_out(package)
    for problem, names in left_out.items():
        print(printable(f"{problem}: left out: {', '.join(names)}"), file=sys.stderr)
    if options.strict and left_out:
        print("--strict: nothing was written", file=sys.stderr)
        return BAD
    files = render_package(package)
    around = render_modules(project_modules(name, package), command) if options.project else {}
    with output.locked(out):
        _claim(folder, "__init__.py", "another --name or --out")
        _write(folder, files, "__init__.py")
        _put_around(out, around)
    print(printable(f"{folder}: {len(files)} files{_counted(service, package)}"))
    return OK


def _put_around(out: Path, files: Mapping[str, str]) -> None:
    """Write the files of a project, but for those that somebody has made their own."""
    kept = disk.not_ours(out, files)
    for name in kept:
        print(printable(f"not generated: {out / name}: stays as it is"), file=sys.stderr)
    output.put(out, {name: text for name, text in files.items() if name not in kept})


def _read_rules(folder: Path, together: Together) -> tuple[Rules | None, EndpointsModule | None]:
    """Return the endpoint rules of a folder, and what they become; none where there are none."""
    rules = endpoints = None
    with together:
        rules = load_rules(folder)
        endpoints = build_endpoints(rules) if rules else None
    return rules, endpoints


def _left_out(package: Package) -> dict[Problem, list[str]]:
    """Return what cannot be emitted, and the operations and waiters that are left out for it."""
    found: dict[Problem, list[str]] = {}
    for name, problems in (*package.left_out.items(), *package.waiters_left_out.items()):
        for problem in problems:
            found.setdefault(problem, []).append(name)
    return found


def _counted(service: Service, package: Package) -> str:
    if not package.left_out:
        return ""
    return f", {len(package.left_out)} of {len(service.operations)} operations left out"


def _docs(source: _Source, name: str, dialect: str, out: Path) -> int:
    together = Together()
    rules = None
    if dialect == "python":
        with together:
            rules = load_rules(source.folder)
    with together:
        service = read_service(load_model(source.folder, together.problems))
        pages = (
            build_r_pages(service, name)
            if dialect == "r"
            else build_python_pages(service, name, rules)
        )
    together.refuse()
    header = f"{disk.HEADER}{comment(service.sources.origin)}: do not edit."
    files = _documentation({name: pages}, header)
    openings = {"rd": f"{name}.Rd", "html": "search-index.js"}
    with output.locked(out):
        for kind, opening in openings.items():
            _claim(out / kind, opening, "another --out")
        for kind, opening in openings.items():
            of_kind = {
                Path(path).name: text for path, text in files.items() if path.startswith(kind)
            }
            _write(out / kind, of_kind, opening)
    print(printable(f"{out}: {len(files)} files, open {out / 'html' / 'index.html'}"))
    return OK


def _endpoints(source: _Source, name: str, out: Path) -> int:
    folder = out / name
    rules = load_rules(source.folder)
    assert rules is not None  # noqa: S101 - the folder was chosen for having some
    module = endpoints_module(build_endpoints(rules))
    text = render_module(module, _REWRITE_ENDPOINTS.format(source.shown, name))
    with output.locked(out):
        opening = "endpoints.py" if (folder / "endpoints.py").exists() else "__init__.py"
        _claim(folder, opening, "another --name or --out")
        output.put(folder, {"endpoints.py": text})
    print(printable(str(folder / "endpoints.py")))
    return OK


def _documentation(books: Mapping[str, tuple[Page, ...]], header: str) -> dict[str, str]:
    """Return the files of some pages, once they have passed what can be checked without R."""
    files = render_docs(books, header)
    refuse(
        [
            Problem(path, "", what)
            for path, text in files.items()
            if path.endswith(".Rd")
            for what in rd_problems(text)
        ]
    )
    return files


def _claim(folder: Path, opening: str, instead: str) -> None:
    """Refuse a folder that is somebody else's."""
    if not disk.is_ours(folder, opening):
        refusal = "is there and was not generated: nothing was written"
        raise output.OutputError([f"{folder}: {refusal}; choose {instead}, or move it away"])


def _write(folder: Path, files: Mapping[str, str], opening: str) -> None:
    for line in output.write(folder, files, opening).lines_of_others():
        print(printable(line), file=sys.stderr)
