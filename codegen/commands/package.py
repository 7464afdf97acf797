"""`package`: a client of one service, in a folder that somebody named."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from codegen import disk, output
from codegen.commands.folders import claim, fill
from codegen.commands.source import Source, read_rules
from codegen.load.model_files import load_model
from codegen.load.problems import Problem, Together, printable
from codegen.model.reader import read_service
from codegen.model.service import Service
from codegen.package.module import Package
from codegen.package.package import build_package
from codegen.package.project import distribution_of, project_modules
from codegen.render import render_modules, render_package

_REWRITE = "python -m codegen package {} --name {} --out DIR"


def write_package(source: Source, options: Namespace) -> bool:
    """Write a client, and say what was left out of it.

    Args:
        source: the model.
        options: `name`, `out`, `project` and `strict` of the command line.

    Returns:
        Whether it was written: `strict` leaves nothing out.

    Raises:
        ModelError: the model is bad. All problems are listed.
        OutputError: the folder is somebody else's, or cannot be written.
    """
    name, out = options.name, options.out
    folder = out / name
    together = Together()
    _, endpoints = read_rules(source.folder, together)
    with together:
        service = read_service(load_model(source.folder, together.problems))
        command = _REWRITE.format(source.shown, name)
        package = build_package(service, name, command, endpoints)
    together.refuse()
    without = left_out(package)
    for problem, names in without.items():
        print(printable(f"{problem}: left out: {', '.join(names)}"), file=sys.stderr)
    if options.strict and without:
        print("--strict: nothing was written", file=sys.stderr)
        return False
    files = render_package(package)
    around = render_modules(project_modules(name, package), command) if options.project else {}
    with output.locked(out):
        claim(folder, "__init__.py", "another --name or --out")
        if around:
            _claim_project(out, around["pyproject.toml"])
        fill(folder, files, "__init__.py")
        _put_around(out, around)
    print(printable(f"{folder}: {len(files)} files{_counted(service, package)}"))
    return True


def left_out(package: Package) -> dict[Problem, list[str]]:
    """Return what cannot be emitted, and the operations and waiters that are left out for it."""
    found: dict[Problem, list[str]] = {}
    for name, problems in (*package.left_out.items(), *package.waiters_left_out.items()):
        for problem in problems:
            found.setdefault(problem, []).append(name)
    return found


def _claim_project(out: Path, pyproject: str) -> None:
    """Refuse a folder that is the project of another package: its files would be lost."""
    if disk.not_ours(out, ["pyproject.toml"]):
        return
    there = (disk.content(out / "pyproject.toml") or b"").decode("utf-8", "replace")
    other = distribution_of(there)
    if other not in ("", distribution_of(pyproject)):
        raise output.OutputError(
            [f"{out}: is the project of {other}: nothing was written; choose another --out"]
        )


def _put_around(out: Path, files: Mapping[str, str]) -> None:
    """Write the files of a project, but for those that somebody has made their own."""
    kept = disk.not_ours(out, files)
    for name in kept:
        print(printable(f"not generated: {out / name}: stays as it is"), file=sys.stderr)
    output.put(out, {name: text for name, text in files.items() if name not in kept})


def _counted(service: Service, package: Package) -> str:
    if not package.left_out:
        return ""
    return f", {len(package.left_out)} of {len(service.operations)} operations left out"
