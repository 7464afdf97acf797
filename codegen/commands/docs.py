"""`docs`: the pages of one service, in a folder that somebody named."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from codegen import disk, output
from codegen.commands.folders import claim, fill
from codegen.commands.source import Source
from codegen.escape import comment
from codegen.load.model_files import load_model
from codegen.load.problems import Problem, Together, printable, refuse
from codegen.load.rule_files import load_rules
from codegen.model.reader import read_service
from codegen.pages.python.book import build_python_pages
from codegen.pages.r.book import build_r_pages
from codegen.prose.document import Page
from codegen.render.docs import render_docs
from codegen.render.rd_lint import rd_problems


def write_docs(source: Source, options: Namespace) -> None:
    """Write the pages of a service, as Rd and as HTML.

    Args:
        source: the model.
        options: `name`, `dialect` and `out` of the command line.

    Raises:
        ModelError: the model is bad. All problems are listed.
        OutputError: a folder is somebody else's, or cannot be written.
    """
    name, out = options.name, options.out
    together = Together()
    rules = None
    if options.dialect == "python":
        with together:
            rules = load_rules(source.folder)
    with together:
        service = read_service(load_model(source.folder, together.problems))
        pages = (
            build_r_pages(service, name)
            if options.dialect == "r"
            else build_python_pages(service, name, rules)
        )
    together.refuse()
    header = f"{disk.HEADER}{comment(service.sources.origin)}: do not edit."
    files = documentation({name: pages}, header)
    openings = {"rd": f"{name}.Rd", "html": "search-index.js"}
    with output.locked(out):
        for kind, opening in openings.items():
            claim(out / kind, opening, "another --out")
        for kind, opening in openings.items():
            of_kind = {
                Path(path).name: text for path, text in files.items() if path.startswith(kind)
            }
            fill(out / kind, of_kind, opening)
    print(printable(f"{out}: {len(files)} files, open {out / 'html' / 'index.html'}"))


def documentation(books: Mapping[str, tuple[Page, ...]], header: str) -> dict[str, str]:
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
