"""Operations: a record and a function each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from codegen.escape import literal
from codegen.layout import INDENT, Group, lines_of
from codegen.model.operations import Auth, Operation
from codegen.model.service import Service
from codegen.model.shapes import Location, Member
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
class Setting(Part):
    """An argument of a record, as finished lines; `function` is what they refer to."""

    lines: tuple[str, ...]
    function: Code | None = None


@dataclass(frozen=True)
class OperationFunction(Part):
    """A record and a function."""

    uses = ("Operation", "_invoke")
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
    yield _text("name", operation.key)
    yield _text("method", operation.method)
    yield _text("target", operation.target)
    if operation.auth is not Auth.SIGV4:
        yield _text("auth", operation.auth.value)
    yield from _functions(operation)
    yield from _marked("secrets", operation, service.holds_secret)
    yield from _marked("single_use", operation, attrgetter("single_use"))
    yield from _marked("idempotency_tokens", operation, attrgetter("idempotency_token"))


def _functions(operation: Operation) -> Iterator[Setting]:
    """Yield what is done with inputs and outputs."""
    if operation.input:
        yield _function("validate", f"validators.{operation.input.function('validate')}")
        if operation.at(Location.BODY):
            yield _function("serialize", f"codecs.{operation.input.constant}.write")
        for place in PLACES:
            if operation.at(place.location):
                yield _function(place.role, f"codecs.{operation.input.function(place.role)}")
    if operation.output:
        yield _function("parse", f"codecs.{operation.output.constant}.read")


def _text(name: str, value: str) -> Setting:
    return Setting((f"{INDENT}{name}={literal(value)},",))


def _function(role: str, function: str) -> Setting:
    return Setting((f"{INDENT}{role}={function},",), Code(function))


def _marked(
    name: str, operation: Operation, is_marked: Callable[[Member], bool]
) -> Iterator[Setting]:
    """Yield the names of the marked members of the input, if there are any."""
    members = [each for each in operation.members.values() if is_marked(each)]
    if members:
        names = Group("[", tuple(("", literal(each.name)) for each in members), "]", is_call=False)
        yield Setting(tuple(lines_of(f"{name}=", names, INDENT, ",")))


def _argument(operation: Operation, member: Member) -> Argument:
    kind = member.shape.annotation(prefix="shapes.", sent=True)
    return Argument(
        name=operation.argument(member.name),
        member=member.name,
        annotation=Annotation(kind if member.required else f"{kind} | None"),
        default="" if member.required else " = None",
    )
