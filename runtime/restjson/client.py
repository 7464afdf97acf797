"""The client: its arguments, and the way to every operation."""

from __future__ import annotations

from .call.engine import Engine
from .config.arguments import Arguments, check_arguments, refuse_unknown
from .errors import ParamValidationError
from .signatures import as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from os import PathLike
    from ssl import SSLContext
    from types import TracebackType
    from typing import Any, ClassVar, TypeVar

    from .auth.credentials import Keys
    from .clock import Clock
    from .messages import Transport
    from .meta import ClientMeta
    from .paging.paginator import Paginator
    from .waiting.waiter import Waiter
    from .wire.operation import Operation
    from .wire.pagination import Pagination
    from .wire.service import Service

    T = TypeVar("T")

    # typing.Self comes with Python 3.11.
    Self = TypeVar("Self", bound="Client")


@as_written
class Client:
    """The base of every emitted client, which documents the arguments.

    A client is cheap, thread-safe, a context manager, and can be pickled if its arguments
    can. It opens no file and no connection before the first use. A forked process does not
    use its parent's connections.
    """

    _service: ClassVar[Service]

    def __init__(
        self,
        region_name: str | None = None,
        *,
        endpoint_url: str | None = None,
        profile_name: str | None = None,
        credentials: Keys | Callable[[], Keys] | None = None,
        token: str | Callable[[], str] | None = None,
        use_fips_endpoint: bool | None = None,
        use_dualstack_endpoint: bool | None = None,
        inject_host_prefix: bool | None = None,
        connect_timeout: float = 60,
        read_timeout: float = 60,
        deadline: float | None = None,
        retry_mode: str | None = None,
        max_attempts: int | None = None,
        max_pool_connections: int = 10,
        max_response_bytes: int = 8 * 1024 * 1024,
        verify: bool | str | PathLike[str] | SSLContext | None = None,
        proxies: Mapping[str, str] | None = None,
        user_agent_extra: str | None = None,
        transport: Transport | None = None,
        token_factory: Callable[[], str] | None = None,
        clock: Clock | None = None,
    ) -> None:
        arguments = Arguments(
            region_name=region_name,
            endpoint_url=endpoint_url,
            profile_name=profile_name,
            credentials=credentials,
            token=token,
            use_fips_endpoint=use_fips_endpoint,
            use_dualstack_endpoint=use_dualstack_endpoint,
            inject_host_prefix=inject_host_prefix,
            connect_timeout=connect_timeout,
            read_timeout=read_timeout,
            deadline=deadline,
            retry_mode=retry_mode,
            max_attempts=max_attempts,
            max_pool_connections=max_pool_connections,
            max_response_bytes=max_response_bytes,
            verify=verify,
            proxies=proxies,
            user_agent_extra=user_agent_extra,
            transport=transport,
            token_factory=token_factory,
            clock=clock,
        )
        service = self._service
        check_arguments(arguments, (service.id, service.package, service.signing_name))
        self._engine = Engine(service, arguments)

    if not TYPE_CHECKING:  # type checkers go by __init__

        def __new__(cls, *_, **named):
            if named and cls.__init__ is Client.__init__:
                refuse_unknown(named)
            return super().__new__(cls)

    @property
    def region_name(self) -> str | None:
        """The region that requests go to, None if an endpoint is given in its place.

        Raises:
            ConfigError: the settings cannot be used.
        """
        return self._engine.settings.region_name

    @property
    def endpoint_url(self) -> str:
        """The URL that requests go to.

        Raises:
            ConfigError: the settings cannot be used.
            EndpointResolutionError: no endpoint follows from the settings.
        """
        return self._engine.endpoint.url.rstrip("/")

    @property
    def transport(self) -> Transport:
        """What sends the client's requests, for one of your own that is to go the same way.

        TLS, proxies and bounds are the client's; nothing is retried, and no redirect is followed:
        ``client.transport.send(restjson.Request("HEAD", url, {"Host": host}, b"", timeout))``.

        Raises:
            ConfigError: the settings cannot be used.
        """
        return self._engine.get_transport()

    @property
    def meta(self) -> ClientMeta:
        """The names of the service, and where requests go, as boto3's clients have it."""
        from .meta import ClientMeta

        return ClientMeta(self._engine)

    def call(self, operation_name: str, params: dict[str, Any] | None = None) -> Any:
        """Call an operation by the model's name.

        Args:
            operation_name: such as ``"RegisterClient"``.
            params: the input members by the model's names; None counts as left out.

        Returns:
            The parsed response, a `restjson.Result`.

        Raises:
            ParamValidationError: the operation is unknown, or members are missing, unknown
                or of the wrong type; every problem is listed.
            restjson.Error: the failures that every operation may meet.
        """
        operation = _named(operation_name, self._service.operations, "unknown operation")
        return self._invoke(operation, {} if params is None else params)

    def can_paginate(self, operation_name: str) -> bool:
        """Tell whether `get_paginator` takes this name.

        Args:
            operation_name: the name of a method of the client, such as ``"list_things"``.
        """
        return operation_name in self._service.paginators

    def get_paginator(self, operation_name: str) -> Paginator[Any]:
        """Return what goes over the pages of an operation, as boto3's clients have it.

        Args:
            operation_name: the name of a method of the client, such as ``"list_things"``.

        Raises:
            ParamValidationError: no paginated operation has this name.
        """
        what = "no paginated operation has this name"
        pagination = _named(operation_name, self._service.paginators, what)
        from .paging.paginator import Paginator  # loads json: not before somebody asks

        return Paginator(self._engine, pagination)

    @property
    def waiter_names(self) -> list[str]:
        """The names that `get_waiter` takes."""
        return list(self._service.waiters)

    def get_waiter(self, waiter_name: str) -> Waiter:
        """Return what waits until something is there, as boto3's clients have it.

        Args:
            waiter_name: one of `waiter_names`, such as ``"thing_exists"``.

        Raises:
            ParamValidationError: there is no such waiter.
        """
        kind = _named(waiter_name, self._service.waiters, "no waiter has this name")
        waiter: Waiter = kind(self._engine)
        return waiter

    def close(self) -> None:
        """Close the idle connections. A later call opens new ones."""
        self._engine.close()

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        given = self._engine.arguments
        shown = {
            "region_name": given.region_name,
            "endpoint_url": given.endpoint_url,
            "profile_name": given.profile_name,
        }
        arguments = ", ".join(
            f"{name}={value!r}" for name, value in shown.items() if value is not None
        )
        return f"{self._service.package}.Client({arguments})"

    def __getstate__(self) -> dict[str, Any]:
        return self._engine.arguments.by_name()

    def __setstate__(self, arguments: dict[str, Any]) -> None:
        self._engine = Engine(self._service, Arguments(**arguments))

    # What emitted functions call. The names begin with an underscore, so that no operation has
    # them.

    def _invoke(self, operation: Operation, params: dict[str, Any]) -> Any:
        return _call(self._engine, operation, params)

    def _pages(self, pagination: Pagination, params: dict[str, Any]) -> Iterator[Any]:
        from .paging.pages import pages

        return pages(self._engine, pagination, params)

    def _items(self, pagination: Pagination, params: dict[str, Any]) -> Iterator[Any]:
        from .paging.pages import items

        return items(self._engine, pagination, params)


def _named(name: object, known: Mapping[Any, T], problem: str) -> T:
    """Return what has a name; refuse one that nothing has, and say which is the nearest."""
    found = known.get(name)
    if found is None:
        from .suggestions import suggestion

        raise ParamValidationError(str(name), [f"{problem}{suggestion(name, known)}"])
    return found


def _first_call(engine: Engine, operation: Operation, params: dict[str, Any]) -> Any:
    """Load what calls need, json and logging among it, and call."""
    global _call
    from .call.steps import call

    _call = call
    return call(engine, operation, params)


_call = _first_call
