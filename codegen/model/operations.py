"""Operations: what is sent and read, and what that is called in Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from codegen.model.habits import NO_HABITS, OperationHabits
from codegen.model.labels import Label, parts_of
from codegen.model.locations import Location
from codegen.model.names import (
    argument_name,
    function_name,
    page_function_name,
    record_name,
    snake_case,
)
from codegen.model.shapes import Member, Shape


class Auth(Enum):
    """How a request proves who sends it, as the runtime names it."""

    NONE = "none"
    SIGV4 = "sigv4"
    SIGV4A = "sigv4a"
    SIGV4_UNSIGNED_PAYLOAD = "sigv4-unsigned-payload"
    BEARER = "bearer"


@dataclass(frozen=True, eq=False, kw_only=True)
class Operation:
    """An operation.

    Args:
        key: what the model has it under.
        name: what it says that its name is: the same, unless the model contradicts itself.
        method: of HTTP.
        target: the path, with labels in braces, and the constant query.
        status: what it succeeds with.
        host_prefix: what stands before the endpoint's host, with labels in braces; mostly empty.
        context: what endpoint rules know of it, by their parameters.
        compresses: the service takes bodies that are compressed with gzip.
        auth: how its requests may prove who sends them, what the service likes best first.
        input_name: the name of its input's shape, if it has one.
        output_name: the name of its output's shape, if it has one.
        payloads: the payloads that it names in the place of those shapes, by their names.
        error_names: the names of the shapes of its errors.
        documentation: HTML.
        headers: those of each of its requests; a member that is bound to one wins.
        habits: what its clients do besides.
        traits: whatever else the model says of it.
    """

    key: str
    name: str
    method: str
    target: str
    status: int
    auth: tuple[Auth, ...]
    shapes: Mapping[str, Shape] = field(repr=False)
    host_prefix: str = ""
    context: Mapping[str, bool | str] = field(default_factory=dict)
    compresses: bool = False
    input_name: str | None = None
    output_name: str | None = None
    payloads: Mapping[str, str] = field(default_factory=dict)
    error_names: tuple[str, ...] = ()
    documentation: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    habits: OperationHabits = NO_HABITS
    traits: frozenset[str] = frozenset()

    @property
    def input(self) -> Shape | None:
        """What it takes."""
        return None if self.input_name is None else self.shapes[self.input_name]

    @property
    def output(self) -> Shape | None:
        """What it returns."""
        return None if self.output_name is None else self.shapes[self.output_name]

    @property
    def members(self) -> Mapping[str, Member]:
        """The members of its input."""
        return self.input.members if self.input else {}

    def at(self, *locations: Location) -> tuple[Member, ...]:
        """Return the members of its input that go to some places."""
        return self.input.at(*locations) if self.input else ()

    @property
    def path(self) -> str:
        """The path, with labels in braces."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The constant part of the query."""
        return self.target.partition("?")[2]

    @cached_property
    def target_parts(self) -> tuple[str | Label, ...]:
        """The target as text and labels."""
        return parts_of(self.target)

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels of the target."""
        return tuple(part for part in self.target_parts if isinstance(part, Label))

    @cached_property
    def host_parts(self) -> tuple[str | Label, ...]:
        """What stands before the host, as text and labels."""
        return parts_of(self.host_prefix)

    @property
    def host_labels(self) -> tuple[Label, ...]:
        """The labels before the host, which have the names of members."""
        return tuple(part for part in self.host_parts if isinstance(part, Label))

    @property
    def needs_md5(self) -> bool:
        """Whether the service wants the MD5 of each body."""
        return "httpChecksumRequired" in self.traits

    @property
    def is_unsigned(self) -> bool:
        """Whether it takes no credentials."""
        return self.auth == (Auth.NONE,)

    @cached_property
    def snake_name(self) -> str:
        """Its name in snake case."""
        return snake_case(self.key)

    @cached_property
    def function(self) -> str:
        """The name of its function."""
        return function_name(self.key)

    @cached_property
    def record(self) -> str:
        """The name of its record."""
        return record_name(self.key)

    @property
    def path_function(self) -> str:
        """The name of the function that fills the labels of its path."""
        return f"path_{self.function}"

    @property
    def host_function(self) -> str:
        """The name of the function that fills the labels before its host."""
        return f"host_{self.function}"

    def argument(self, member: str) -> str:
        """Return the name of the argument for a member of its input."""
        return argument_name(self.habits.arguments.get(member, member), self.key)

    def page_function(self, kind: str) -> str:
        """Return the name of the function that goes over its `kind`: pages or items."""
        return page_function_name(self.key, kind)
