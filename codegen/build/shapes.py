"""TypedDicts: what type checkers know of inputs, results and nested structures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from codegen import ir
from codegen.build import types
from codegen.build.docstrings import Docstrings
from codegen.build.graph import Graph
from codegen.build.names import is_field_name


def typed_dicts(graph: Graph, docstrings: Docstrings) -> tuple[ir.TypedDict, ...]:
    """Return a TypedDict for each structure but the errors, in the model's order."""
    results = {
        operation["output"]["shape"]
        for operation in graph.operations.values()
        if "output" in operation
    }
    return tuple(
        _typed_dict(graph, docstrings, name, is_result=name in results)
        for name, shape in graph.shapes.items()
        if shape["type"] == "structure"
        and (name in graph.inputs or name in graph.outputs)
        and name not in graph.errors
    )


def _typed_dict(
    graph: Graph, docstrings: Docstrings, name: str, *, is_result: bool
) -> ir.TypedDict:
    shape = graph.shapes[name]
    members = shape.get("members", {})
    # A service may leave out what its model requires of an answer, so there nothing is sure.
    required = shape.get("required", []) if name in graph.inputs and not is_result else []
    sent = name in graph.inputs and name not in graph.outputs
    always = [
        _field(graph, docstrings, member, members[member], sent)
        for member in members
        if member in required
    ]
    if is_result:
        always.append(
            ir.Field("ResponseMetadata", "ResponseMetadata", "What is known of the answer.")
        )
    sometimes = [
        _field(graph, docstrings, member, members[member], sent)
        for member in members
        if member not in required
    ]
    return ir.TypedDict(
        name=name,
        docstring=docstrings.structure(name),
        always=tuple(always),
        sometimes=tuple(sometimes),
        functional=not _are_field_names(field.name for field in (*always, *sometimes)),
    )


def _field(
    graph: Graph, docstrings: Docstrings, member: str, reference: dict[str, Any], sent: bool
) -> ir.Field:
    return ir.Field(
        name=member,
        annotation=types.annotation(graph, reference["shape"], prefix="", sent=sent),
        docstring=docstrings.member(reference, f"The member `{member}`."),
    )


def _are_field_names(names: Iterable[str]) -> bool:
    return all(map(is_field_name, names))
