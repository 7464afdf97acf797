"""Stage two: turn a model into frozen dataclasses of finished strings, or refuse it."""

from __future__ import annotations

from codegen import ir
from codegen.build import bindings
from codegen.build.codecs import Parsers, Serializers, scalar_helpers
from codegen.build.docstrings import Docstrings
from codegen.build.errors import error_classes, error_names, oauth_errors
from codegen.build.graph import Graph
from codegen.build.imports import imports
from codegen.build.operations import operations, signing_name
from codegen.build.paginators import paginators
from codegen.build.schemas import json_schemas
from codegen.build.shapes import typed_dicts
from codegen.build.validators import elements_validators, structure_validators
from codegen.checks.soundness import require_emittable
from codegen.endpoints.rule_set import build_endpoints
from codegen.load import Model
from codegen.load_rules import Rules
from codegen.model.names import sort_key
from codegen.model.reader import read_service
from codegen.pages.python.material import Material


def build_package(model: Model, name: str, command: str, rules: Rules | None = None) -> ir.Package:
    """Return everything that the package of a model holds.

    Args:
        model: a validated model.
        name: the import name of the package.
        command: what rewrites the package, for the headers.
        rules: the endpoint rules; without any, requests go to the plain regional host.

    Raises:
        ModelError: the model contradicts itself, or says what cannot be emitted.
    """
    graph = _sound_graph(model)
    docstrings = Docstrings(Material(name, model))
    functions = operations(graph, docstrings)
    paged = paginators(graph, docstrings, functions, model.paginators)
    function_names = [each.function for each in functions]
    paginator_names = [function.name for each in paged for function in each.functions]
    serializers, parsers = Serializers(graph), Parsers(graph)
    structure_parsers, elements_parsers = parsers.structures(), parsers.elements()
    errors = error_classes(graph, docstrings)
    validators = structure_validators(graph)
    queries, headers = bindings.queries(graph), bindings.headers(graph)
    return ir.Package(
        name=name,
        source=model.source,
        command=command,
        docstring=docstrings.package(),
        client_docstring=docstrings.client(),
        service_id=model.service["metadata"]["serviceId"],
        signing_name=signing_name(model.service["metadata"]),
        endpoints=None if rules is None else build_endpoints(rules, command),
        host_prefix=f"https://{model.service['metadata']['endpointPrefix']}.",
        imports=imports(
            functions, structure_parsers, elements_parsers, errors, validators, queries + headers
        ),
        operations=functions,
        function_names=tuple(sorted(function_names, key=sort_key)),
        paginators=paged,
        paginator_names=tuple(sorted(paginator_names, key=sort_key)),
        public_functions=tuple(sorted(function_names + paginator_names, key=sort_key)),
        structure_validators=validators,
        elements_validators=elements_validators(graph),
        structure_serializers=serializers.structures(),
        elements_serializers=serializers.elements(),
        queries=queries,
        headers=headers,
        structure_parsers=structure_parsers,
        elements_parsers=elements_parsers,
        scalar_helpers=scalar_helpers(graph),
        errors=errors,
        error_names=error_names(graph),
        oauth_errors=oauth_errors(graph),
        typed_dicts=typed_dicts(graph, docstrings),
        schemas=json_schemas(graph, docstrings, f"Generated from {model.source}: do not edit."),
    )


def _sound_graph(model: Model) -> Graph:
    """Return the graph of a model that can be emitted."""
    require_emittable(read_service(model))
    return Graph(model.service)
