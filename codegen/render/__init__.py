"""Fill the templates. They loop over what they are given and decide nothing."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from codegen.escape import comment, docstring, literal
from codegen.package.module import Module, Package
from codegen.prose.document import Docstring
from codegen.render.text import lay_out

# A little less than the lines of code, for reading.
_DOCSTRING_WIDTH = 96


def render_package(package: Package) -> dict[str, str]:
    """Return the files of a package: name to text."""
    return {module.file: render_module(module, package.command) for module in package.modules}


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
    environment.filters.update(comment=comment, docstring=_docstring, literal=literal)
    return environment


def _docstring(sections: Docstring, indent: int) -> str:
    return docstring(lay_out(sections, _DOCSTRING_WIDTH - indent), indent)
