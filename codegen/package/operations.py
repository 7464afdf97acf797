"""Operations: a record and a function each."""

from __future__ import annotations

from codegen import ir
from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.model.shapes import Location, Member, Shape
from codegen.package.docstrings import Docstrings


def operations(service: Service, docstrings: Docstrings) -> tuple[ir.Operation, ...]:
    """Return the operations, in the model's order."""
    return tuple(_operation(service, docstrings, each) for each in service.operations.values())


def _operation(service: Service, docstrings: Docstrings, operation: Operation) -> ir.Operation:
    members = operation.members.values()
    return ir.Operation(
        name=operation.key,
        record=operation.record,
        function=operation.function,
        docstring=docstrings.operation(operation),
        method=operation.method,
        target=operation.target,
        auth=operation.auth.value,
        validator=_function(operation.input, "validators", "validate"),
        serializer=_bound(operation, Location.BODY, "serialize"),
        query=_bound(operation, Location.QUERY, "query"),
        headers=_bound(operation, Location.HEADER, "headers"),
        parser=_function(operation.output, "codecs", "parse"),
        secrets=tuple(each.name for each in members if service.holds_secret(each)),
        single_use=tuple(each.name for each in members if each.single_use),
        idempotency_tokens=tuple(each.name for each in members if each.idempotency_token),
        arguments=tuple(_argument(operation, each) for each in members),
        returns=_returns(operation),
    )


def _argument(operation: Operation, member: Member) -> ir.Argument:
    kind = member.shape.annotation(prefix="shapes.", sent=True)
    return ir.Argument(
        name=operation.argument(member.name),
        member=member.name,
        annotation=kind if member.required else f"{kind} | None",
        default="" if member.required else " = None",
    )


def _bound(operation: Operation, location: Location, role: str) -> str:
    """Return the function that makes what goes to a place in the request."""
    return _function(operation.input if operation.at(location) else None, "codecs", role)


def _function(shape: Shape | None, module: str, role: str) -> str:
    return f"{module}.{shape.function(role)}" if shape else "None"


def _returns(operation: Operation) -> str:
    """Return the annotation of the result: one without members has its metadata alone."""
    return f"shapes.{operation.output.name}" if operation.output else "restjson.Result"
