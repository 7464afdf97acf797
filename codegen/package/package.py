"""A whole package: its files, in the order in which they stand on each other."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.checks.emittable import emittable
from codegen.endpoints.module import EndpointsModule
from codegen.model.service import Service
from codegen.package.async_client import async_client_module
from codegen.package.choices import Choices
from codegen.package.client import client_module
from codegen.package.codecs import codecs_module
from codegen.package.docstrings import Docstrings
from codegen.package.endpoints import endpoints_module, regional_endpoints_module
from codegen.package.errors import errors_module
from codegen.package.init import init_module
from codegen.package.module import Module, Package
from codegen.package.operations import operations_module
from codegen.package.paginators import paginators_module
from codegen.package.schemas import json_schemas
from codegen.package.shapes import shapes_module
from codegen.package.validators import validators_module
from codegen.package.variants import variant_modules
from codegen.package.waiters import waiters_module
from codegen.pages.python.material import Material
from codegen.prose.guide import guide_problems


def build_package(
    service: Service, name: str, command: str, endpoints: EndpointsModule | None = None
) -> Package:
    """Return everything that the package of a service holds.

    Args:
        service: as it was read.
        name: the import name of the package.
        command: what rewrites the package, for the headers.
        endpoints: what the endpoint rules became; without any, requests go to the plain regional
            host.

    Raises:
        ModelError: the model contradicts itself, or no operation can be emitted.
    """
    emitted = emittable(service, guide_problems)
    docstrings = Docstrings(Material(name, emitted))
    modules = tuple(_modules(emitted, docstrings, endpoints))
    client = client_module(emitted, name, docstrings, modules)
    async_client = async_client_module(emitted, docstrings, modules)
    code = (async_client, client, *modules)
    init = init_module(emitted, docstrings, code)
    modules = (init, *code, *_other_files(emitted, docstrings))
    return Package(command, modules, emitted)


def _modules(
    service: Service, docstrings: Docstrings, endpoints: EndpointsModule | None
) -> Iterator[Module]:
    choices = Choices(service)
    yield validators_module(service)
    yield codecs_module(service)
    yield shapes_module(service, docstrings, choices)
    yield errors_module(service, docstrings, choices)
    yield endpoints_module(endpoints) if endpoints else regional_endpoints_module(service)
    parameters = endpoints.parameters if endpoints else ()
    yield operations_module(service, docstrings, choices, parameters)
    if service.paginators:
        yield paginators_module(service, docstrings, choices)
    if service.waiters:
        yield waiters_module(service, docstrings, choices)
    yield from variant_modules(service)


def _other_files(service: Service, docstrings: Docstrings) -> Iterator[Module]:
    source = service.sources.origin
    schemas = json_schemas(service, docstrings, f"Generated from {source}: do not edit.")
    for file, text in (("py.typed", ""), ("schemas.json", schemas)):
        yield Module(file, "_text.jinja", source, {"text": text})
