"""The record of a service."""

from __future__ import annotations

from .later import LaterAttribute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import Any

    from ..errors import ClientError
    from .endpoints import Endpoint
    from .operation import Operation
    from .pagination import Pagination

_NONE: Mapping[str, Any] = {}


class Service:
    """A service as data. What stands in other modules may be given as what is loaded later.

    Args:
        package: the import name of the emitted package.
        id: the service's name in the model, by which settings of its own are named.
        signing_name: the service's name in signatures.
        resolve: the emitted endpoint rules.
        built_ins: which settings of a client the rules take: AWS's name by parameter.
        regions: the names of the regions that the rules know, none if they ask for no partition.
        operations: the operations by the model's names.
        paginators: how operations are paginated, by the names of the client's methods.
        waiters: the classes of what can be waited for, by the names that boto3 has.
        errors: the classes of the modelled errors by their codes.
        oauth_errors: the classes that share a value of `error` (RFC 6749 section 5.2),
            where the model says which class has which.
    """

    def __init__(
        self,
        *,
        package: str,
        id: str,
        signing_name: str,
        resolve: Callable[..., Endpoint],
        built_ins: Mapping[str, str],
        operations: Mapping[str, Operation],
        regions: Collection[str] = (),
        paginators: Mapping[str, Pagination] = _NONE,
        waiters: Mapping[str, type[Any]] = _NONE,
        errors: Mapping[str, type[ClientError]] = _NONE,
        oauth_errors: Mapping[str, tuple[type[ClientError], ...]] = _NONE,
    ) -> None:
        self.package = package
        self.id = id
        self.signing_name = signing_name
        self.resolve = resolve
        self.built_ins = built_ins
        self.regions = regions
        self.operations = operations
        self.paginators = paginators
        self.waiters = waiters
        self.errors = errors
        self.oauth_errors = oauth_errors
        fields = vars(self)
        late = {name: each for name, each in fields.items() if type(each) is LaterAttribute}
        for name in late:
            del fields[name]
        self._late = late

    def __getattr__(self, name: str) -> Any:
        late = vars(self).get("_late", _NONE)
        if name not in late:
            raise AttributeError(f"a service has no attribute {name!r}")
        value = vars(self)[name] = late[name].load()
        return value
