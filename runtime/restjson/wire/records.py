"""What emitted code hands to the runtime: records of a service and of its operations."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Any

    from ..client import Client
    from ..errors import ClientError
    from ..result import Result
    from .endpoints import Endpoint
    from .pagination import Pagination

    Validate = Callable[[object], list[str]]
    Serialize = Callable[[dict[str, Any]], dict[str, Any]]
    Query = Callable[[dict[str, Any]], list[tuple[str, str]]]
    Headers = Callable[[dict[str, Any]], dict[str, str]]
    Parse = Callable[[dict[str, Any], None, list[str]], Result]

_NONE: Mapping[str, Any] = {}


class Operation:
    """An operation as data. What its input and output do not need is left out.

    Args:
        name: the model's name.
        method: the HTTP method.
        target: path and constant query.
        auth: how a request proves who sends it: "none", "sigv4" or, where the signature leaves
            out the body, "sigv4-unsigned-payload".
        validate: returns the problems of an input; without it, the operation takes nothing.
        serialize: turns the input into a JSON object; without it, there is no body.
        query: gives names and values for the query.
        headers: gives headers.
        parse: reads the output from a JSON object, None for the whole, and notes problems; without
            it, the operation returns nothing.
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
        auth: str = "sigv4",
        validate: Validate | None = None,
        serialize: Serialize | None = None,
        query: Query | None = None,
        headers: Headers | None = None,
        parse: Parse | None = None,
        secrets: Iterable[str] = (),
        single_use: Iterable[str] = (),
        idempotency_tokens: Iterable[str] = (),
    ) -> None:
        self.name = name
        self.method = method
        self.target = target
        self.auth = auth
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


class Service:
    """A service as data.

    Args:
        package: the import name of the emitted package.
        id: the service's name in the model, by which settings of its own are named.
        signing_name: the service's name in signatures.
        resolve: the emitted endpoint rules.
        built_ins: which settings of a client the rules take: AWS's name by parameter.
        regions: the names of the regions that the rules know, none if they ask for no partition.
        operations: the operations by the model's names.
        paginators: how operations answer in pages, by the names of the client's methods.
        errors: the classes of the modelled errors by their codes.
        oauth_errors: the classes that share a value of `error` (RFC 6749 section 5.2),
            where the model says which class has which.
    """

    __slots__ = (
        "built_ins",
        "errors",
        "id",
        "oauth_errors",
        "operations",
        "package",
        "paginators",
        "regions",
        "resolve",
        "signing_name",
    )

    def __init__(
        self,
        *,
        package: str,
        id: str,
        signing_name: str,
        resolve: Callable[..., Endpoint],
        built_ins: Mapping[str, str],
        operations: Mapping[str, Operation],
        paginators: Mapping[str, Pagination] = _NONE,
        errors: Mapping[str, type[ClientError]] = _NONE,
        oauth_errors: Mapping[str, tuple[type[ClientError], ...]] = _NONE,
        regions: Collection[str] = (),
    ) -> None:
        self.package = package
        self.id = id
        self.signing_name = signing_name
        self.resolve = resolve
        self.built_ins = built_ins
        self.regions = regions
        self.operations = operations
        self.paginators = paginators
        self.errors = errors
        self.oauth_errors = oauth_errors


def invoke(client: Client, operation: Operation, params: dict[str, Any]) -> Any:
    """Call `operation` with `params`: the one thing that an emitted function does.

    Args:
        client: the client that sends.
        operation: the record of the operation.
        params: the input members by the model's names; None counts as left out.

    Returns:
        The parsed answer, a `Result`.

    Raises:
        restjson.Error: the failures that `restjson.errors` lists.
    """
    from ..call.steps import call  # loads json and logging: not before the first call

    return call(client, operation, params)
