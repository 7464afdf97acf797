"""From JSON to the typed middle. Nothing after this knows what the files of a model look like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from codegen.load.model_files import Model
from codegen.model.errors import Error
from codegen.model.guide_reader import read_guide
from codegen.model.operations import Auth, Operation
from codegen.model.pagination import Pagination
from codegen.model.service import Example, Service, Sources
from codegen.model.shapes import Location, Member, Reference, Shape
from codegen.model.types import TYPES

_Json = Mapping[str, Any]

_PARTS = ("member", "key", "value")


def read_service(model: Model) -> Service:
    """Return the service that a validated model describes.

    What the model says may still contradict itself: names may lead nowhere.
    """
    metadata = model.service["metadata"]
    shapes = _shapes(model.service)
    return Service(
        id=metadata["serviceId"],
        full_name=" ".join(metadata["serviceFullName"].split()),
        api_version=metadata["apiVersion"],
        endpoint_prefix=metadata["endpointPrefix"],
        signature_version=metadata["signatureVersion"],
        signing_name=metadata.get("signingName", metadata["endpointPrefix"]),
        documentation=model.service.get("documentation", ""),
        shapes=shapes,
        operations={
            key: _operation(key, operation, shapes, _auth(operation, metadata))
            for key, operation in model.service["operations"].items()
        },
        errors={
            name: _error(shapes[name], shape)
            for name, shape in model.service["shapes"].items()
            if shapes[name].is_error
        },
        paginators={name: _pagination(each) for name, each in model.paginators.items()},
        examples={name: tuple(map(_example, each)) for name, each in model.examples.items()},
        guide=read_guide(model.guide),
        sources=Sources(
            origin=model.source,
            sha256=model.sha256,
            service=model.file,
            paginators=model.paginators_file,
            examples=model.examples_file,
            guide=model.guide_file,
        ),
        traits=frozenset(metadata),
    )


def _shapes(service: _Json) -> dict[str, Shape]:
    inputs = {each["input"]["shape"] for each in service["operations"].values() if "input" in each}
    maps = {name for name, shape in service["shapes"].items() if shape["type"] == "map"}
    shapes: dict[str, Shape] = {}

    def members(name: str, shape: _Json) -> Iterable[Member]:
        for member, trait in shape.get("members", {}).items():
            is_made = name in inputs and "idempotencyToken" in trait
            yield Member(
                name=member,
                wire_name=trait.get("locationName", member),
                location=_location(trait, trait["shape"] in maps, shape.get("payload") == member),
                required=member in shape.get("required", ()) and not is_made,
                idempotency_token="idempotencyToken" in trait,
                single_use="singleUse" in trait,
                traits=frozenset(trait),
                **_reference(trait, shapes),
            )

    for name, shape in service["shapes"].items():
        parts = {
            each: Reference(**_reference(shape[each], shapes)) for each in _PARTS if each in shape
        }
        shapes[name] = _shape(name, shape, members(name, shape), parts)
    return shapes


def _shape(
    name: str, shape: _Json, members: Iterable[Member], parts: Mapping[str, Reference]
) -> Shape:
    return Shape(
        name=name,
        type=TYPES[shape["type"]],
        documentation=shape.get("documentation", ""),
        members={member.name: member for member in members},
        parts=parts,
        required=tuple(shape.get("required", ())),
        payload=shape.get("payload", ""),
        enum=tuple(shape.get("enum", ())),
        least=shape.get("min"),
        most=shape.get("max"),
        pattern=shape.get("pattern"),
        sparse="sparse" in shape,
        sensitive="sensitive" in shape,
        is_error="exception" in shape,
        traits=frozenset(shape),
    )


def _reference(trait: _Json, shapes: Mapping[str, Shape]) -> dict[str, Any]:
    return {
        "target": trait["shape"],
        "shapes": shapes,
        "documentation": trait.get("documentation", ""),
        "enum": tuple(trait.get("enum", ())),
        "sensitive": "sensitive" in trait,
    }


def _location(trait: _Json, is_map: bool, is_payload: bool) -> Location:
    if "location" not in trait:
        return Location.PAYLOAD if is_payload else Location.BODY
    location = Location(trait["location"])
    return Location.QUERY_MAP if location is Location.QUERY and is_map else location


def _operation(key: str, operation: _Json, shapes: Mapping[str, Shape], auth: Auth) -> Operation:
    return Operation(
        key=key,
        name=operation["name"],
        method=operation["http"]["method"],
        target=operation["http"]["requestUri"],
        status=operation["http"].get("responseCode", 200),
        auth=auth,
        shapes=shapes,
        input_name=operation.get("input", {}).get("shape"),
        output_name=operation.get("output", {}).get("shape"),
        error_names=tuple(each["shape"] for each in operation.get("errors", ())),
        documentation=operation.get("documentation", ""),
        traits=frozenset(operation),
    )


def _auth(operation: _Json, metadata: _Json) -> Auth:
    if operation.get("authtype") == "none":
        return Auth.NONE
    if metadata["signatureVersion"] == "bearer":
        return Auth.BEARER
    if operation.get("authtype") == "v4-unsigned-body" or "unsignedPayload" in operation:
        return Auth.SIGV4_UNSIGNED_PAYLOAD
    return Auth.SIGV4


def _error(shape: Shape, raw: _Json) -> Error:
    traits = raw.get("error", {})
    retry_class = ""
    if "retryable" in raw:
        retry_class = "throttling" if raw["retryable"]["throttling"] else "transient"
    return Error(shape, traits.get("code", shape.name), traits.get("httpStatusCode"), retry_class)


def _pagination(described: _Json) -> Pagination:
    keys = described["result_key"]
    return Pagination(
        input_token=described["input_token"],
        output_token=described["output_token"],
        result_keys=(keys,) if isinstance(keys, str) else tuple(keys),
        limit_key=described.get("limit_key", ""),
        non_aggregate_keys=tuple(described.get("non_aggregate_keys", ())),
        is_single=isinstance(keys, str),
    )


def _example(example: _Json) -> Example:
    return Example(
        title=example.get("title", ""),
        description=example.get("description", ""),
        input=example.get("input"),
        output=example.get("output"),
    )
