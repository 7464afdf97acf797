"""Variants: which members an operation uses for which value of the one that decides."""

from __future__ import annotations

from collections.abc import Iterable

from codegen.model.guide import Case, Variants
from codegen.model.operations import Operation
from codegen.model.shapes import Member
from codegen.pages.python.material import Material, words
from codegen.prose.document import Code, Inline, Link, Row, Section, Strong, Table, Text

_REQUIRED, _OPTIONAL, _UNUSED = "required", "optional", "no"


def uses_of(material: Material, operation: Operation) -> dict[str, tuple[str, ...]]:
    """Return by argument what it is used with, in words; nothing for what is always required."""
    variants = material.service.advice_of(operation).variants
    if not variants:
        return {}
    return {
        operation.argument(name): _in_words(variants, member)
        for name, member in operation.members.items()
        if not member.required
    }


def matrix(material: Material, operation: Operation) -> tuple[Section, ...]:
    """Return the table of an operation's arguments by variant, if it has variants."""
    variants = material.service.advice_of(operation).variants
    if not variants:
        return ()

    def row(member: str, cells: Iterable[tuple[Inline, ...]]) -> Row:
        return Row(((Code(operation.argument(member)),), *cells))

    cases = variants.cases
    rows = [row(variants.member, ((Code(case.value),) for case in cases))]
    rows += [
        row(name, (_cell(_use(case, member)) for case in cases))
        for name, member in operation.members.items()
        if name != variants.member
    ]
    if any(case.specification for case in cases):
        rows.append(Row((words("Specification"), *map(_specification, cases))))
    table = Table(("Argument", *(case.title for case in cases)), tuple(rows))
    return (Section("section", f"Arguments by {variants.noun}", (table,)),)


def _in_words(variants: Variants, member: Member) -> tuple[str, ...]:
    users = [case for case in variants.cases if _use(case, member) != _UNUSED]
    if len(users) == len(variants.cases):
        return (f"every {variants.noun}",)
    return tuple(case.title.lower() for case in users) or (f"no {variants.noun}",)


def _use(case: Case, member: Member) -> str:
    if member.required or member.name in case.required:
        return _REQUIRED
    return _OPTIONAL if member.name in case.optional else _UNUSED


def _cell(use: str) -> tuple[Inline, ...]:
    return (Strong((Text(use),)),) if use == _REQUIRED else (Text(use),)


def _specification(case: Case) -> tuple[Inline, ...]:
    link = case.specification
    return (Link(link.href, words(link.title)),) if link else ()
