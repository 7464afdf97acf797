"""From the JSON of a guide to what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codegen.model.guide import Advice, Case, ErrorAdvice, Guide, GuideLink, Variants

_Json = Mapping[str, Any]


def read_guide(guide: _Json) -> Guide:
    """Return what a validated guide says; an empty one says nothing."""
    return Guide(
        notes=tuple(guide.get("notes", ())),
        see_also=_links(guide),
        errors=_errors(guide),
        always=_members(guide, "always"),
        shown=_members(guide, "shown"),
        operations={name: _advice(each) for name, each in guide.get("operations", {}).items()},
    )


def _advice(operation: _Json) -> Advice:
    return Advice(
        errors=_errors(operation),
        values={name: tuple(each) for name, each in operation.get("values", {}).items()},
        variants=_variants(operation["variants"]) if "variants" in operation else None,
        permissions=operation.get("permissions"),
        notes=tuple(operation.get("notes", ())),
        see_also=_links(operation),
    )


def _members(guide: _Json, key: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(members) for name, members in guide.get(key, {}).items()}


def _errors(said: _Json) -> dict[str, ErrorAdvice]:
    return {name: ErrorAdvice(**each) for name, each in said.get("errors", {}).items()}


def _links(said: _Json) -> tuple[GuideLink, ...]:
    return tuple(GuideLink(**each) for each in said.get("seeAlso", ()))


def _variants(variants: _Json) -> Variants:
    cases = tuple(map(_case, variants["cases"]))
    return Variants(variants["noun"], variants["member"], cases)


def _case(case: _Json) -> Case:
    link = case.get("specification")
    return Case(
        title=case["title"],
        value=case["value"],
        required=tuple(case.get("required", ())),
        optional=tuple(case.get("optional", ())),
        specification=GuideLink(**link) if link else None,
    )
