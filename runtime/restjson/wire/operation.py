"""The record of an operation."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ..result import Result

    Validate = Callable[[object], list[str]]
    Serialize = Callable[[dict[str, Any]], dict[str, Any]]
    Query = Callable[[dict[str, Any]], list[tuple[str, str]]]
    Headers = Callable[[dict[str, Any]], dict[str, str]]
    Parse = Callable[[dict[str, Any], str, list[str]], Result]


class Operation:
    """An operation as data.

    Args:
        name: the model's name.
        method: the HTTP method.
        target: path and constant query.
        auth: how requests may prove who sends them, by the names of `restjson.auth.schemes`, the
            one that the service likes best first.
        validate: the function of the input shape that returns problems, None for an
            operation that takes nothing.
        serialize: the function that turns the input into a JSON object, None for an
            operation that sends no body.
        query: the function that gives names and values for the query, None where no member
            goes there.
        headers: the function that gives headers, None where no member goes there.
        parse: the function of the output shape, None for an operation that returns nothing.
        secrets: the input members that hold secrets.
        single_use: the input members that the service takes only once.
        idempotency_tokens: the input members that tell a repeated request from a new one; the
            client fills in those that are left out.
    """

    __slots__ = (
        "auth",
        "headers",
        "idempotency_tokens",
        "method",
        "name",
        "parse",
        "query",
        "secrets",
        "serialize",
        "single_use",
        "target",
        "validate",
    )

    def __init__(
        self,
        *,
        name: str,
        method: str,
        target: str,
        auth: Iterable[str],
        validate: Validate | None,
        serialize: Serialize | None,
        query: Query | None,
        headers: Headers | None,
        parse: Parse | None,
        secrets: Iterable[str],
        single_use: Iterable[str],
        idempotency_tokens: Iterable[str],
    ) -> None:
        self.name = name
        self.method = method
        self.target = target
        self.auth = tuple(auth)
        self.validate = validate
        self.serialize = serialize
        self.query = query
        self.headers = headers
        self.parse = parse
        self.secrets = tuple(secrets)
        self.single_use = tuple(single_use)
        self.idempotency_tokens = tuple(idempotency_tokens)

    def __repr__(self) -> str:
        return f"<Operation: {self.name}>"
