"""Operations: a record and a function each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from codegen.model.locations import Location
from codegen.model.operations import Auth, Operation
from codegen.model.service import Service
from codegen.package.bindings import PLACES
from codegen.package.choices import Choices
from codegen.package.context import context
from codegen.package.docstrings import Docstrings
from codegen.package.module import Annotation, Module, Part
from codegen.package.parts import module_of
from codegen.package.payloads import is_raw
from codegen.package.records import Setting, code, mapping, text, texts
from codegen.package.variants import Argument, Overload, overloads
from codegen.prose.document import Docstring


@dataclass(frozen=True)
class OperationFunction(Part):
    """A record and a function."""

    uses = ("Operation", "_client_method")
    annotates = ("Client",)

    name: str
    record: str
    settings: tuple[Setting, ...]
    function: str
    docstring: Docstring
    arguments: tuple[Argument, ...]
    overloads: tuple[Overload, ...]
    returns: Annotation


def operations_module(
    service: Service, docstrings: Docstrings, choices: Choices, parameters: Collection[str]
) -> Module:
    """Return the module of operations, in the model's order.

    Args:
        service: whose operations they are.
        docstrings: makes their docstrings.
        choices: of their arguments.
        parameters: what endpoint rules go by.
    """
    operations = tuple(
        _operation(service, docstrings, choices, each, parameters)
        for each in service.operations.values()
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


def returns(service: Service, operation: Operation) -> Annotation:
    """Return the annotation of the result: one without members has its metadata alone."""
    if operation.output is None:
        return Annotation("restjson.Result")
    return Annotation(f"shapes.{service.result_classes[operation.output.name]}")


def _operation(
    service: Service,
    docstrings: Docstrings,
    choices: Choices,
    operation: Operation,
    parameters: Collection[str],
) -> OperationFunction:
    of_all = arguments(operation, choices)
    return OperationFunction(
        name=operation.key,
        record=operation.record,
        settings=tuple(_settings(service, operation, parameters)),
        function=operation.function,
        docstring=docstrings.operation(operation),
        arguments=of_all,
        overloads=overloads(service.advice_of(operation).variants, of_all),
        returns=returns(service, operation),
    )


def _settings(
    service: Service, operation: Operation, parameters: Collection[str]
) -> Iterator[Setting]:
    members = operation.members.values()
    yield text("name", operation.key)
    yield text("function", operation.function)
    yield text("method", operation.method)
    if operation.labels:
        yield code("path", f"codecs.{operation.path_function}")
    else:
        yield text("target", operation.target)
    if operation.host_labels:
        yield code("host", f"codecs.{operation.host_function}")
    elif operation.host_prefix:
        yield text("host", operation.host_prefix)
    yield from context(operation, parameters)
    if operation.auth != (Auth.SIGV4,):
        yield from texts("auth", (each.value for each in operation.auth))
    yield from _functions(service, operation)
    if operation.compresses:
        yield code("compresses", "True")
    yield from texts("secrets", (each.name for each in members if service.holds_secret(each)))
    yield from texts("single_use", (each.name for each in members if each.single_use))
    tokens = (each.name for each in members if each.idempotency_token)
    yield from texts("idempotency_tokens", tokens)
    yield from mapping("defaults", {each.name: each.default for each in members if each.default})
    yield from mapping("fixed_headers", operation.headers)
    if operation.habits.tree_hash:
        yield code("body_headers", "tree_hashes")
    elif operation.needs_md5:
        yield code("body_headers", "content_md5")
    if operation.habits.form:
        yield code("form", "True")


def _functions(service: Service, operation: Operation) -> Iterator[Setting]:
    """Yield what is done with inputs and outputs."""
    if operation.input:
        yield code("validate", f"validators.{operation.input.function('validate')}")
        if any(map(is_raw, operation.at(Location.PAYLOAD))):
            yield code("raw", f"codecs.{service.body_constant(operation.input)}.raw")
        elif operation.at(Location.PAYLOAD, Location.BODY):
            yield code("serialize", f"codecs.{service.body_constant(operation.input)}.write")
        for place in PLACES:
            if operation.at(*place.locations):
                yield code(place.role, f"codecs.{operation.input.function(place.role)}")
    if operation.output:
        yield code("parse", f"codecs.{operation.output.constant}.parse")
        members = operation.output.members.values()
        if any(each.is_handed_out for each in members):
            yield code("streams", "True")
