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
from botocore.handlers import BUILTIN_HANDLERS
from botocore.hooks import EventAliaser, HierarchicalEmitter
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.utils import hyphenize_service_id
from botocore.validate import ParamValidator

from restjson import Response

Params = dict[str, Any]

ENDPOINT = "https://service.example.com/base"

_WITH_HABITS = {"apigateway", "cloudsearchdomain", "glacier"}

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
        self._habits = _habits()
        self._id = hyphenize_service_id(model.service_id)

    def problems(self, operation: OperationModel, params: Params) -> str:
        """Return what botocore has against an input, nothing if it takes it."""
        if operation.input_shape is None:
            return ""
        given = self._filled_in(operation, params)
        report: str = ParamValidator().validate(given, operation.input_shape).generate_report()
        return report

    def may_be_left_out(self, operation: OperationModel) -> Params:
        """Return the members that botocore fills in where the model requires them."""
        return self._filled_in(operation, {})

    def request(self, operation: OperationModel, params: Params) -> AWSPreparedRequest:
        """Return what botocore sends, unsigned."""
        tokens = dict.fromkeys(operation.idempotent_members, TOKEN)
        of_it = f"{self._id}.{operation.name}"
        given = self._filled_in(operation, {**tokens, **params})
        serialized = self._serializer.serialize_to_request(given, operation)
        self._habits.emit(f"before-call.{of_it}", params=serialized, model=self.model)
        prepare_request_dict(serialized, endpoint_url=ENDPOINT)
        request = create_request_object(serialized)
        self._habits.emit(f"request-created.{of_it}", request=request)
        return request.prepare()

    def _filled_in(self, operation: OperationModel, params: Params) -> Params:
        given = dict(params)
        event = f"before-parameter-build.{self._id}.{operation.name}"
        self._habits.emit(event, params=given, model=operation)
        return given

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


def _habits() -> EventAliaser:
    """Return what botocore's clients of single services do, of the rest-json ones with habits."""
    events = EventAliaser(HierarchicalEmitter())
    for event, handler, *_ in BUILTIN_HANDLERS:
        if not _WITH_HABITS.isdisjoint(event.split(".")):
            events.register(event, handler)
    return events


class _Raw(io.BytesIO):
    """A body, as urllib3 gives it to botocore."""

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self.read()
