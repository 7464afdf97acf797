"""The module that a package is: the names that it offers, each loaded when it is first touched."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.names import sort_key
from codegen.model.runtime import PUBLIC_ERRORS, WAITER_ERROR
from codegen.model.service import Service
from codegen.package.docstrings import Docstrings
from codegen.package.module import Module
from codegen.package.parts import module_of

# Modules that people use by name; the others are how the package works.
_FOR_PEOPLE = ("errors", "grants", "shapes", "validators")


@dataclass(frozen=True)
class Export:
    """The public names of a module, sorted."""

    module: str
    names: tuple[str, ...]


def init_module(service: Service, docstrings: Docstrings, modules: tuple[Module, ...]) -> Module:
    """Return the package's own module; `modules` are the others."""
    exports = [
        Export(f".{each.name}", tuple(sorted(each.public, key=sort_key)))
        for each in sorted(modules, key=lambda module: module.name)
        if each.public
    ]
    names = [name for export in exports for name in export.names]
    async_client, client, *others = exports
    submodules = sorted(each.name for each in modules)
    waiter_error = (WAITER_ERROR,) if service.waiters else ()
    from_runtime = (*PUBLIC_ERRORS, *waiter_error, "__version__")
    context = {
        "docstring": docstrings.package(),
        "exports": exports,
        "homes": [async_client, client, Export("restjson", from_runtime), *others],
        "from_runtime": from_runtime,
        "submodules": submodules,
        "for_people": [name for name in _FOR_PEOPLE if name in submodules],
        "all": sorted((*from_runtime, *names), key=sort_key),
    }
    return module_of("__init__.py", service.sources.origin, context)
