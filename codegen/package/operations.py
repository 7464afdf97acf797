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
from codegen.package.choices import Choices
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Code, Module, Part
from codegen.package.parts import module_of
from codegen.package.variants import Argument, Overload, overloads
from codegen.prose.document import Docstring


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
    overloads: tuple[Overload, ...]
    returns: Annotation


def operations_module(service: Service, docstrings: Docstrings, choices: Choices) -> Module:
    """Return the module of operations, in the model's order."""
    operations = tuple(
        _operation(service, docstrings, choices, each) for each in service.operations.values()
    )
    return module_of(
        "operations.py",
        service.sources.origin,
        {"operations": operations},
        public=tuple(each.function for each in operations),
    )


def arguments(operation: Operation, choices: Choices) -> tuple[Argument, ...]:
    """Return the arguments of an operation's function, in the model's order."""
    shape = operation.input
    if shape is None:
        return ()
    return tuple(
        Argument(
            name=operation.argument(name),
            member=name,
            kind=Annotation(choices.annotation(shape, member, sent=True, prefix="shapes.")),
            required=member.required,
        )
        for name, member in shape.members.items()
    )


def returns(operation: Operation) -> Annotation:
    """Return the annotation of the result: one without members has its metadata alone."""
    output = operation.output
    return Annotation(f"shapes.{output.name}" if output else "restjson.Result")


def _operation(
    service: Service, docstrings: Docstrings, choices: Choices, operation: Operation
) -> OperationFunction:
    of_all = arguments(operation, choices)
    return OperationFunction(
        name=operation.key,
        record=operation.record,
        settings=tuple(_settings(service, operation)),
        function=operation.function,
        docstring=docstrings.operation(operation),
        arguments=of_all,
        overloads=overloads(service.advice_of(operation).variants, of_all),
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
