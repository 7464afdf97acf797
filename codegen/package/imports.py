"""Imports: from the names that a module uses to the lines that import them, in isort's order."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from codegen.endpoints.scope import RULE_CLASSES, RULE_FUNCTIONS
from codegen.model.runtime import COMMON_ERRORS, MODULES

_WIDTH = 100

Homes = Mapping[str, tuple[str, str]]


def _homes(names_by_module: Mapping[str, Iterable[str]]) -> Homes:
    """Return where names come from: the module, and what they are called there."""
    homes = {}
    for module, names in names_by_module.items():
        for each in names:
            original, _, alias = each.partition(" as ")
            homes[alias or original] = (module, each)
    return homes


# Where what modules use comes from; `import restjson` has nothing to come from.
HOMES = _homes(
    {
        "collections.abc": ["Iterator"],
        "typing": ["Any", "TypedDict"],
        "": ["restjson"],
        "restjson.bindings": ["header_text", "is_header_text", "is_query_text"],
        "restjson.errors": COMMON_ERRORS,
        "restjson.operation": ["Operation", "Service", "invoke as _invoke"],
        "restjson.pagination": ["Pagination", "items as _items", "pages as _pages"],
        "restjson.problems": ["mismatch", "unknown_members"],
        "restjson.result": ["ResponseMetadata as ResponseMetadata", "Result"],
        "restjson.scalars": ["float_to_json", "json_to_bool", "json_to_float", "json_to_int"],
        ".": MODULES,
        ".client": ["Client"],
    }
)

# The same for endpoint rules, whose functions have names of their own.
RULE_HOMES = _homes(
    {
        "restjson": ["endpoints"],
        "restjson.endpoint_functions": [*RULE_CLASSES, *RULE_FUNCTIONS],
        "restjson.errors": ["EndpointResolutionError"],
    }
)


@dataclass(frozen=True, slots=True)
class Imports:
    """The lines that import what a module uses: when it runs, and for type checkers alone."""

    run: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()


def imports(run: set[str], typed: set[str], homes: Homes = HOMES) -> Imports:
    """Return the imports of a module.

    Args:
        run: the names that it uses when it runs; those without a home are its own.
        typed: the names that only type checkers evaluate.
        homes: where names come from.
    """
    return Imports(tuple(_lines(run, homes)), tuple(_lines(typed - run, homes)))


def _lines(names: set[str], homes: Homes) -> list[str]:
    """Return the lines of imports, with a blank one between what is from different places."""
    used = sorted({homes[name] for name in names if name in homes}, key=_order)
    lines: list[str] = []
    for _, of_section in groupby(used, key=lambda home: _section(*home)):
        lines += [""] if lines else []
        for (module, alias), of_module in groupby(of_section, key=_statement):
            lines += _import(module, [alias] if alias else [name for _, name in of_module])
    return lines


def _section(module: str, name: str) -> int:
    """Return which of isort's sections an import is in: Python's, others', the package's."""
    if module.startswith("."):
        return 2
    return 0 if (module or name).partition(".")[0] in sys.stdlib_module_names else 1


def _order(home: tuple[str, str]) -> tuple[object, ...]:
    """Return the key that sorts imports as isort does; what gets another name comes last."""
    module, name = home
    kind = 1 if name[0].isupper() else 2
    return (_section(module, name), module, " as " in name, kind, name.lower())


def _statement(home: tuple[str, str]) -> tuple[str, str]:
    """Return what has a statement of its own: a module, and each name that gets another."""
    module, name = home
    return module, name if " as " in name or not module else ""


def _import(module: str, names: list[str]) -> list[str]:
    if not module:
        return [f"import {name}" for name in names]
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _WIDTH:
        return [line]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]
