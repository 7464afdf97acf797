"""Operations: a record and a function each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codegen.model.operations import Auth, Operation
from codegen.model.service import Service
from codegen.model.shapes import Location, Member
from codegen.package.bindings import PLACES
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Module, Part
from codegen.package.parts import module_of
from codegen.package.records import Setting, code, text, texts
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class Argument(Part):
    """An argument of an operation function; `member` is the model's name."""

    name: str
    member: str
    annotation: Annotation
    default: str


@dataclass(frozen=True)
class OperationFunction(Part):
    """A record and a function."""

    uses = ("Operation", "_unquote_annotations")
    annotates = ("Client",)

    name: str
    record: str
    settings: tuple[Setting, ...]
    function: str
    docstring: Docstring
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
    return OperationFunction(
        name=operation.key,
        record=operation.record,
        settings=tuple(_settings(service, operation)),
        function=operation.function,
        docstring=docstrings.operation(operation),
        arguments=arguments(operation),
        returns=returns(operation),
    )


def _settings(service: Service, operation: Operation) -> Iterator[Setting]:
    members = operation.members.values()
    yield text("name", operation.key)
    yield text("method", operation.method)
    yield text("target", operation.target)
    if operation.auth is not Auth.SIGV4:
        yield from texts("auth", [operation.auth.value])
    yield from _functions(operation)
    yield from texts("secrets", (each.name for each in members if service.holds_secret(each)))
    yield from texts("single_use", (each.name for each in members if each.single_use))
    tokens = (each.name for each in members if each.idempotency_token)
    yield from texts("idempotency_tokens", tokens)


def _functions(operation: Operation) -> Iterator[Setting]:
    """Yield what is done with inputs and outputs."""
    if operation.input:
        yield code("validate", f"validators.{operation.input.function('validate')}")
        if operation.at(Location.BODY):
            yield code("serialize", f"codecs.{operation.input.constant}.write")
        for place in PLACES:
            if operation.at(place.location):
                yield code(place.role, f"codecs.{operation.input.function(place.role)}")
    if operation.output:
        yield code("parse", f"codecs.{operation.output.constant}.read")


def _argument(operation: Operation, member: Member) -> Argument:
    kind = member.shape.annotation(prefix="shapes.", sent=True)
    return Argument(
        name=operation.argument(member.name),
        member=member.name,
        annotation=Annotation(kind if member.required else f"{kind} | None"),
        default="" if member.required else " = None",
    )
