"""TypedDicts: what type checkers know of inputs, results and nested structures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codegen import ir
from codegen.build import types
from codegen.build.docstrings import Docstrings
from codegen.build.graph import Graph
from codegen.model.names import is_field_name


def typed_dicts(graph: Graph, docstrings: Docstrings) -> tuple[ir.TypedDict, ...]:
    """Return a TypedDict for each structure that callers give or get, in the model's order.

    Before one whose members are partly optional stands the half with the others.
    """
    results = {
        operation["output"]["shape"]
        for operation in graph.operations.values()
        if "output" in operation
    }
    return tuple(
        typed_dict
        for name, shape in graph.values.items()
        if shape["type"] == "structure"
        for typed_dict in _typed_dict(graph, docstrings, name, is_result=name in results)
    )


def _typed_dict(
    graph: Graph, docstrings: Docstrings, name: str, *, is_result: bool
) -> Iterator[ir.TypedDict]:
    # A service may leave out what its model requires of an answer, so there nothing is sure.
    required = graph.required(name) if name in graph.inputs and not is_result else []
    fields = _fields(graph, docstrings, name)
    always = tuple(field for field in fields if field.name in required)
    if is_result:
        metadata = docstrings.member({}, "What is known of the answer.")
        always += (ir.Field("ResponseMetadata", "ResponseMetadata", metadata),)
    sometimes = tuple(field for field in fields if field.name not in required)
    halves = [
        ir.TypedDict(f"_{name}Always", "TypedDict", True, (), always, _is_functional(always)),
        ir.TypedDict(
            f"_{name}Sometimes", "TypedDict", False, (), sometimes, _is_functional(sometimes)
        ),
    ]
    yield from _joined(name, docstrings.structure(name), [half for half in halves if half.fields])


def _joined(
    name: str, docstring: ir.Docstring, halves: list[ir.TypedDict]
) -> Iterator[ir.TypedDict]:
    """Yield halves and the class that joins them: it is the last one that can be a class."""
    own = ir.TypedDict("", "", False, (), (), False)
    if halves and not halves[-1].functional:
        own = halves.pop()
    elif halves and not halves[0].functional:
        own = halves.pop(0)
    yield from halves
    bases = ", ".join(half.name for half in halves) or "TypedDict"
    yield ir.TypedDict(name, bases, own.total, docstring, own.fields, functional=False)


def _fields(graph: Graph, docstrings: Docstrings, name: str) -> list[ir.Field]:
    sent = name in graph.inputs and name not in graph.outputs
    return [
        ir.Field(
            name=member,
            annotation=types.annotation(graph, reference["shape"], prefix="", sent=sent),
            docstring=docstrings.member(reference, f"The member `{member}`."),
        )
        for member, reference in graph.shapes[name].get("members", {}).items()
    ]


def _is_functional(fields: Iterable[ir.Field]) -> bool:
    return not all(is_field_name(field.name) for field in fields)
