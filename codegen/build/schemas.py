"""JSON Schemas: one entry a shape, for whoever checks requests and answers elsewhere."""

from __future__ import annotations

import json
from typing import Any

from codegen.build.docstrings import Docstrings
from codegen.build.graph import Graph, element

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# JSON has no number for these; AWS writes them as strings.
_FLOAT: dict[str, Any] = {"anyOf": [{"type": "number"}, {"enum": ["NaN", "Infinity", "-Infinity"]}]}

_SCALARS: dict[str, dict[str, Any]] = {
    "boolean": {"type": "boolean"},
    "double": _FLOAT,
    "float": _FLOAT,
    "integer": {"type": "integer"},
    "long": {"type": "integer"},
    "string": {"type": "string"},
}

# No patterns: many of AWS's mean something else, or nothing, where they are not Java's.
_OF_NUMBERS = {"min": "minimum", "max": "maximum"}
_LIMITS: dict[str, dict[str, str]] = {
    "double": _OF_NUMBERS,
    "float": _OF_NUMBERS,
    "integer": _OF_NUMBERS,
    "list": {"min": "minItems", "max": "maxItems"},
    "long": _OF_NUMBERS,
    "map": {"min": "minProperties", "max": "maxProperties"},
    "string": {"min": "minLength", "max": "maxLength"},
}


def json_schemas(graph: Graph, docstrings: Docstrings, header: str) -> str:
    """Return the text of `schemas.json`: `$defs` with an entry for each shape."""
    reachable = graph.inputs | graph.outputs
    definitions = {
        name: _definition(docstrings, shape)
        for name, shape in graph.shapes.items()
        if name in reachable
    }
    schemas = {"$schema": _DIALECT, "$comment": header, "$defs": definitions}
    return json.dumps(schemas, indent=2) + "\n"


def _definition(docstrings: Docstrings, shape: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {}
    description = docstrings.plain(shape.get("documentation"))
    if description:
        schema["description"] = description
    if shape["type"] == "structure":
        schema["type"] = "object"
        schema["properties"] = {
            member: _reference(docstrings, reference)
            for member, reference in shape.get("members", {}).items()
        }
        if shape.get("required"):
            schema["required"] = shape["required"]
        schema["additionalProperties"] = False
    elif shape["type"] == "list":
        schema["type"] = "array"
        schema["items"] = _element(docstrings, shape)
    elif shape["type"] == "map":
        schema["type"] = "object"
        schema["propertyNames"] = _reference(docstrings, shape["key"])
        schema["additionalProperties"] = _element(docstrings, shape)
    else:
        schema |= _SCALARS[shape["type"]]
    schema |= {
        keyword: shape[trait]
        for trait, keyword in _LIMITS.get(shape["type"], {}).items()
        if trait in shape
    }
    if "enum" in shape:
        schema["enum"] = shape["enum"]
    return schema


def _element(docstrings: Docstrings, shape: dict[str, Any]) -> dict[str, Any]:
    schema = _reference(docstrings, element(shape))
    return {"anyOf": [schema, {"type": "null"}]} if shape.get("sparse") else schema


def _reference(docstrings: Docstrings, reference: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"$ref": f"#/$defs/{reference['shape']}"}
    description = docstrings.plain(reference.get("documentation"))
    if description:
        schema["description"] = description
    if "enum" in reference:
        schema["enum"] = reference["enum"]
    return schema
