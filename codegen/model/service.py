"""A whole service, and how its shapes hang together."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from codegen.load.problems import Problem
from codegen.model.errors import Error
from codegen.model.guide import Advice, Guide
from codegen.model.habits import Habits
from codegen.model.names import free_name
from codegen.model.operations import Operation
from codegen.model.pagination import Pagination
from codegen.model.shapes import Reference, Shape
from codegen.model.waiters import Waiter

Shapes = Mapping[str, Shape]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Example:
    """An example of an operation; `input` and `output` are JSON, None where there is none."""

    title: str
    description: str
    input: Mapping[str, Any] | None
    output: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a service was read from.

    Args:
        origin: where the service file came from, for the headers of what is emitted.
        sha256: of the service file.
        service: its name, for messages, as are the others.
    """

    origin: str
    sha256: str
    service: str
    paginators: str
    waiters: str
    examples: str
    guide: str
    habits: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Service:
    """A service.

    Args:
        id: what its settings go by.
        full_name: as it calls itself.
        api_version: a date.
        endpoint_prefix: what the names of its hosts begin with.
        global_endpoint: its host where all regions share one, else empty.
        signing_name: its name in signatures.
        documentation: HTML.
        shapes: by name, in the model's order, as all that follows.
        operations: by name.
        errors: by the name of their shape.
        paginators: by operation.
        waiters: by name.
        examples: by operation.
        guide: what its documentation says besides.
        habits: what its clients do besides.
        sources: the files that all this was read from.
        left_out: why operations of the model are not among these, by their names.
        waiters_left_out: the same of waiters.
    """

    id: str
    full_name: str
    api_version: str
    endpoint_prefix: str
    global_endpoint: str
    signing_name: str
    documentation: str
    shapes: Shapes = field(repr=False)
    operations: Mapping[str, Operation] = field(repr=False)
    errors: Mapping[str, Error] = field(repr=False)
    paginators: Mapping[str, Pagination] = field(repr=False)
    waiters: Mapping[str, Waiter] = field(repr=False)
    examples: Mapping[str, tuple[Example, ...]] = field(repr=False)
    guide: Guide = field(repr=False)
    habits: Habits = field(repr=False)
    sources: Sources
    left_out: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    waiters_left_out: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)

    def errors_of(self, operation: Operation) -> tuple[Error, ...]:
        """Return the errors that an operation may fail with."""
        return tuple(self.errors[name] for name in operation.error_names)

    def advice_of(self, operation: Operation) -> Advice:
        """Return what the guide says of an operation."""
        return self.guide.operations.get(operation.key, Advice())

    # --------------------------------------------------------------- how shapes hang together

    @cached_property
    def inputs(self) -> Shapes:
        """The inputs of operations."""
        return self._named(each.input_name for each in self.operations.values())

    @cached_property
    def results(self) -> Shapes:
        """The outputs of operations."""
        return self._named(each.output_name for each in self.operations.values())

    @cached_property
    def sent(self) -> Shapes:
        """What requests are made of."""
        return self._reachable(self.inputs.values())

    @cached_property
    def received(self) -> Shapes:
        """What results and errors are made of."""
        errors = (error.shape for error in self.errors.values())
        return self._reachable([*self.results.values(), *errors])

    @cached_property
    def used(self) -> Shapes:
        """What requests, and then what results and errors are made of."""
        return {**self.sent, **self.received}

    @cached_property
    def typed(self) -> Shapes:
        """What callers give or get; errors only where they are part of something else."""
        of_errors = (
            part.shape for error in self.errors.values() for part in error.shape.references
        )
        return self._reachable([*self.inputs.values(), *self.results.values(), *of_errors])

    @cached_property
    def nested(self) -> frozenset[str]:
        """The names of the shapes that are part of another."""
        shapes = self.shapes.values()
        return frozenset(part.target for shape in shapes for part in shape.references)

    @cached_property
    def result_classes(self) -> Mapping[str, str]:
        """The names of the TypedDicts that operations return, by the names of their outputs.

        What is part of another shape besides has two: that of the part has no metadata.
        """
        taken = {shape.class_name for shape in self.shapes.values()}
        return {
            name: free_name(f"{shape.class_name}Result", taken)
            if name in self.nested
            else shape.class_name
            for name, shape in self.results.items()
        }

    def body_constant(self, shape: Shape) -> str:
        """Return the name of the constant that is emitted for what an input sends as its body.

        Where the shape is received, too, its own name is that of what a response has.
        """
        is_both = shape.name in self.inputs and shape.name in self.received and shape.has_places
        return f"{shape.constant}_BODY" if is_both else shape.constant

    def holds_secret(self, reference: Reference) -> bool:
        """Tell whether a value is secret or has a secret somewhere inside."""
        return reference.is_secret or reference.target in self._holding_secrets

    @cached_property
    def _holding_secrets(self) -> frozenset[str]:
        """The names of the shapes that have a secret somewhere inside."""
        return self.holding(
            name
            for name, shape in self.shapes.items()
            if any(part.is_secret for part in shape.references)
        )

    def holding(self, names: Iterable[str]) -> frozenset[str]:
        """Return the names of some shapes, and of those that have one of them inside."""
        return frozenset(closure(names, lambda name: self._holders.get(name, ())))

    @cached_property
    def _holders(self) -> Mapping[str, Iterable[str]]:
        """By the name of a shape, the names of those that it is a part of."""
        holders: dict[str, list[str]] = {}
        for name, shape in self.shapes.items():
            for part in shape.references:
                holders.setdefault(part.target, []).append(name)
        return holders

    def _named(self, names: Iterable[str | None]) -> Shapes:
        wanted = set(names)
        return {name: shape for name, shape in self.shapes.items() if name in wanted}

    def _reachable(self, roots: Iterable[Shape]) -> Shapes:
        def parts(name: str) -> Iterable[str]:
            return (part.target for part in self.shapes[name].references)

        return self._named(closure((shape.name for shape in roots), parts))


def apart_from(named: Mapping[str, T], names: Container[str]) -> dict[str, T]:
    """Return what has names, without those of some names."""
    return {name: each for name, each in named.items() if name not in names}


def closure(start: Iterable[str], following: Callable[[str], Iterable[str]]) -> dict[str, None]:
    """Return some names and all that follow from them, in an order that is always the same."""
    found: dict[str, None] = {}
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting.extend(following(name))
    return found
