"""The module of the client for asyncio: a line for each method of the client."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.service import Service
from codegen.package.client import typed_paginators, typed_waiters
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Code, Module, Part
from codegen.package.parts import module_of


@dataclass(frozen=True)
class Method(Part):
    """A method, and the expression that makes it."""

    name: str
    value: Code


# What makes a method of a function, by the module that has it.
_MAKERS = {"operations": "aio.awaited", "paginators": "aio.iterated"}


def async_client_module(
    service: Service, docstrings: Docstrings, modules: tuple[Module, ...]
) -> Module:
    """Return the module of the client for asyncio.

    Args:
        service: whose client it is.
        docstrings: makes its docstring.
        modules: those whose public functions are its methods.
    """
    methods = tuple(
        Method(function, Code(f"{_MAKERS[module.name]}({module.name}.{function})"))
        for module in modules
        for function in module.public
    )
    context = {
        "docstring": docstrings.async_client(),
        "methods": methods,
        "paginator_class": "AsyncPaginator",
        "paginators": typed_paginators(service, "AsyncPaginator"),
        "waiter_type": Annotation("AsyncWaiter[Waiter]" if service.waiters else ""),
        "waiters": typed_waiters(service, "AsyncWaiter[{}]"),
    }
    uses = ["Client", "aio"]
    return module_of(
        "async_client.py", service.sources.origin, context, uses=uses, public=("AsyncClient",)
    )
