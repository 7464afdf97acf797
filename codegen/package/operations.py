"""Operations: a record and a function each."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.model.operations import Operation
from codegen.model.service import Service
from codegen.model.shapes import Location, Member, Shape
from codegen.package.bindings import PLACES
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Code, Module, Part
from codegen.package.parts import module_of
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class Argument(Part):
    """An argument of an operation function; `member` is the model's name."""

    name: str
    member: str
    annotation: Annotation
    default: str


@dataclass(frozen=True)
class PlaceFunction(Part):
    """The function that fills a place in the head of a request, by the place's `role`."""

    role: str
    function: Code


@dataclass(frozen=True)
class OperationFunction(Part):
    """A record and a function."""

    uses = ("Operation", "_invoke")
    annotates = ("Client",)

    name: str
    record: str
    function: str
    docstring: Docstring
    method: str
    target: str
    auth: str
    validator: Code
    serializer: Code
    places: tuple[PlaceFunction, ...]
    parser: Code
    secrets: tuple[str, ...]
    single_use: tuple[str, ...]
    idempotency_tokens: tuple[str, ...]
    arguments: tuple[Argument, ...]
    returns: Annotation


def operations_module(service: Service, docstrings: Docstrings) -> Module:
    """Return the module of operations, in the model's order."""
    operations = tuple(
        _operation(service, docstrings, each) for each in service.operations.values()
    )
    return module_of(
        "operations.py",
        service.sources.origin,
        {"operations": operations},
        public=tuple(each.function for each in operations),
    )


def arguments(operation: Operation) -> tuple[Argument, ...]:
    """Return the arguments of an operation's function, in the model's order."""
    return tuple(_argument(operation, each) for each in operation.members.values())


def returns(operation: Operation) -> Annotation:
    """Return the annotation of the result: one without members has its metadata alone."""
    output = operation.output
    return Annotation(f"shapes.{output.name}" if output else "restjson.Result")


def _operation(service: Service, docstrings: Docstrings, operation: Operation) -> OperationFunction:
    members = operation.members.values()
    return OperationFunction(
        name=operation.key,
        record=operation.record,
        function=operation.function,
        docstring=docstrings.operation(operation),
        method=operation.method,
        target=operation.target,
        auth=operation.auth.value,
        validator=_function(operation.input, "validators", "validate"),
        serializer=_bound(operation, Location.BODY, "serialize"),
        places=tuple(
            PlaceFunction(place.role, _bound(operation, place.location, place.role))
            for place in PLACES
        ),
        parser=_function(operation.output, "codecs", "parse"),
        secrets=tuple(each.name for each in members if service.holds_secret(each)),
        single_use=tuple(each.name for each in members if each.single_use),
        idempotency_tokens=tuple(each.name for each in members if each.idempotency_token),
        arguments=arguments(operation),
        returns=returns(operation),
    )


def _argument(operation: Operation, member: Member) -> Argument:
    kind = member.shape.annotation(prefix="shapes.", sent=True)
    return Argument(
        name=operation.argument(member.name),
        member=member.name,
        annotation=Annotation(kind if member.required else f"{kind} | None"),
        default="" if member.required else " = None",
    )


def _bound(operation: Operation, location: Location, role: str) -> Code:
    """Return the function that makes what goes to a place in the request."""
    return _function(operation.input if operation.at(location) else None, "codecs", role)


def _function(shape: Shape | None, module: str, role: str) -> Code:
    return Code(f"{module}.{shape.function(role)}" if shape else "None")
