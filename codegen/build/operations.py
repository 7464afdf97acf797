"""Operations: a record and a function each."""

from __future__ import annotations

from typing import Any

from codegen import ir
from codegen.build import types
from codegen.build.bindings import HEADER, QUERY, is_bound
from codegen.build.docstrings import Docstrings
from codegen.build.graph import Graph
from codegen.model.names import argument_name, function_name, record_name


def operations(graph: Graph, docstrings: Docstrings) -> tuple[ir.Operation, ...]:
    """Return the operations, in the model's order."""
    return tuple(
        _operation(graph, docstrings, name, operation)
        for name, operation in graph.operations.items()
    )


def _operation(
    graph: Graph, docstrings: Docstrings, name: str, operation: dict[str, Any]
) -> ir.Operation:
    http = operation["http"]
    return ir.Operation(
        name=name,
        record=record_name(name),
        function=function_name(name),
        docstring=docstrings.operation(name),
        method=http["method"],
        target=http["requestUri"],
        auth=_auth(operation),
        validator=_function(operation, "input", "validators", "validate"),
        serializer=_serializer(graph, operation),
        query=_bound(graph, operation, QUERY, "query"),
        headers=_bound(graph, operation, HEADER, "headers"),
        parser=_function(operation, "output", "codecs", "parse"),
        secrets=tuple(
            member
            for member, reference in _input_members(graph, operation).items()
            if graph.holds_secret(reference)
        ),
        single_use=_marked(graph, operation, "singleUse"),
        idempotency_tokens=_marked(graph, operation, "idempotencyToken"),
        arguments=_arguments(graph, name, operation),
        returns=_returns(operation),
    )


def signing_name(metadata: dict[str, Any]) -> str:
    """Return the name of a service in signatures."""
    name: str = metadata.get("signingName", metadata["endpointPrefix"])
    return name


def _auth(operation: dict[str, Any]) -> str:
    """Return how a request proves who sends it, as `restjson` names it."""
    if operation.get("authtype") == "none":
        return "none"
    if operation.get("authtype") == "v4-unsigned-body" or operation.get("unsignedPayload"):
        return "sigv4-unsigned-payload"
    return "sigv4"


def _arguments(graph: Graph, name: str, operation: dict[str, Any]) -> tuple[ir.Argument, ...]:
    """Return the arguments in the model's order; they are given by name."""
    if "input" not in operation:
        return ()
    required = graph.required(operation["input"]["shape"])
    arguments = []
    for member, reference in _input_members(graph, operation).items():
        kind = types.annotation(graph, reference["shape"], prefix="shapes.", sent=True)
        optional = member not in required
        arguments.append(
            ir.Argument(
                name=argument_name(member, name),
                member=member,
                annotation=f"{kind} | None" if optional else kind,
                default=" = None" if optional else "",
            )
        )
    return tuple(arguments)


def _serializer(graph: Graph, operation: dict[str, Any]) -> str:
    """Return the function that makes the body; an input all of which goes elsewhere has none."""
    if all(map(is_bound, _input_members(graph, operation).values())):
        return "None"
    return _function(operation, "input", "codecs", "serialize")


def _bound(graph: Graph, operation: dict[str, Any], place: str, role: str) -> str:
    """Return the function that makes what goes to a place in the head of the request."""
    members = _input_members(graph, operation).values()
    if not any(reference.get("location") == place for reference in members):
        return "None"
    return _function(operation, "input", "codecs", role)


def _function(operation: dict[str, Any], side: str, module: str, role: str) -> str:
    if side not in operation:
        return "None"
    return f"{module}.{types.function(role, operation[side]['shape'])}"


def _returns(operation: dict[str, Any]) -> str:
    """Return the annotation of the result: one without members has its metadata alone."""
    return f"shapes.{operation['output']['shape']}" if "output" in operation else "restjson.Result"


def _marked(graph: Graph, operation: dict[str, Any], trait: str) -> tuple[str, ...]:
    """Return the members of the input that have a trait."""
    members = _input_members(graph, operation)
    return tuple(member for member, reference in members.items() if reference.get(trait))


def _input_members(graph: Graph, operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    if "input" not in operation:
        return {}
    members: dict[str, dict[str, Any]] = graph.shapes[operation["input"]["shape"]].get(
        "members", {}
    )
    return members
