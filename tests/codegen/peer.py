"""botocore on small models: what it sends, what it reads, and what it refuses."""

from __future__ import annotations

from typing import Any

from botocore.awsrequest import HeadersDict, create_request_object, prepare_request_dict
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator

from tests.codegen.models import Json

Head = tuple[str, str, dict[str, str], bytes]


def sent_by_botocore(model: Json, operation: str, params: Json) -> Head:
    """Return method, URL, headers and body of the request that botocore makes."""
    serialized = create_serializer("rest-json").serialize_to_request(
        params, _operation(model, operation)
    )
    prepare_request_dict(serialized, endpoint_url="http://localhost/base")
    request = create_request_object(serialized).prepare()
    headers = {name: _text(value) for name, value in request.headers.items()}
    return request.method, request.url, headers, request.body or b""


def refused_by_botocore(model: Json, operation: str, params: Json) -> bool:
    """Tell whether botocore refuses an input."""
    report = ParamValidator().validate(params, _operation(model, operation).input_shape)
    return bool(report.has_errors())


def read_by_botocore(
    model: Json,
    operation: str,
    body: bytes,
    headers: dict[str, str] | None = None,
    status: int = 200,
) -> Json:
    """Return what botocore makes of a successful response, without its metadata."""
    response = {"status_code": status, "headers": HeadersDict(headers or {}), "body": body}
    shape = _operation(model, operation).output_shape
    result: Json = create_parser("rest-json").parse(response, shape)
    del result["ResponseMetadata"]
    return result


def error_read_by_botocore(
    model: Json, error: str, status: int, headers: dict[str, str], body: bytes
) -> Json:
    """Return the modelled members that botocore reads from an error."""
    response = {"status_code": status, "headers": HeadersDict(headers), "body": body}
    shape = ServiceModel(model, "example").shape_for(error)
    read: Json = create_parser("rest-json").parse(response, shape)
    return {name: item for name, item in read.items() if name in shape.members}


def _operation(model: Json, operation: str) -> OperationModel:
    return ServiceModel(model, "example").operation_model(operation)


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
