"""A client of a service of one's own making whose operations are paginated."""

from typing import Any, ClassVar

import restjson
from restjson import Client, Result
from restjson.wire.incoming import Incoming
from restjson.wire.operation import Operation
from restjson.wire.pagination import Pagination
from restjson.wire.service import Service
from tests.paging import Book


def _parse(incoming: Incoming, problems: list[str]) -> Result:
    return _read(incoming.members())


def _read(value: dict[str, Any]) -> Result:
    """Read a response: what is called `secrets` holds them, on any level."""
    result = Result((), frozenset({"secrets"}))
    for name, item in value.items():
        if item is not None:
            result[name] = _read(item) if name == "deep" else item
    return result


LIST = Operation(
    name="ListThings",
    method="POST",
    target="/",
    function="list_things",
    auth=["none"],
    validate=lambda value: [],
    serialize=dict,
    query=None,
    headers=None,
    parse=_parse,
    secrets=[],
    single_use=[],
    idempotency_tokens=[],
)


def pagination(*result_keys: str, **changes: Any) -> Pagination:
    """Return how `LIST` is paginated."""
    whole: dict[str, Any] = {
        "operation": LIST,
        "input_key": "nextToken",
        "output_key": "nextToken",
        "limit_key": "maxResults",
        "limit_type": int,
        "result_keys": result_keys or ("things",),
        "non_aggregate_keys": [],
    }
    return Pagination(**(whole | changes))


def _resolve(*, Region: str | None) -> restjson.Endpoint:
    return restjson.Endpoint(f"https://{Region}.example.com")


class Lister(Client):
    _service: ClassVar[Service] = Service(
        package="lister",
        id="Lister",
        signing_name="list",
        resolve=_resolve,
        built_ins={"Region": "AWS::Region"},
        operations={"ListThings": LIST},
        paginators={
            "list_things": pagination(),
            "list_more": pagination("things", "others"),
            "list_sized_by_text": pagination(limit_type=str),
            "list_unsized": pagination(limit_key=None, limit_type=None),
            "list_map": pagination("map"),
            "list_secrets": pagination("secrets", "deep.secrets"),
            "list_signed": pagination(non_aggregate_keys=["secrets", "deep.secrets"]),
        },
        errors={},
        oauth_errors={},
    )


def lister(book: Book) -> Lister:
    """Return a client to which a book responds."""
    return Lister("here", transport=book, max_attempts=1)
