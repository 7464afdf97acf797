"""The module of the client: a class whose methods are the functions of other modules."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.service import Service
from codegen.package.docstrings import Docstrings
from codegen.package.errors import class_names
from codegen.package.module import Annotation, Module, Part
from codegen.package.operations import returns
from codegen.package.parts import module_of

_LATE = ("endpoints", "errors", "operations", "paginators", "waiters")


@dataclass(frozen=True)
class Methods(Part):
    """The methods that come from one module."""

    module: Annotation
    names: tuple[str, ...]


@dataclass(frozen=True)
class LateModules(Part):
    """The modules that a client loads when something of them is first used."""

    uses = ("Later",)

    modules: tuple[Annotation, ...]


@dataclass(frozen=True)
class TypedPaginator(Part):
    """What type checkers know of a paginator: what it goes over, and what it is."""

    annotates = ("Any", "Literal", "overload")

    function: str
    type: Annotation


@dataclass(frozen=True)
class TypedWaiter(Part):
    """What type checkers know of a waiter: what it waits for, and what it is."""

    annotates = ("Literal", "overload")

    name: str
    type: Annotation


def client_module(
    service: Service, name: str, docstrings: Docstrings, modules: tuple[Module, ...]
) -> Module:
    """Return the module of the client.

    Args:
        service: whose client it is.
        name: the import name of the package.
        docstrings: makes its docstring.
        modules: those whose public functions are its methods.
    """
    methods = tuple(Methods(Annotation(each.name), each.public) for each in modules if each.public)
    context = {
        "name": name,
        "service_id": service.id,
        "signing_name": service.signing_name,
        "docstring": docstrings.client(),
        "late": LateModules(tuple(map(Annotation, _late(modules)))),
        "methods": methods,
        "exceptions": class_names(service),
        "paginator_class": "Paginator",
        "paginators": typed_paginators(service, "Paginator"),
        "waiter_type": Annotation("Waiter" if service.waiters else ""),
        "waiters": typed_waiters(service, "{}"),
        "modules": [each.name for each in modules],
    }
    uses = ["Service", "restjson"]
    return module_of("client.py", service.sources.origin, context, uses=uses, public=("Client",))


def _late(modules: tuple[Module, ...]) -> list[str]:
    names = {each.name for each in modules}
    return [name for name in _LATE if name in names]


def typed_paginators(service: Service, name: str) -> tuple[TypedPaginator, ...]:
    """Return what type checkers know of the paginators of a client.

    Args:
        service: whose client it is.
        name: the class of its paginators.
    """
    return tuple(
        TypedPaginator(operation.function, Annotation(f"{name}[{returns(service, operation)}]"))
        for key, operation in service.operations.items()
        if key in service.paginators
    )


def typed_waiters(service: Service, form: str) -> tuple[TypedWaiter, ...]:
    """Return what type checkers know of the waiters of a client.

    Args:
        service: whose client it is.
        form: their type, with a place for the class of the waiter.
    """
    return tuple(
        TypedWaiter(each.name, Annotation(form.format(f"waiters.{each.class_name}")))
        for each in service.waiters.values()
    )
