"""Stage two: turn a model into frozen dataclasses of finished strings, or refuse it."""

from __future__ import annotations

from codegen import ir
from codegen.build.codecs import Parsers, Serializers, scalar_helpers
from codegen.build.docstrings import Docstrings
from codegen.build.errors import error_classes, error_names, oauth_errors
from codegen.build.graph import Graph
from codegen.build.names import refuse
from codegen.build.operations import operations
from codegen.build.refusals import dangling_references, required_cycles, unsupported

from codegen.build.schemas import json_schemas
from codegen.build.scopes import name_problems
from codegen.build.shapes import typed_dicts
from codegen.build.validators import elements_validators, structure_validators
from codegen.load import Model


def build_package(model: Model, name: str, command: str) -> ir.Package:
    """Return everything that the package of a model holds.

    Args:
        model: a validated model.
        name: the import name of the package.
        command: what rewrites the package, for the headers.

    Raises:
        ModelError: the model contradicts itself, or says what cannot be emitted yet.
    """
    refuse(list(dangling_references(model.file, model.service)))
    graph = Graph(model.service)
    refuse(
        [
            *required_cycles(model.file, graph.shapes),
            *unsupported(model.file, graph),
            *name_problems(model.file, graph),
        ]
    )
    docstrings = Docstrings(model, graph)
    errors = error_classes(graph, docstrings)
    return ir.Package(
        name=name,
        source=model.source,
        command=command,
        docstring=docstrings.package(),
        client_docstring=docstrings.client(),
        host_prefix=f"https://{model.service['metadata']['endpointPrefix']}.",
        has_bare_results=any("output" not in each for each in graph.operations.values()),
        operations=operations(graph, docstrings),
        structure_validators=structure_validators(graph),
        elements_validators=elements_validators(graph),
        structure_serializers=Serializers(graph).structures(),
        elements_serializers=Serializers(graph).elements(),
        structure_parsers=Parsers(graph).structures(),
        elements_parsers=Parsers(graph).elements(),
        scalar_helpers=scalar_helpers(graph),
        errors=errors,
        error_names=error_names(graph),
        errors_need_shapes=any(
            "shapes." in each.annotation for error in errors for each in error.properties
        ),
        oauth_errors=oauth_errors(graph),
        typed_dicts=typed_dicts(graph, docstrings),
        schemas=json_schemas(graph, docstrings, f"Generated from {model.source}: do not edit."),
    )
