"""From JSON to the typed middle. Nothing after this knows what the files of a model look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codegen.load.model_files import Model
from codegen.model.errors import Error
from codegen.model.guide_reader import read_guide
from codegen.model.habits import Habits, read_habits
from codegen.model.operations import Auth, Operation
from codegen.model.pagination import Pagination
from codegen.model.service import Example, Service, Sources
from codegen.model.shape_reader import read_shapes
from codegen.model.shapes import Shape
from codegen.model.waiter_reader import read_waiter

_Json = Mapping[str, Any]

# Schemes, as Smithy names them, and which one a version of signatures is.
_SCHEMES = {
    "aws.auth#sigv4": Auth.SIGV4,
    "aws.auth#sigv4a": Auth.SIGV4A,
    "smithy.api#httpBearerAuth": Auth.BEARER,
    "smithy.api#noAuth": Auth.NONE,
}
_BY_VERSION = {"bearer": "smithy.api#httpBearerAuth", "v4": "aws.auth#sigv4"}

_SIDES = ("input", "output")


def read_service(model: Model) -> Service:
    """Return the service that a validated model describes.

    What the model says may still contradict itself: names may lead nowhere.
    """
    metadata = model.service["metadata"]
    guide = read_guide(model.guide)
    habits = read_habits(model.habits)
    shapes = read_shapes(model.service, guide, habits)
    return Service(
        id=metadata["serviceId"],
        full_name=" ".join(metadata["serviceFullName"].split()),
        api_version=metadata["apiVersion"],
        endpoint_prefix=metadata["endpointPrefix"],
        global_endpoint=metadata.get("globalEndpoint", ""),
        signing_name=metadata.get("signingName", metadata["endpointPrefix"]),
        documentation=model.service.get("documentation", ""),
        shapes=shapes,
        operations={
            key: _operation(key, operation, shapes, _auth(operation, metadata), habits)
            for key, operation in model.service["operations"].items()
        },
        errors={
            name: _error(shapes[name], shape)
            for name, shape in model.service["shapes"].items()
            if shapes[name].is_error
        },
        paginators={name: _pagination(each) for name, each in model.paginators.items()},
        waiters={name: read_waiter(name, each) for name, each in model.waiters.items()},
        examples={name: tuple(map(_example, each)) for name, each in model.examples.items()},
        guide=guide,
        habits=habits,
        sources=Sources(
            origin=model.source,
            sha256=model.sha256,
            service=model.file,
            paginators=model.paginators_file,
            waiters=model.waiters_file,
            examples=model.examples_file,
            guide=model.guide_file,
            habits=model.habits_file,
        ),
    )


def _operation(
    key: str,
    operation: _Json,
    shapes: Mapping[str, Shape],
    auth: tuple[Auth, ...],
    habits: Habits,
) -> Operation:
    habits_of_it = habits.of(key)
    return Operation(
        key=key,
        name=operation["name"],
        method="POST" if habits_of_it.form else operation["http"]["method"],
        target=operation["http"]["requestUri"],
        status=operation["http"].get("responseCode", 200),
        context={
            name: each["value"] for name, each in operation.get("staticContextParams", {}).items()
        },
        compresses="gzip" in operation.get("requestcompression", {}).get("encodings", ()),
        host_prefix=operation.get("endpoint", {}).get("hostPrefix", ""),
        auth=auth,
        shapes=shapes,
        input_name=operation.get("input", {}).get("shape"),
        output_name=operation.get("output", {}).get("shape"),
        payloads={
            each["shape"]: each["payload"]
            for each in (operation[side] for side in _SIDES if side in operation)
            if "payload" in each
        },
        error_names=tuple(each["shape"] for each in operation.get("errors", ())),
        documentation=operation.get("documentation", ""),
        headers=habits.headers,
        habits=habits_of_it,
        traits=frozenset(operation),
    )


def _auth(operation: _Json, metadata: _Json) -> tuple[Auth, ...]:
    if operation.get("authtype") == "none":
        return (Auth.NONE,)
    by_version = [_BY_VERSION[metadata["signatureVersion"]]]
    names = operation.get("auth") or metadata.get("auth") or by_version
    schemes = tuple(_SCHEMES[name] for name in names)
    if operation.get("authtype") == "v4-unsigned-body" or "unsignedPayload" in operation:
        unsigned = {Auth.SIGV4: Auth.SIGV4_UNSIGNED_PAYLOAD}
        return tuple(unsigned.get(each, each) for each in schemes)
    return schemes


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
