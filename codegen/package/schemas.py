"""JSON Schemas: one entry a shape, for whoever checks requests and responses elsewhere."""

from __future__ import annotations

import json
from typing import Any

from codegen.model.locations import Location
from codegen.model.service import Service
from codegen.model.shapes import Reference, Shape
from codegen.package.docstrings import Docstrings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas(service: Service, docstrings: Docstrings, header: str) -> str:
    """Return the text of `schemas.json`: `$defs` with an entry for each shape."""
    definitions = {
        name: _definition(docstrings, shape)
        for name, shape in service.shapes.items()
        if name in service.used
    }
    schemas = {"$schema": _DIALECT, "$comment": header, "$defs": definitions}
    return json.dumps(schemas, indent=2) + "\n"


def _definition(docstrings: Docstrings, shape: Shape) -> dict[str, Any]:
    schema = _described(docstrings, shape.documentation)
    if shape.is_structure:
        schema |= _structure(docstrings, shape)
    elif shape.is_list:
        schema |= {"type": "array", "items": _element(docstrings, shape)}
    elif shape.is_map:
        schema |= {
            "type": "object",
            "propertyNames": _reference(docstrings, shape.parts["key"]),
            "additionalProperties": _element(docstrings, shape),
        }
    elif shape.code:
        schema |= shape.code.schema
    # No patterns: many of AWS's mean something else, or nothing, where they are not Java's.
    limits = zip(shape.type.bounds, (shape.least, shape.most), strict=False)
    schema |= {keyword: limit for keyword, limit in limits if limit is not None}
    return schema | ({"enum": list(shape.enum)} if shape.enum else {})


def _structure(docstrings: Docstrings, shape: Shape) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            name: _reference(docstrings, member) for name, member in shape.members.items()
        },
    }
    if shape.required:
        schema["required"] = list(shape.required)
    if shape.is_union:
        schema |= {"minProperties": 1, "maxProperties": 1}
    return schema | {"additionalProperties": False}


def _element(docstrings: Docstrings, shape: Shape) -> dict[str, Any]:
    schema = _reference(docstrings, shape.element)
    return {"anyOf": [schema, {"type": "null"}]} if shape.sparse else schema


def _reference(docstrings: Docstrings, reference: Reference) -> dict[str, Any]:
    schema: dict[str, Any] = {"$ref": f"#/$defs/{reference.target}"}
    code = reference.code_at(Location.BODY)
    if code != reference.shape.code and code:
        schema = dict(code.schema)
    schema |= _described(docstrings, reference.documentation)
    return schema | ({"enum": list(reference.enum)} if reference.enum else {})


def _described(docstrings: Docstrings, html: str) -> dict[str, Any]:
    description = docstrings.plain(html)
    return {"description": description} if description else {}
