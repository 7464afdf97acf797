"""Stage three: fill the templates. They loop over what `build` made and decide nothing."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from codegen import ir
from codegen.endpoints.module import EndpointsModule
from codegen.escape import comment, docstring, literal
from codegen.render.text import lay_out

# A little less than the lines of code, for reading.
_DOCSTRING_WIDTH = 96

_MODULES = (
    "__init__.py",
    "client.py",
    "codecs.py",
    "errors.py",
    "operations.py",
    "shapes.py",
    "validators.py",
)


def render_package(package: ir.Package) -> dict[str, str]:
    """Return the files of a package: name to text."""
    modules = (*_MODULES, "paginators.py") if package.paginators else _MODULES
    files = {name: _template(name).render(package=package) for name in modules}
    files["endpoints.py"] = (
        _template("endpoints_without_rules.py").render(package=package)
        if package.endpoints is None
        else render_endpoints(package.endpoints)
    )
    return {**files, "py.typed": "", "schemas.json": package.schemas}


def render_endpoints(module: EndpointsModule) -> str:
    """Return the module of endpoint rules."""
    return _template("endpoints.py").render(package=module)


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


def _docstring(sections: ir.Docstring, indent: int) -> str:
    return docstring(lay_out(sections, _DOCSTRING_WIDTH - indent), indent)


def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.jinja")
