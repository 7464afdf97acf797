"""Fill the templates. They loop over what they are given and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from codegen.escape import comment, docstring, literal, markdown, toml
from codegen.layout import Group, Layout, lines_of
from codegen.package.limits import Limit
from codegen.package.module import Module, Package
from codegen.prose.document import Docstring
from codegen.render.text import lay_out

# A little less than the lines of code, for reading.
_DOCSTRING_WIDTH = 96


def render_package(package: Package) -> dict[str, str]:
    """Return the files of a package: name to text."""
    return render_modules(package.modules, package.command)


def render_modules(modules: Iterable[Module], command: str) -> dict[str, str]:
    """Return the texts of files by their paths; `command` is what rewrites them."""
    return {module.file: render_module(module, command) for module in modules}


def render_module(module: Module, command: str) -> str:
    """Return the text of a file; `command` is what rewrites it."""
    template = _environment().get_template(module.template)
    return template.render(
        source=module.source, command=command, imports=module.imports, **module.context
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("codegen.render"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Python text, escaped by the filters below
    )
    environment.filters.update(
        comment=comment,
        docstring=_docstring,
        literal=literal,
        markdown=markdown,
        told=_told,
        toml=toml,
    )
    return environment


def _told(limit: Limit, at: str, indent: int) -> str:
    """Return what adds the problems of a value to the others; `at` is the code of their path."""
    cells: tuple[tuple[str, Layout], ...]
    if limit.problems:
        opening, cells = (
            f"problems += {limit.problems}(",
            (("", "item"), ("", f"{at} + {literal(limit.place)}")),
        )
    else:
        problem = f"{limit.place}: expected {limit.expected}"
        opening, cells = "problems.append(", (("", f"{at} + {literal(problem)}"),)
    call = Group(opening, cells, ")", is_call=True)
    return "\n".join(lines_of("", call, " " * indent)).lstrip(" ")


def _docstring(sections: Docstring, indent: int) -> str:
    return docstring(lay_out(sections, _DOCSTRING_WIDTH - indent), indent)
