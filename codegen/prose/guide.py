"""What a guide says wrongly: it, held against its model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codegen.build.graph import Graph
from codegen.problems import Problem, path_of
from codegen.prose.allowed import allowed_values

_Guide = Mapping[str, Any]


def guide_problems(file: str, guide: _Guide, graph: Graph) -> Iterator[Problem]:
    """Yield what a guide names and its model does not have, and what the two see differently.

    Args:
        file: the guide's file, for messages.
        guide: the content of `guide-1.json`.
        graph: the model's shapes, whose references all resolve.
    """
    for name in guide.get("errors", {}):
        if name not in graph.errors:
            yield Problem(file, path_of("errors", name), f"there is no error {name!r}")
    for name, advice in guide.get("operations", {}).items():
        path = path_of("operations", name)
        if name not in graph.operations:
            yield Problem(file, path, f"there is no operation {name!r}")
            continue
        operation = graph.operations[name]
        raised = [each["shape"] for each in operation.get("errors", [])]
        for error in advice.get("errors", {}):
            if error not in raised:
                yield Problem(file, f"{path}.errors.{error}", f"{name!r} has no such error")
        if "permissions" in advice and operation.get("authtype") == "none":
            what = "the operation takes no credentials"
            yield Problem(file, f"{path}.permissions", what)
        yield from _members(file, path, advice, graph, _input(graph, operation))


def _members(
    file: str, path: str, advice: _Guide, graph: Graph, shape: Mapping[str, Any]
) -> Iterator[Problem]:
    members = shape.get("members", {})
    for member in advice.get("values", {}):
        if member not in members:
            yield _no_member(file, f"{path}.values.{member}", member)
        elif allowed_values(graph, members[member]):
            what = "the model says itself what this member may be"
            yield Problem(file, f"{path}.values.{member}", what)
    variants = advice.get("variants")
    if not variants:
        return
    decider = variants["member"]
    if decider not in members:
        yield _no_member(file, f"{path}.variants.member", decider)
        return
    allowed = allowed_values(graph, members[decider])
    for index, case in enumerate(variants["cases"]):
        place = f"{path}.variants.cases[{index}]"
        if allowed and case["value"] not in allowed:
            what = f"the model does not allow {case['value']!r} for {decider!r}"
            yield Problem(file, f"{place}.value", what)
        yield from _case(file, place, case, shape)


def _case(file: str, path: str, case: _Guide, shape: Mapping[str, Any]) -> Iterator[Problem]:
    seen = set(shape.get("required", []))
    for use in ("required", "optional"):
        for index, member in enumerate(case.get(use, [])):
            place = f"{path}.{use}[{index}]"
            if member not in shape["members"]:
                yield _no_member(file, place, member)
            elif member in seen:
                what = f"{member!r} is named before, or required in every case"
                yield Problem(file, place, what)
            seen.add(member)


def _input(graph: Graph, operation: Mapping[str, Any]) -> Mapping[str, Any]:
    return graph.shapes[operation["input"]["shape"]] if "input" in operation else {}


def _no_member(file: str, path: str, member: str) -> Problem:
    return Problem(file, path, f"the input has no member {member!r}")
