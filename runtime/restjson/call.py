"""A call, step by step: validate, serialize, resolve the endpoint, send, parse or raise."""

from __future__ import annotations

import json
import logging
from time import perf_counter

from .errors import ConfigError, Error, ParamValidationError
from .messages import Request
from .parse import metadata, parse_error, parse_result
from .problems import no_members
from .redaction import sent_secrets, without

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .client import Client
    from .messages import Response
    from .operation import Operation
    from .result import Result

_log = logging.getLogger("restjson")
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode

_FIRST_REFUSAL = 300


def call(client: Client, operation: Operation, params: dict[str, Any]) -> Result:
    """Run `operation` with `params` and return its result; see `restjson.operation.invoke`."""
    validate(operation, params)
    body = serialize(operation, params)
    refuse_unsigned(operation)
    request = address(client, operation, body)
    response = send(client, operation, params, request)
    if response.status < _FIRST_REFUSAL:
        return parse_result(operation, response)
    raise parse_error(client._service, operation, params, response)


def validate(operation: Operation, params: object) -> None:
    """Refuse parameters that do not fit the model, with every problem."""
    problems = (operation.validate or no_members)(params)
    if problems:
        raise ParamValidationError(operation.name, problems)


def serialize(operation: Operation, params: dict[str, Any]) -> bytes:
    """Return the body of the request: a JSON object, or nothing."""
    if operation.serialize is None:
        return b""
    return _encode(operation.serialize(params)).encode("ascii")


def refuse_unsigned(operation: Operation) -> None:
    """Refuse what would need a signature."""
    if operation.auth != "none":
        raise ConfigError(
            f"{operation.name}: this operation must be signed with AWS credentials "
            "(Signature Version 4), which this version cannot do yet"
        )


def address(client: Client, operation: Operation, body: bytes) -> Request:
    """Return the request with its URL and headers."""
    endpoint = client._resolve_endpoint()
    headers = {"User-Agent": client._user_agent, "Accept-Encoding": "identity"}
    if body:
        headers["Content-Type"] = "application/json"
    return Request(operation.method, endpoint.url + operation.target, headers, body)


def send(
    client: Client, operation: Operation, params: dict[str, Any], request: Request
) -> Response:
    """Send the request and log the attempt: one line, and nothing that could be a secret."""
    transport = client._get_transport()
    start = perf_counter()
    try:
        response = transport.send(request)
    except Error as error:
        _record(operation, request, type(error).__name__, "-", start)
        raise
    if _log.isEnabledFor(logging.DEBUG):
        # A server may send back what it got, in this header too.
        request_id = metadata(response).get("RequestId", "-")
        shown = without(request_id, sent_secrets(params, operation.secrets))
        _record(operation, request, response.status, shown, start)
    return response


def _record(
    operation: Operation,
    request: Request,
    outcome: int | str,
    request_id: str,
    start: float,
) -> None:
    milliseconds = (perf_counter() - start) * 1000
    host = request.url.split("/", 3)[2]
    _log.debug(
        "%s %s: %s, request id %r, %.1f ms", operation.name, host, outcome, request_id, milliseconds
    )
