"""What of a model a client has to treat in a way of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_OF_OPERATIONS = (
    *("authtype", "endpoint", "httpChecksum", "requestcompression", "staticContextParams"),
    *("unsignedPayload",),
)
_OF_SHAPES = ("document", "eventstream", "requiresLength", "sparse", "streaming", "union")
_OF_MEMBERS = ("contextParam", "hostLabel", "idempotencyToken", "jsonvalue", "timestampFormat")


def traits_of(model: Json, folder: Path) -> frozenset[str]:
    """Return the traits of a model, in words.

    Args:
        model: the content of its service file.
        folder: has the files beside it.
    """
    found = {*_of_service(model["metadata"]), *_of_errors(model["shapes"])}
    for operation in model["operations"].values():
        found.update(_of_operation(model["shapes"], operation))
    for shape in model["shapes"].values():
        found.add(f"a {shape['type']}")
        found.update(f"{shape['type']} {trait}" for trait in _OF_SHAPES if shape.get(trait))
        for member in shape.get("members", {}).values():
            found.update(f"{trait} of a member" for trait in _OF_MEMBERS if trait in member)
    found.update(kind for kind in ("paginators", "waiters") if any(folder.glob(f"{kind}-*")))
    return frozenset(found)


def _of_service(metadata: Json) -> Iterator[str]:
    yield f"signature {metadata['signatureVersion']}"
    if "globalEndpoint" in metadata:
        yield "a global endpoint"
    yield from (f"auth {scheme}" for scheme in metadata.get("auth", ()))


def _of_errors(shapes: Json) -> Iterator[str]:
    for shape in shapes.values():
        if shape.get("exception"):
            yield from _places(shapes, shape, "error")
            yield from ("a retryable error" for _ in shape.get("retryable", ()))


def _of_operation(shapes: Json, operation: Json) -> Iterator[str]:
    target = operation["http"]["requestUri"]
    yield f"method {operation['http']['method']}"
    yield from (f"operation {trait}" for trait in _OF_OPERATIONS if trait in operation)
    if "+}" in target:
        yield "a greedy label"
    if "?" in target:
        yield f"a constant query {'with' if '=' in target else 'without'} a value"
    for side in ("input", "output"):
        if side in operation:
            yield from _places(shapes, shapes[operation[side]["shape"]], side)
        else:
            yield f"no {side}"


def _places(shapes: Json, shape: Json, side: str) -> Iterator[str]:
    """Yield where the members go, or come from, with what they are."""
    for name, member in shape.get("members", {}).items():
        kind = _kind(shapes, member["shape"])
        if "location" in member:
            form = member.get("timestampFormat", shapes[member["shape"]].get("timestampFormat"))
            as_json = " of JSON" if member.get("jsonvalue") else ""
            yield f"{side}: {member['location']} of {form or ''} {kind}{as_json}"
        if name == shape.get("payload"):
            yield f"{side}: payload of {kind}{' streaming' if member.get('streaming') else ''}"


def _kind(shapes: Json, name: str) -> str:
    shape = shapes[name]
    if shape["type"] == "list":
        return f"list of {_kind(shapes, shape['member']['shape'])}"
    if shape["type"] == "map":
        return f"map of {_kind(shapes, shape['value']['shape'])}"
    return " ".join([shape["type"], *(trait for trait in _OF_SHAPES if shape.get(trait))])
