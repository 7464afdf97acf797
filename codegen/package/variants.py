"""Variants: an overload, and a name, for each value of the argument that decides.

An overload has what goes with its value, and demands what that needs. It takes any other string
too, as long as the arguments of one variant are complete: which they are is not known then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from codegen.escape import literal
from codegen.layout import INDENT, Group, union_lines
from codegen.model.guide import Case, Variants
from codegen.model.service import Service
from codegen.package.module import Annotation, Module, Part
from codegen.package.parts import module_of

# What a deeper line of the overloads begins with.
_INDENT = INDENT * 2

# Between the types of a union, and not inside the brackets of one of them.
_TOP_BAR = re.compile(r" \| (?![^\[]*\])")

_NO_LETTER = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True)
class Argument(Part):
    """An argument of an operation function; `member` is the model's name."""

    name: str
    member: str
    kind: Annotation
    required: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The argument as a signature has it."""
        return tuple(self.declared(self.required, INDENT))

    def declared(self, required: bool, indent: str) -> list[str]:
        """Return the lines of the argument in a signature."""
        types = _TOP_BAR.split(self.kind)
        if required:
            return union_lines(f"{self.name}: ", types, indent, ",")
        return union_lines(f"{self.name}: ", [*types, "None"], indent, " = None,")


@dataclass(frozen=True)
class Overload(Part):
    """A signature for one value of the argument that decides, a line or more an argument."""

    annotates = ("Literal", "overload")

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Constant(Part):
    """A value by its name."""

    annotates = ("Final",)

    name: str
    value: str


def overloads(variants: Variants | None, arguments: tuple[Argument, ...]) -> tuple[Overload, ...]:
    """Return a signature for each variant; a single one needs none."""
    if variants is None or len(variants.cases) < 2:
        return ()
    named = {name for case in variants.cases for name in (*case.required, *case.optional)}
    return tuple(
        Overload(tuple(_lines(variants.member, named, case, arguments))) for case in variants.cases
    )


def variant_modules(service: Service) -> Iterator[Module]:
    """Yield a module for each kind of variant: the names of its values."""
    constants: dict[str, dict[str, Constant]] = {}
    for advice in service.guide.operations.values():
        if advice.variants:
            of_kind = constants.setdefault(module_name(advice.variants), {})
            of_kind |= {each.name: each for each in map(_constant, advice.variants.cases)}
    for name, of_kind in constants.items():
        context = {"name": name, "constants": tuple(of_kind.values())}
        yield module_of(f"{name}.py", service.sources.origin, context, template="variants.py")


def module_name(variants: Variants) -> str:
    """Return the name of the module that names the values."""
    return f"{variants.noun}s"


def _constant(case: Case) -> Constant:
    return Constant(constant_name(case), case.value)


def constant_name(case: Case) -> str:
    """Return the name of a variant's value."""
    return _NO_LETTER.sub("_", case.title).strip("_").upper()


def _lines(
    decider: str, named: set[str], case: Case, arguments: tuple[Argument, ...]
) -> Iterator[str]:
    for each in arguments:
        if each.member == decider:
            yield from _decider(each, case.value)
        elif each.required or each.member in case.required:
            yield from each.declared(True, _INDENT)
        elif each.member in case.optional or each.member not in named:
            yield from each.declared(False, _INDENT)


def _decider(argument: Argument, value: str) -> Iterator[str]:
    """Yield the argument that decides."""
    known = Group("Literal[", (("", literal(value)),), "]", is_call=True)
    yield from union_lines(f"{argument.name}: ", [known, "str"], _INDENT, ",")
