"""A call, step by step: validate, serialize, resolve the endpoint, send until answered."""

from __future__ import annotations

import json

from .attempts import Attempts
from .bindings import with_query
from .endpoints import host_header
from .errors import ParamValidationError
from .messages import Request
from .problems import no_members

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .client import Client
    from .operation import Operation
    from .result import Result

_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def call(client: Client, operation: Operation, params: dict[str, Any]) -> Result:
    """Run `operation` with `params` and return its result; see `restjson.operation.invoke`."""
    params = with_tokens(client, operation, params)
    validate(operation, params)
    body = serialize(operation, params)
    request = address(client, operation, params, body)
    return Attempts(client, operation, params, request).run()


def with_tokens(client: Client, operation: Operation, params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with a token for each idempotency token that is left out.

    That is once a call: a request that is sent again carries the same, so that the service does
    what it asks for only once.
    """
    if not operation.idempotency_tokens or not isinstance(params, dict):
        return params
    missing = (name for name in operation.idempotency_tokens if params.get(name) is None)
    return {**params, **{name: client._token_factory() for name in missing}}


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


def address(client: Client, operation: Operation, params: dict[str, Any], body: bytes) -> Request:
    """Return the request with its URL and headers; those that a member gives win."""
    endpoint = client._resolve_endpoint()
    parameters = operation.query(params) if operation.query else []
    url = endpoint.url.rstrip("/") + with_query(operation.target, parameters)
    headers = {"Host": host_header(url), "User-Agent": client._user_agent}
    headers.update((name, ", ".join(values)) for name, values in endpoint.headers.items())
    if body:
        headers["Content-Type"] = "application/json"
    headers.update(operation.headers(params) if operation.headers else {})
    return Request(operation.method, url, headers, body)
