"""A call, step by step: validate, serialize, bind, resolve the endpoint, send until answered."""

from __future__ import annotations

import json

from ..errors import ParamValidationError
from ..messages import Request
from ..wire.bindings import with_query
from ..wire.endpoints import host_header
from ..wire.problems import no_members
from .attempts import Attempts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..client import Client
    from ..result import Result
    from ..wire.records import Operation

_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def call(client: Client, operation: Operation, params: dict[str, Any]) -> Result:
    """Run `operation` with `params` and return its result; see `restjson.operation.invoke`."""
    params = with_tokens(client, operation, params)
    validate(operation, params)
    try:
        body = serialize(operation, params)
        query, bound = bind(operation, params)
    except ValueError:
        # JSON has no NaN, and Python writes no number of more than some thousand digits.
        problem = "input: a number has too many digits to be sent, or is none"
        raise ParamValidationError(operation.name, [problem]) from None
    request = address(client, operation, query, bound, body)
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


def bind(
    operation: Operation, params: dict[str, Any]
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return what members put into the query, and into headers."""
    query = operation.query(params) if operation.query else []
    return query, operation.headers(params) if operation.headers else {}


def address(
    client: Client,
    operation: Operation,
    query: list[tuple[str, str]],
    bound: dict[str, str],
    body: bytes,
) -> Request:
    """Return the request with its URL and headers; `bound` are those of members, which win."""
    endpoint = client._resolve_endpoint()
    url = endpoint.url.rstrip("/") + with_query(operation.target, query)
    headers = {"Host": host_header(url), "User-Agent": client._user_agent}
    headers.update((name, ", ".join(values)) for name, values in endpoint.headers.items())
    if body:
        headers["Content-Type"] = "application/json"
    headers.update(bound)
    return Request(operation.method, url, headers, body)
