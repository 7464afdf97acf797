"""Codecs: functions that turn shapes into JSON values and back."""

from __future__ import annotations

from typing import Any

from codegen import ir_shapes
from codegen.build import types
from codegen.build.bindings import is_bound
from codegen.build.graph import Graph, element
from codegen.model.names import snake_case

# What servers write in place of numbers and booleans is read as such.
_LENIENT = {"bool": "json_to_bool({})", "float": "json_to_float({})", "int": "json_to_int({})"}
_AS_IT_IS = "item"


def scalar_helpers(graph: Graph) -> tuple[str, ...]:
    """Return the functions of `restjson.scalars` that the codecs of a model call."""
    sent = {types.scalar(graph, name) for name in graph.inputs}
    received = {types.scalar(graph, name) for name in graph.outputs}
    used = {"float_to_json"} if "float" in sent else set()
    used |= {_LENIENT[kind].partition("(")[0] for kind in received if kind and kind in _LENIENT}
    return tuple(sorted(used))


class Serializers:
    """Makes the functions that turn inputs into JSON values."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def structures(self) -> tuple[ir_shapes.StructureSerializer, ...]:
        """Return the serializers of structures, in the model's order."""
        return tuple(
            ir_shapes.StructureSerializer(
                function=types.function("serialize", name),
                shape=name,
                members=tuple(
                    ir_shapes.SentMember(
                        name=member,
                        wire_name=reference.get("locationName", member),
                        expression=self._expression(reference["shape"]),
                    )
                    for member, reference in shape.get("members", {}).items()
                    if not is_bound(reference)
                ),
            )
            for name, shape in self._graph.inputs.items()
            if shape["type"] == "structure" and _has_body(shape)
        )

    def elements(self) -> tuple[ir_shapes.ElementsSerializer, ...]:
        """Return the serializers of lists and maps whose elements change, in that order."""
        return tuple(
            self._elements(name, shape)
            for name, shape in self._graph.inputs.items()
            if shape["type"] in ("list", "map") and self._changes(name)
        )

    def _elements(self, name: str, shape: dict[str, Any]) -> ir_shapes.ElementsSerializer:
        is_map = shape["type"] == "map"
        expression = self._expression(element(shape)["shape"])
        if shape.get("sparse"):
            expression = f"None if item is None else {expression}"
        return ir_shapes.ElementsSerializer(
            function=types.function("serialize", name),
            shape=name,
            annotation="dict[str, Any]" if is_map else "list[Any]",
            comprehension=(
                f"{{key: {expression} for key, item in value.items()}}"
                if is_map
                else f"[{expression} for item in value]"
            ),
        )

    def _expression(self, shape: str) -> str:
        """Return the JSON value of `item`, as an expression."""
        if types.scalar(self._graph, shape) == "float":
            return "float_to_json(item)"
        if self._changes(shape):
            return f"{types.function('serialize', shape)}(item)"
        return _AS_IT_IS

    def _changes(self, shape: str) -> bool:
        """Tell whether a value's JSON can differ from the value itself."""
        model = self._graph.shapes[shape]
        if model["type"] in ("list", "map"):
            return self._changes(element(model)["shape"])
        return model["type"] in ("structure", "float", "double")


def _has_body(shape: dict[str, Any]) -> bool:
    """Tell whether a structure has something to serialize: only an operation's input may not."""
    members = shape.get("members", {}).values()
    return not members or not all(map(is_bound, members))


class Parsers:
    """Makes the functions that turn JSON values into results."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def structures(self) -> tuple[ir_shapes.StructureParser, ...]:
        """Return the parsers of structures, in the model's order."""
        return tuple(
            ir_shapes.StructureParser(
                function=types.function("parse", name),
                constant=f"{snake_case(name).upper()}_SECRETS",
                shape=name,
                members=tuple(
                    ir_shapes.ReceivedMember(
                        name=member,
                        wire_name=reference.get("locationName", member),
                        value=(self._lenient(reference["shape"]) or "{}").format("value.get({})"),
                        reading=self._reading(reference["shape"]),
                    )
                    for member, reference in shape.get("members", {}).items()
                ),
                secrets=tuple(
                    member
                    for member, reference in shape.get("members", {}).items()
                    if self._graph.is_secret(reference)
                ),
            )
            for name, shape in self._graph.outputs.items()
            if shape["type"] == "structure"
        )

    def elements(self) -> tuple[ir_shapes.ElementsParser, ...]:
        """Return the parsers of lists and maps, in the model's order."""
        return tuple(
            self._elements(name, shape)
            for name, shape in self._graph.outputs.items()
            if shape["type"] in ("list", "map")
        )

    def _elements(self, name: str, shape: dict[str, Any]) -> ir_shapes.ElementsParser:
        is_map = shape["type"] == "map"
        target = element(shape)["shape"]
        lenient = self._lenient(target)
        return ir_shapes.ElementsParser(
            function=types.function("parse", name),
            shape=name,
            annotation="dict[str, Any]" if is_map else "list[Any]",
            keyed=is_map,
            elements=types.elements(self._graph, name, "raw" if lenient else "item"),
            value=lenient.format("raw"),
            reading=self._reading(target),
        )

    def _lenient(self, shape: str) -> str:
        """Return the expression that reads a value leniently, nothing if its type wants none."""
        return _LENIENT.get(types.scalar(self._graph, shape) or "", "")

    def _reading(self, shape: str) -> ir_shapes.Reading:
        python_type = types.scalar(self._graph, shape)
        if python_type is not None:
            return ir_shapes.Reading(types.is_right(python_type), python_type, parser="")
        container = types.container(self._graph, shape)
        return ir_shapes.Reading(
            accepts=f"isinstance(item, {container})",
            expected=container,
            parser=types.function("parse", shape),
        )
