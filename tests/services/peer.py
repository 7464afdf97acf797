"""botocore's serializer and parser, on a model of AWS."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from botocore.awsrequest import (
    AWSPreparedRequest,
    AWSResponse,
    create_request_object,
    prepare_request_dict,
)
from botocore.endpoint import convert_to_response_dict
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator

from restjson import Response

Params = dict[str, Any]

ENDPOINT = "https://service.example.com/base"

# What stands for each idempotency token that is left out.
TOKEN = "9b9f6f0e-5b0c-4d6c-8a53-6f0c61f2d1a5"


class Peer:
    """What botocore sends for a service, and reads.

    Args:
        model: of the service.
    """

    def __init__(self, model: ServiceModel) -> None:
        self.model = model
        self._serializer = create_serializer("rest-json", include_validation=False)
        self._parser = create_parser("rest-json")

    def problems(self, operation: OperationModel, params: Params) -> str:
        """Return what botocore has against an input, nothing if it takes it."""
        if operation.input_shape is None:
            return ""
        report: str = ParamValidator().validate(params, operation.input_shape).generate_report()
        return report

    def request(self, operation: OperationModel, params: Params) -> AWSPreparedRequest:
        """Return what botocore sends, unsigned."""
        tokens = dict.fromkeys(operation.idempotent_members, TOKEN)
        serialized = self._serializer.serialize_to_request({**tokens, **params}, operation)
        prepare_request_dict(serialized, endpoint_url=ENDPOINT)
        return create_request_object(serialized).prepare()

    def parsed(self, operation: OperationModel, response: Response) -> dict[str, Any]:
        """Return what botocore makes of a response, as its clients do."""
        made = AWSResponse(ENDPOINT, response.status, response.headers, _Raw(response.body))
        read = convert_to_response_dict(made, operation)
        parsed: dict[str, Any] = self._parser.parse(read, operation.output_shape)
        if response.status >= 300:
            shape = self.model.shape_for_error_code(parsed.get("Error", {}).get("Code"))
            if shape is not None:
                parsed.update(self._parser.parse(read, shape))
        return parsed


class _Raw(io.BytesIO):
    """A body, as urllib3 gives it to botocore."""

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self.read()
