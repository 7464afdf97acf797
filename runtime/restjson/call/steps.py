"""A call, step by step: validate, serialize, bind, address, send until a response counts."""

from __future__ import annotations

import json

from ..auth.schemes import choose_scheme
from ..endpoints.prefix import with_host_prefix
from ..errors import ParamValidationError
from ..messages import Request, host_header
from ..uploads import SourceFailure
from ..wire.problems import no_members
from ..wire.query import with_query
from .attempts import Attempts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..auth.protocol import Scheme
    from ..result import Result
    from ..uploads import Upload
    from ..wire.endpoints import Endpoint
    from ..wire.operation import Operation
    from .engine import Engine

_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode

_JSON = "application/json"


def call(
    engine: Engine,
    operation: Operation,
    params: dict[str, Any],
    stop_at: float | None = None,
) -> Result:
    """Call an operation: the one thing that an emitted function does.

    Args:
        engine: the client's.
        operation: the record of the operation.
        params: the input members by the model's names; None counts as left out.
        stop_at: when its time is up, by the monotonic clock, where this is one call of several
            that the client's deadline bounds together; None if it bounds this one alone.

    Raises:
        restjson.Error: the failures that `restjson.errors` lists.
    """
    params = with_tokens(operation, params, engine.token_factory)
    validate(operation, params)
    try:
        body, content_type = serialize(operation, params)
        target, bound = bind(operation, params)
    except ValueError:
        # JSON has no NaN, and Python writes no number of more than some thousand digits.
        problem = "input: a number is not finite, or has more digits than Python can write"
        raise ParamValidationError(operation.name, [problem]) from None
    endpoint = locate(engine, operation, params)
    request = address(operation, endpoint, engine.user_agent, target, bound, body, content_type)
    scheme = choose_scheme(engine, operation, endpoint)
    refuse_unsignable(operation, request, scheme)
    try:
        if operation.compresses or operation.needs_md5:
            request = prepare(engine, operation, request)
        return Attempts(engine, operation, params, request, scheme, stop_at).run()
    except SourceFailure as failure:
        error = failure.__cause__ or ParamValidationError(operation.name, [failure.what])
    raise error  # of what the caller gave: its own, as it is


def refuse_unsignable(operation: Operation, request: Request, scheme: Scheme) -> None:
    """Refuse a body that can be read only once, where a header takes it to be read before."""
    upload, is_hashed = request.upload, scheme.signs_body or operation.needs_md5
    if upload is not None and is_hashed and not upload.is_repeatable:
        what = "expected bytes or a file that can be sought: its hash is sent before it"
        problem = f"{upload.name}: {what}"
        raise ParamValidationError(operation.name, [problem])


def prepare(engine: Engine, operation: Operation, request: Request) -> Request:
    """Return a request whose body is compressed, or has its MD5, where the model asks for it."""
    from .bodies import compressed, with_md5  # few operations need it

    least = engine.settings.least_compressed
    if operation.compresses and least is not None:
        request = compressed(request, least)
    return with_md5(request) if operation.needs_md5 else request


def with_tokens(
    operation: Operation, params: dict[str, Any], new_token: Callable[[], str]
) -> dict[str, Any]:
    """Return the parameters with a token for each idempotency token that is left out.

    That is once a call: a request that is sent again carries the same, so that the service does
    what it asks for only once.
    """
    if not operation.idempotency_tokens or not isinstance(params, dict):
        return params
    missing = (name for name in operation.idempotency_tokens if params.get(name) is None)
    return {**params, **{name: new_token() for name in missing}}


def validate(operation: Operation, params: object) -> None:
    """Refuse parameters that do not fit the model, with every problem."""
    problems = (operation.validate or no_members)(params)
    if problems:
        raise ParamValidationError(operation.name, problems)


def serialize(operation: Operation, params: dict[str, Any]) -> tuple[bytes | Upload, str]:
    """Return the body of the request and its media type, both empty if there is none."""
    if operation.raw is not None:
        return operation.raw(params)
    value = None if operation.serialize is None else operation.serialize(params)
    return (b"", "") if value is None else (_encode(value).encode("ascii"), _JSON)


def bind(operation: Operation, params: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Return path and query with what members put there, and the headers that they set."""
    target = operation.path(params) if operation.path else operation.target
    if operation.query:
        target = with_query(target, operation.query(params))
    return target, operation.headers(params) if operation.headers else {}


def locate(engine: Engine, operation: Operation, params: dict[str, Any]) -> Endpoint:
    """Return where the request goes: by the endpoint rules, and by the operation's host prefix.

    Raises:
        ConfigError: the settings cannot be used.
        EndpointResolutionError: no endpoint follows from them.
    """
    endpoint = engine.endpoint_for(operation, params)
    if not operation.host or not engine.settings.inject_host_prefix:
        return endpoint
    host = operation.host
    return with_host_prefix(endpoint, host if isinstance(host, str) else host(params))


def address(
    operation: Operation,
    endpoint: Endpoint,
    user_agent: str,
    target: str,
    bound: dict[str, str],
    body: bytes | Upload,
    content_type: str,
) -> Request:
    """Return the request with its URL and headers; `bound` are those of members, which win."""
    url = _joined(endpoint.url.rstrip("/"), target)
    headers = {"Host": host_header(url), "User-Agent": user_agent}
    headers.update((name, ", ".join(values)) for name, values in endpoint.headers.items())
    if content_type and "content-type" not in map(str.lower, bound):
        headers["Content-Type"] = content_type
    headers.update(bound)
    return Request(operation.method, url, headers, body, stream=operation.streams)


def _joined(base: str, target: str) -> str:
    """Return the URL of a target; its root is the base path of the endpoint, if that has one."""
    is_root = target == "/" or target.startswith("/?")
    return base + (target[1:] if is_root and "/" in base.partition("://")[2] else target)
