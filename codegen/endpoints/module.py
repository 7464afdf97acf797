"""The frozen middle of endpoint rules: the emitted module, as its template takes it."""

from __future__ import annotations

from dataclasses import dataclass

from codegen.prose.document import Section


@dataclass(frozen=True)
class Partition:
    """A partition; `constant` names its record, `pattern` matches its regions."""

    constant: str
    name: str
    dns_suffix: str
    dual_stack_dns_suffix: str
    supports_fips: bool
    supports_dual_stack: bool
    implicit_global_region: str
    pattern: str


@dataclass(frozen=True)
class Region:
    """A region and the constant of its partition."""

    name: str
    partition: str


@dataclass(frozen=True)
class BuiltIn:
    """A parameter of `resolve`, and the name that AWS has for the setting which fills it."""

    parameter: str
    setting: str


@dataclass(frozen=True)
class Function:
    """A function of straight code; `signature` and `lines` are finished lines."""

    signature: tuple[str, ...]
    docstring: tuple[Section, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class EndpointsModule:
    """Everything that an emitted `endpoints.py` holds.

    Args:
        source: where the rules came from, for the header.
        names: those of the runtime that are used.
        parameters: the names of those of `resolve`.
        built_ins: the parameters that a client's settings fill.
        partitions: empty where no rule asks for one.
        regions: the regions that the partitions list.
        has_optional_region: a rule asks for the partition of a region that may not be set.
        functions: `resolve` first, and what it calls.
    """

    source: str
    names: frozenset[str]
    parameters: tuple[str, ...]
    built_ins: tuple[BuiltIn, ...]
    partitions: tuple[Partition, ...]
    regions: tuple[Region, ...]
    has_optional_region: bool
    functions: tuple[Function, ...]
