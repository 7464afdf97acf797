"""The record of an operation."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from ..result import Result
    from ..uploads import Upload
    from .incoming import Incoming

    Validate = Callable[[object], list[str]]
    Serialize = Callable[[dict[str, Any]], Any]
    Raw = Callable[[dict[str, Any]], tuple[bytes | Upload, str]]
    Path = Callable[[dict[str, Any]], str]
    Host = Callable[[dict[str, Any]], str]
    Query = Callable[[dict[str, Any]], list[tuple[str, str]]]
    Headers = Callable[[dict[str, Any]], dict[str, str]]
    BodyHeaders = Callable[[bytes | Upload], dict[str, str]]
    Parse = Callable[[Incoming, list[str]], Result]


_NONE: Mapping[str, Any] = {}


class Operation:
    """An operation as data. What its input and output do not need is left out.

    Args:
        name: the model's name.
        function: the name of the client's method, which is the emitted function.
        method: the HTTP method.
        target: path and constant query; empty where `path` gives them.
        path: gives path and constant query, where members are part of the path.
        host: what stands before the endpoint's host, or gives it where members are part of it.
        context: what endpoint rules know of the operation, by their parameters.
        context_members: the input members that endpoint rules know, by their parameters.
        auth: how requests may prove who sends them, by the names of `restjson.auth.schemes`, the
            one that the service likes best first.
        validate: returns the problems of an input; without it, the operation takes nothing.
        serialize: gives what the body is as JSON, None for no body.
        raw: gives the body where it is not JSON, and its media type. Without one of the two, there
            is no body.
        query: gives names and values for the query.
        headers: gives headers.
        parse: reads the output from a response, and notes problems; without it, the operation
            returns nothing.
        streams: the output has the body of a response before it is read.
        compresses: the service takes compressed bodies.
        secrets: the input members that hold secrets.
        single_use: the input members that the service takes only once.
        idempotency_tokens: the input members that tell a repeated request from a new one; the
            client fills in those that are left out.
        defaults: what input members are that are left out.
        fixed_headers: headers of each request; those of members win.
        body_headers: gives headers that follow from the body.
        form: the query is sent as the body.
    """

    __slots__ = (
        "auth",
        "body_headers",
        "compresses",
        "context",
        "context_members",
        "defaults",
        "fixed_headers",
        "form",
        "function",
        "headers",
        "host",
        "idempotency_tokens",
        "method",
        "name",
        "parse",
        "path",
        "query",
        "raw",
        "secrets",
        "serialize",
        "single_use",
        "streams",
        "target",
        "validate",
    )

    def __init__(
        self,
        *,
        name: str,
        function: str,
        method: str,
        target: str = "",
        path: Path | None = None,
        host: str | Host = "",
        context: Mapping[str, Any] = _NONE,
        context_members: Mapping[str, str] = _NONE,
        auth: Iterable[str] = ("sigv4",),
        validate: Validate | None = None,
        serialize: Serialize | None = None,
        raw: Raw | None = None,
        query: Query | None = None,
        headers: Headers | None = None,
        parse: Parse | None = None,
        streams: bool = False,
        compresses: bool = False,
        secrets: Iterable[str] = (),
        single_use: Iterable[str] = (),
        idempotency_tokens: Iterable[str] = (),
        defaults: Mapping[str, str] = _NONE,
        fixed_headers: Mapping[str, str] = _NONE,
        body_headers: BodyHeaders | None = None,
        form: bool = False,
    ) -> None:
        self.name = name
        self.function = function
        self.method = method
        self.target = target
        self.path = path
        self.host = host
        self.context = context
        self.context_members = context_members
        self.auth = tuple(auth)
        self.validate = validate
        self.serialize = serialize
        self.raw = raw
        self.query = query
        self.headers = headers
        self.parse = parse
        self.streams = streams
        self.compresses = compresses
        self.secrets = tuple(secrets)
        self.single_use = tuple(single_use)
        self.idempotency_tokens = tuple(idempotency_tokens)
        self.defaults = defaults
        self.fixed_headers = fixed_headers
        self.body_headers = body_headers
        self.form = form

    def __repr__(self) -> str:
        return f"<Operation: {self.name}>"
