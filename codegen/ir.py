"""The frozen middle: what is to be emitted, as finished strings.

`build` makes these from a model and knows the model; `render` fills templates with them and
knows only these. Names and expressions are Python; strings that come from the model are as
the model has them and enter Python text through the filters of `escape` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from codegen.endpoints.module import EndpointsModule
from codegen.ir_shapes import (
    Binding,
    ElementsParser,
    ElementsSerializer,
    ElementsValidator,
    StructureParser,
    StructureSerializer,
    StructureValidator,
)
from codegen.prose.document import Section

# The first section has no title: the summary and what follows it.
Docstring = tuple[Section, ...]


@dataclass(frozen=True)
class Argument:
    """An argument of an operation function; `member` is the model's name."""

    name: str
    member: str
    annotation: str
    default: str


@dataclass(frozen=True)
class Operation:
    """A record and a function.

    `validator`, `serializer`, `query`, `headers` and `parser` are expressions.
    """

    name: str
    record: str
    function: str
    docstring: Docstring
    method: str
    target: str
    auth: str
    validator: str
    serializer: str
    query: str
    headers: str
    parser: str
    secrets: tuple[str, ...]
    single_use: tuple[str, ...]
    idempotency_tokens: tuple[str, ...]
    arguments: tuple[Argument, ...]
    returns: str


@dataclass(frozen=True)
class PageFunction:
    """A function that goes over the pages of an operation; `item` is what its iterator yields.

    `runtime` is what the module calls the runtime's function that it stands on.
    """

    name: str
    runtime: str
    docstring: Docstring
    item: str


@dataclass(frozen=True)
class Paginator:
    """A record of how an operation answers in pages, and the functions that go over them.

    `limit_key` and `limit_type` are empty where nothing says how large a page may be.
    """

    operation: Operation
    input_key: str
    output_key: str
    limit_key: str
    limit_type: str
    result_keys: tuple[str, ...]
    non_aggregate_keys: tuple[str, ...]
    functions: tuple[PageFunction, ...]


@dataclass(frozen=True)
class Property:
    """An attribute of an error class."""

    name: str
    annotation: str
    docstring: Docstring


@dataclass(frozen=True)
class ErrorClass:
    """A class of a modelled error; `code` is its name on the wire."""

    name: str
    docstring: Docstring
    parser: str
    code: str
    retry_class: str
    properties: tuple[Property, ...]


@dataclass(frozen=True)
class OAuthError:
    """A value of the OAuth `error` and the tuple of the classes that share it."""

    value: str
    classes: str


@dataclass(frozen=True)
class Field:
    """A member of a TypedDict."""

    name: str
    annotation: str
    docstring: Docstring


@dataclass(frozen=True)
class TypedDict:
    """A TypedDict, or the half of one: its members are all there, or all may be (not `total`).

    `bases` is the list of its bases; `functional` says that a member's name cannot stand in the
    body of a class. A half has no docstring.
    """

    name: str
    bases: str
    total: bool
    docstring: Docstring
    fields: tuple[Field, ...]
    functional: bool


@dataclass(frozen=True)
class Imports:
    """What modules import only where they use it; `operations` are modules of the package."""

    operations: tuple[str, ...]
    operations_use_restjson: bool
    operations_use_shapes: bool
    validators_from_bindings: tuple[str, ...]
    codecs_from_bindings: tuple[str, ...]
    parsers_use_mismatch: bool
    errors_use_shapes: bool


@dataclass(frozen=True)
class Package:
    """Everything that an emitted package holds."""

    name: str
    source: str
    command: str
    docstring: Docstring
    client_docstring: Docstring
    service_id: str
    signing_name: str
    host_prefix: str
    endpoints: EndpointsModule | None
    imports: Imports
    operations: tuple[Operation, ...]
    function_names: tuple[str, ...]
    paginators: tuple[Paginator, ...]
    paginator_names: tuple[str, ...]
    public_functions: tuple[str, ...]
    structure_validators: tuple[StructureValidator, ...]
    elements_validators: tuple[ElementsValidator, ...]
    structure_serializers: tuple[StructureSerializer, ...]
    elements_serializers: tuple[ElementsSerializer, ...]
    queries: tuple[Binding, ...]
    headers: tuple[Binding, ...]
    structure_parsers: tuple[StructureParser, ...]
    elements_parsers: tuple[ElementsParser, ...]
    scalar_helpers: tuple[str, ...]
    errors: tuple[ErrorClass, ...]
    error_names: tuple[str, ...]
    oauth_errors: tuple[OAuthError, ...]
    typed_dicts: tuple[TypedDict, ...]
    schemas: str
