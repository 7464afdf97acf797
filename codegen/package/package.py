"""A whole package: from a service to frozen dataclasses of finished strings, or a refusal."""

from __future__ import annotations

from codegen import ir
from codegen.checks.soundness import require_emittable
from codegen.endpoints.rule_set import build_endpoints
from codegen.load_rules import Rules
from codegen.model.names import sort_key
from codegen.model.service import Service
from codegen.package import bindings
from codegen.package.codecs import (
    elements_parsers,
    elements_serializers,
    scalar_helpers,
    structure_parsers,
    structure_serializers,
)
from codegen.package.docstrings import Docstrings
from codegen.package.errors import error_classes, error_names, oauth_errors
from codegen.package.imports import imports
from codegen.package.operations import operations
from codegen.package.paginators import paginators
from codegen.package.schemas import json_schemas
from codegen.package.shapes import typed_dicts
from codegen.package.validators import elements_validators, structure_validators
from codegen.pages.python.material import Material


def build_package(
    service: Service, name: str, command: str, rules: Rules | None = None
) -> ir.Package:
    """Return everything that the package of a service holds.

    Args:
        service: as it was read.
        name: the import name of the package.
        command: what rewrites the package, for the headers.
        rules: the endpoint rules; without any, requests go to the plain regional host.

    Raises:
        ModelError: the model contradicts itself, or says what cannot be emitted.
    """
    require_emittable(service)
    docstrings = Docstrings(Material(name, service))
    functions = operations(service, docstrings)
    paged = paginators(service, docstrings, functions)
    function_names = [each.function for each in functions]
    paginator_names = [function.name for each in paged for function in each.functions]
    parsers, more_parsers = structure_parsers(service), elements_parsers(service)
    errors = error_classes(service, docstrings)
    validators = structure_validators(service)
    queries, headers = bindings.queries(service), bindings.headers(service)
    source = service.sources.origin
    return ir.Package(
        name=name,
        source=source,
        command=command,
        docstring=docstrings.package(),
        client_docstring=docstrings.client(),
        service_id=service.id,
        signing_name=service.signing_name,
        endpoints=None if rules is None else build_endpoints(rules, command),
        host_prefix=f"https://{service.endpoint_prefix}.",
        imports=imports(functions, parsers, more_parsers, errors, validators, queries + headers),
        operations=functions,
        function_names=tuple(sorted(function_names, key=sort_key)),
        paginators=paged,
        paginator_names=tuple(sorted(paginator_names, key=sort_key)),
        public_functions=tuple(sorted(function_names + paginator_names, key=sort_key)),
        structure_validators=validators,
        elements_validators=elements_validators(service),
        structure_serializers=structure_serializers(service),
        elements_serializers=elements_serializers(service),
        queries=queries,
        headers=headers,
        structure_parsers=parsers,
        elements_parsers=more_parsers,
        scalar_helpers=scalar_helpers(service),
        errors=errors,
        error_names=error_names(service),
        oauth_errors=oauth_errors(service),
        typed_dicts=typed_dicts(service, docstrings),
        schemas=json_schemas(service, docstrings, f"Generated from {source}: do not edit."),
    )
