"""Expressions: literals, templates, references and calls become Python."""

from __future__ import annotations

import math
from typing import Any

from codegen.endpoints import functions
from codegen.endpoints.attributes import attribute
from codegen.endpoints.scope import Scope
from codegen.endpoints.templates import Place, parse_template
from codegen.endpoints.values import Path, Refusal, Type, Value
from codegen.escape import Slot, f_string, literal
from codegen.layout import Group, Layout

# Calls within calls, or values within values; Python reads 200 brackets.
_DEEPEST = 50


def expression(node: Any, scope: Scope, path: Path, depth: int = 0) -> Value:
    """Return an argument, a condition or a text as an expression.

    Args:
        node: as the rule set has it.
        scope: the variables that it sees.
        path: where it stands.
        depth: the calls around it.

    Raises:
        Refusal: it refers to what there is not, or is of the wrong form.
    """
    if isinstance(node, dict):
        if "ref" in node:
            return scope.value(node["ref"], (*path, "ref"))
        return _call(node, scope, path, depth)
    if isinstance(node, str):
        return _template(node, scope, path)
    if isinstance(node, bool):
        return Value(str(node), Type.BOOLEAN, constant=node)
    if isinstance(node, int) and node >= 0:
        return Value(str(node), Type.NUMBER, constant=node)
    raise Refusal(path, f"{node!r} is not an argument")


def text(node: Any, scope: Scope, path: Path) -> Value:
    """Return a text; that it is set is made sure at run time, where it has to be.

    Raises:
        Refusal: as `expression`, and if it is not a string.
    """
    value = expression(node, scope, path)
    if value.type is not Type.STRING:
        raise Refusal(path, f"expected a string, got {value.type.title}")
    return _known(value, node.get("ref", "a value") if isinstance(node, dict) else "a value")


def record(node: Any, scope: Scope, path: Path, depth: int = 0) -> tuple[Layout, frozenset[str]]:
    """Return a JSON value whose strings are templates, and the names that it refers to.

    Raises:
        Refusal: as `text`.
    """
    if depth >= _DEEPEST:
        raise Refusal(path, f"values stand in values more than {_DEEPEST} deep")
    if isinstance(node, str):
        value = text(node, scope, path)
        return value.code, value.reads
    if isinstance(node, dict):
        items = [(f"{literal(key)}: ", key, each) for key, each in node.items()]
        return _collection("{}", items, scope, path, depth)
    if isinstance(node, list):
        items = [("", str(index), each) for index, each in enumerate(node)]
        return _collection("[]", items, scope, path, depth)
    if isinstance(node, float) and not math.isfinite(node):
        raise Refusal(path, "a number too large")
    return repr(node), frozenset()


def _collection(
    brackets: str, items: list[tuple[str, str, Any]], scope: Scope, path: Path, depth: int
) -> tuple[Layout, frozenset[str]]:
    layouts: list[tuple[str, Layout]] = []
    reads: frozenset[str] = frozenset()
    for prefix, step, node in items:
        place = step if brackets == "{}" else int(step)
        layout, names = record(node, scope, (*path, place), depth + 1)
        layouts.append((prefix, layout))
        reads |= names
    return Group(brackets[0], tuple(layouts), brackets[1], is_call=False), reads


def _call(node: Any, scope: Scope, path: Path, depth: int) -> Value:
    if depth >= _DEEPEST:
        raise Refusal(path, f"calls stand in calls more than {_DEEPEST} deep")
    functions.check(node["fn"], len(node["argv"]), path)
    arguments = [
        expression(argument, scope, (*path, "argv", index), depth + 1)
        for index, argument in enumerate(node["argv"])
    ]
    return functions.call(node["fn"], arguments, path)


def _template(source: str, scope: Scope, path: Path) -> Value:
    parts = parse_template(source, path)
    if not any(isinstance(part, Place) for part in parts):
        constant = "".join(part for part in parts if isinstance(part, str))
        return Value(literal(constant), Type.STRING, constant=constant)
    filled = [part if isinstance(part, str) else _filled(part, scope, path) for part in parts]
    reads = frozenset[str]().union(*(each.reads for each in filled if isinstance(each, Value)))
    if len(filled) == 1 and isinstance(filled[0], Value):
        return filled[0]
    text = f_string([each if isinstance(each, str) else Slot(each.code) for each in filled])
    return Value(text, Type.STRING, reads=reads)


def _filled(place: Place, scope: Scope, path: Path) -> Value:
    value = scope.value(place.name, path)
    if place.attribute is not None:
        value = attribute(value, place.attribute, path)
    shown = place.name if place.attribute is None else f"{place.name}#{place.attribute}"
    if value.type is not Type.STRING:
        raise Refusal(path, f"{shown} is {value.type.title}, where a string is needed")
    return _known(value, shown)


def _known(value: Value, name: str) -> Value:
    """Return a value that is set: botocore writes ``None`` into the URL where one is not."""
    if not value.optional:
        return value
    code = f"known({value.code}, {literal(name)})"
    return Value(code, value.type, reads=value.reads | {"known"})
