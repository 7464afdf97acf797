"""Variants: which members an operation uses for which value of the one that decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from codegen.model.names import argument_name
from codegen.pages.python.material import Material, words
from codegen.prose.document import Code, Inline, Link, Row, Section, Strong, Table, Text

_REQUIRED, _OPTIONAL, _UNUSED = "required", "optional", "no"

_Case = Mapping[str, Any]


def uses_of(material: Material, operation: str) -> dict[str, tuple[str, ...]]:
    """Return by argument what it is used with, in words; nothing for what is always required."""
    variants = material.advice_of(operation).get("variants")
    if not variants:
        return {}
    return {
        argument_name(member, operation): _in_words(variants, member)
        for member in _members(material, operation)
        if member not in _always_required(material, operation)
    }


def matrix(material: Material, operation: str) -> tuple[Section, ...]:
    """Return the table of an operation's arguments by variant, if it has variants."""
    variants = material.advice_of(operation).get("variants")
    if not variants:
        return ()
    cases, decider = variants["cases"], variants["member"]
    always = _always_required(material, operation)

    def row(member: str, cells: Iterable[tuple[Inline, ...]]) -> Row:
        return Row(((Code(argument_name(member, operation)),), *cells))

    rows = [row(decider, ((Code(case["value"]),) for case in cases))]
    rows += [
        row(member, (_cell(_use(case, member, always)) for case in cases))
        for member in _members(material, operation)
        if member != decider
    ]
    if any("specification" in case for case in cases):
        rows.append(Row((words("Specification"), *map(_specification, cases))))
    table = Table(("Argument", *(case["title"] for case in cases)), tuple(rows))
    return (Section("section", f"Arguments by {variants['noun']}", (table,)),)


def _members(material: Material, operation: str) -> Mapping[str, Any]:
    shape = material.graph.operations[operation]["input"]["shape"]
    members: Mapping[str, Any] = material.graph.shapes[shape].get("members", {})
    return members


def _always_required(material: Material, operation: str) -> list[str]:
    shape = material.graph.operations[operation]["input"]["shape"]
    return material.graph.required(shape)


def _in_words(variants: Mapping[str, Any], member: str) -> tuple[str, ...]:
    users = [case for case in variants["cases"] if _use(case, member, []) != _UNUSED]
    if len(users) == len(variants["cases"]):
        return (f"every {variants['noun']}",)
    return tuple(case["title"].lower() for case in users) or (f"no {variants['noun']}",)


def _use(case: _Case, member: str, always: list[str]) -> str:
    if member in always or member in case.get("required", ()):
        return _REQUIRED
    return _OPTIONAL if member in case.get("optional", ()) else _UNUSED


def _cell(use: str) -> tuple[Inline, ...]:
    return (Strong((Text(use),)),) if use == _REQUIRED else (Text(use),)


def _specification(case: _Case) -> tuple[Inline, ...]:
    link = case.get("specification")
    return (Link(link["href"], words(link["title"])),) if link else ()
