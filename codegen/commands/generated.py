"""All of `generated/`, which goes by `model/`: it is rewritten, or compared."""

from __future__ import annotations

from pathlib import Path

from codegen import disk, output
from codegen.commands.docs import documentation
from codegen.commands.package import left_out
from codegen.commands.source import read_rules
from codegen.load.model_files import load_model, load_packages
from codegen.load.problems import Together, printable, refuse
from codegen.model.reader import read_service
from codegen.package.module import Package
from codegen.package.package import build_package
from codegen.pages.python.book import build_python_pages
from codegen.prose.document import Page
from codegen.render import render_package

_REWRITE = "python -m codegen"


def rewrite(folder: Path) -> None:
    """Make the folder hold what the models give, and say what changed.

    Raises:
        ModelError: a model is bad. Every model's problems are listed.
        OutputError: the folder cannot be written.
    """
    files = _render_all()
    with output.locked(folder):
        found = output.write(folder, files)
    _say(found)


def check(folder: Path) -> bool:
    """Tell whether the folder holds what the models give, and say what does not.

    Raises:
        ModelError: a model is bad. Every model's problems are listed.
    """
    found = disk.differences(folder, _render_all())
    _say(found)
    return not found.lines()


def _say(found: disk.Differences) -> None:
    for line in found.lines():
        print(printable(line))


def _render_all() -> dict[str, str]:
    """Return all of `generated/`: path to text. Every model's problems are raised together."""
    books: dict[str, tuple[Page, ...]] = {}
    packages: dict[str, Package] = {}
    together = Together()
    for name, folder in load_packages().items():
        rules, endpoints = read_rules(folder, together)
        with together:
            service = read_service(load_model(folder, together.problems))
            with together:
                packages[name] = build_package(service, name, _REWRITE, endpoints)
                refuse(left_out(packages[name]))
            with together:
                books[name] = build_python_pages(service, name, rules)
    together.refuse()
    files = {
        f"{name}/{path}": text
        for name, package in packages.items()
        for path, text in render_package(package).items()
    }
    pages = documentation(books, f"{disk.HEADER}model/: do not edit.")
    return files | {f"docs/{path}": text for path, text in pages.items()}
