"""Validators: a function for each structure, list and map that requests are made of."""

from __future__ import annotations

from typing import Any

from codegen import ir_shapes
from codegen.build import types
from codegen.build.bindings import text_limits
from codegen.build.graph import Graph, element
from codegen.build.limits import limits


def structure_validators(graph: Graph) -> tuple[ir_shapes.StructureValidator, ...]:
    """Return the validators of structures, in the model's order."""
    return tuple(
        _structure(graph, name, shape)
        for name, shape in graph.inputs.items()
        if shape["type"] == "structure"
    )


def elements_validators(graph: Graph) -> tuple[ir_shapes.ElementsValidator, ...]:
    """Return the validators of lists and maps, in the model's order."""
    return tuple(
        _elements(graph, name, shape)
        for name, shape in graph.inputs.items()
        if shape["type"] in ("list", "map")
    )


def _structure(graph: Graph, name: str, shape: dict[str, Any]) -> ir_shapes.StructureValidator:
    required = graph.required(name)
    return ir_shapes.StructureValidator(
        function=types.function("validate", name),
        shape=name,
        members=tuple(
            ir_shapes.MemberCheck(
                member,
                member in required,
                _check(graph, reference["shape"], member, text_limits(graph, member, reference)),
            )
            for member, reference in shape.get("members", {}).items()
        ),
    )


def _elements(graph: Graph, name: str, shape: dict[str, Any]) -> ir_shapes.ElementsValidator:
    is_map = shape["type"] == "map"
    return ir_shapes.ElementsValidator(
        function=types.function("validate", name),
        shape=name,
        wrong="not isinstance(value, dict)" if is_map else "not isinstance(value, (list, tuple))",
        expected="dict" if is_map else "list",
        limits=() if is_map else limits(shape, variable="value"),
        elements=types.elements(graph, name, "item"),
        sparse=bool(shape.get("sparse")),
        keyed=is_map,
        key_limits=_key_limits(graph, shape) if is_map else (),
        check=_check(graph, element(shape)["shape"]),
    )


def _key_limits(graph: Graph, shape: dict[str, Any]) -> tuple[ir_shapes.Limit, ...]:
    return limits(graph.shapes[shape["key"]["shape"]], place=": key", variable="key")


def _check(
    graph: Graph, shape: str, place: str = "", more: tuple[ir_shapes.Limit, ...] = ()
) -> ir_shapes.Check:
    python_type = types.scalar(graph, shape)
    if python_type is None:
        return ir_shapes.Check("", "", "", validator=types.function("validate", shape), limits=more)
    wrong = types.is_wrong(python_type)
    return ir_shapes.Check(
        wrong,
        guarded=f"({wrong})" if " or " in wrong else wrong,
        expected=python_type,
        validator="",
        limits=limits(graph.shapes[shape], place) + more,
    )
