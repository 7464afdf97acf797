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
    if operation.defaults:
        params = with_defaults(operation, params)
    validate(operation, params)
    try:
        request, scheme = prepare(engine, operation, params)
        return Attempts(engine, operation, params, request, scheme, stop_at).run()
    except SourceFailure as failure:
        error = failure.__cause__ or ParamValidationError(operation.name, [failure.what])
    raise error  # that of the caller's own file or iterable, as it is


def prepare(engine: Engine, operation: Operation, params: dict[str, Any]) -> tuple[Request, Scheme]:
    """Return the request for valid parameters, and how it proves who sends it."""
    try:
        body, content_type = serialize(operation, params)
        target, bound = bind(operation, params)
    except ValueError:
        # JSON has no NaN, and Python writes no number of more than some thousand digits.
        problem = "input: a number is not finite, or has more digits than Python can write"
        raise ParamValidationError(operation.name, [problem]) from None
    if operation.compresses:
        body, bound = compress(engine, body, bound)
    if operation.fixed_headers or operation.body_headers:
        bound = with_fixed_headers(operation, bound, body)
    if operation.form:
        target, body, content_type = as_form(target)
    endpoint = locate(engine, operation, params)
    request = address(operation, endpoint, engine.user_agent, target, bound, body, content_type)
    scheme = choose_scheme(engine, operation, endpoint)
    refuse_unsignable(operation, request, scheme)
    return request, scheme


def refuse_unsignable(operation: Operation, request: Request, scheme: Scheme) -> None:
    """Refuse a body that can be read only once, where its signature takes it to be read before."""
    upload = request.upload
    if upload is not None and scheme.signs_body and not upload.is_repeatable:
        problem = f"{upload.name}: expected bytes or a file that can be sought: its hash is signed"
        raise ParamValidationError(operation.name, [problem])


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


def with_defaults(operation: Operation, params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with what the service takes for those that are left out."""
    if not isinstance(params, dict):
        return params
    given = {name: value for name, value in params.items() if value is not None}
    return {**params, **operation.defaults, **given}


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


def compress(
    engine: Engine, body: bytes | Upload, bound: dict[str, str]
) -> tuple[bytes | Upload, dict[str, str]]:
    """Return body and headers, compressed if the settings want it; a stream stays as it is."""
    least = engine.settings.least_compressed
    if least is None or not isinstance(body, bytes) or len(body) < least:
        return body, bound
    from .compression import compressed, with_coding  # few operations may be compressed

    return compressed(body), with_coding(bound)


def with_fixed_headers(
    operation: Operation, bound: dict[str, str], body: bytes | Upload
) -> dict[str, str]:
    """Return the headers with those of each request, and with those that follow from the body."""
    of_body = operation.body_headers(body) if operation.body_headers else {}
    given = set(map(str.lower, bound))
    more = {**operation.fixed_headers, **of_body}
    return {**{name: more[name] for name in more if name.lower() not in given}, **bound}


def as_form(target: str) -> tuple[str, bytes, str]:
    """Return the path, and the query as a body with its media type."""
    path, _, query = target.partition("?")
    return path, query.encode("ascii"), "application/x-www-form-urlencoded"


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
