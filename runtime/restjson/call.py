"""A call, step by step: validate, serialize, resolve the endpoint, send until answered."""

from __future__ import annotations

import json

from .attempts import Attempts
from .errors import ConfigError, ParamValidationError
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
    validate(operation, params)
    body = serialize(operation, params)
    refuse_unsigned(operation)
    request = address(client, operation, body)
    return Attempts(client, operation, params, request).run()


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
    url = endpoint.url.rstrip("/") + operation.target
    headers = {
        "Host": _host(url),
        "User-Agent": client._user_agent,
        "Accept-Encoding": "identity",
    }
    headers.update((name, ", ".join(values)) for name, values in endpoint.headers.items())
    if body:
        headers["Content-Type"] = "application/json"
    return Request(operation.method, url, headers, body)


def _host(url: str) -> str:
    """Return host and port of a URL; the port that the scheme implies is left out."""
    scheme, _, rest = url.partition("://")
    host = rest.partition("/")[0].lower()
    return host.removesuffix({"http": ":80", "https": ":443"}[scheme.lower()])
