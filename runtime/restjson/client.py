"""The client: settings, one transport, and the way to every operation."""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock

from . import __version__
from .arguments import check_arguments
from .errors import ParamValidationError
from .identifiers import uuid4
from .operation import invoke
from .retries import RetryQuota, SystemClock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike
    from ssl import SSLContext
    from types import TracebackType
    from typing import Any, ClassVar, TypeVar

    from .credential_keeper import CredentialKeeper
    from .credentials import Credentials, Keys
    from .endpoints import Endpoint
    from .messages import Transport
    from .operation import Service
    from .paginator import Paginator
    from .retries import Clock
    from .settings import Settings

    # typing.Self comes with Python 3.11.
    Self = TypeVar("Self", bound="Client")

_PYTHON = ".".join(map(str, sys.version_info[:3]))


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
        use_fips_endpoint: bool | None = None,
        use_dualstack_endpoint: bool | None = None,
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
        self._arguments: dict[str, Any] = {
            "region_name": region_name,
            "endpoint_url": endpoint_url,
            "profile_name": profile_name,
            "credentials": credentials,
            "use_fips_endpoint": use_fips_endpoint,
            "use_dualstack_endpoint": use_dualstack_endpoint,
            "connect_timeout": connect_timeout,
            "read_timeout": read_timeout,
            "deadline": deadline,
            "retry_mode": retry_mode,
            "max_attempts": max_attempts,
            "max_pool_connections": max_pool_connections,
            "max_response_bytes": max_response_bytes,
            "verify": verify,
            "proxies": proxies,
            "user_agent_extra": user_agent_extra,
            "transport": transport,
            "token_factory": token_factory,
            "clock": clock,
        }
        check_arguments(self._arguments)
        self._start()

    def _start(self) -> None:
        self._keeper: CredentialKeeper | None = None
        self._start_process()
        self._clock: Clock = self._arguments["clock"] or SystemClock()
        self._token_factory: Callable[[], str] = self._arguments["token_factory"] or uuid4
        self._clock_offset = 0.0  # seconds by which the service's clock is ahead
        self._settings: Settings | None = None
        self._endpoint: Endpoint | None = None
        extra = self._arguments["user_agent_extra"]
        self._user_agent = f"{self._service.package}/{__version__} python/{_PYTHON}" + (
            f" {extra}" if extra else ""
        )

    def _start_process(self) -> None:
        """Begin anew what processes cannot share: locks and connections."""
        self._lock = allocate_lock()
        self._transport: Transport | None = self._arguments["transport"]
        self._quota = RetryQuota()
        if self._keeper is not None:
            self._keeper.start_process()
        self._pid = os.getpid()

    def _notice_fork(self) -> None:
        # Threads of the parent that held a lock at the fork do not run here to release it. Its
        # connections are let go of: that closes this process's handles and nothing else.
        if self._pid != os.getpid():
            self._start_process()

    @property
    def region_name(self) -> str | None:
        """The region that requests go to, None if an endpoint is given in its place.

        Raises:
            ConfigError: the settings cannot be used.
        """
        return self._get_settings().region_name

    @property
    def endpoint_url(self) -> str:
        """The URL that requests go to.

        Raises:
            ConfigError: the settings cannot be used.
            EndpointResolutionError: no endpoint follows from the settings.
        """
        return self._resolve_endpoint().url.rstrip("/")

    def call(self, operation_name: str, params: dict[str, Any] | None = None) -> Any:
        """Call an operation by the model's name.

        Args:
            operation_name: such as ``"RegisterClient"``.
            params: the input members by the model's names; None counts as left out.

        Returns:
            The parsed answer, a `restjson.Result`.

        Raises:
            ParamValidationError: the operation is unknown, or members are missing, unknown
                or of the wrong type; every problem is listed.
            restjson.Error: the failures that every operation may meet.
        """
        operation = self._service.operations.get(operation_name)
        if operation is None:
            from .problems import suggestion

            near = suggestion(operation_name, self._service.operations)
            raise ParamValidationError(str(operation_name), [f"unknown operation{near}"])
        return invoke(self, operation, {} if params is None else params)

    def can_paginate(self, operation_name: str) -> bool:
        """Tell whether `get_paginator` takes this name.

        Args:
            operation_name: the name of a method of the client, such as ``"list_things"``.
        """
        return operation_name in self._service.paginators

    def get_paginator(self, operation_name: str) -> Paginator:
        """Return what goes over the pages of an operation, as boto3's clients have it.

        Args:
            operation_name: the name of a method of the client, such as ``"list_things"``.

        Raises:
            ParamValidationError: no operation of this name answers in pages.
        """
        pagination = self._service.paginators.get(operation_name)
        if pagination is None:
            from .problems import suggestion

            near = suggestion(operation_name, self._service.paginators)
            what = f"no operation of this name answers in pages{near}"
            raise ParamValidationError(str(operation_name), [what])
        from .paginator import Paginator  # loads json: not before somebody asks

        return Paginator(self, pagination)

    def close(self) -> None:
        """Close the idle connections. A later call opens new ones."""
        self._notice_fork()
        with self._lock:
            transport, self._transport = self._transport, self._arguments["transport"]
        if transport is not None and hasattr(transport, "close"):
            transport.close()

    def _get_settings(self) -> Settings:
        settings = self._settings
        if settings is None:
            from .settings import resolve_settings  # reads files: not before the first use

            settings = self._settings = resolve_settings(self._arguments, self._service.id)
        return settings

    def _resolve_endpoint(self) -> Endpoint:
        endpoint = self._endpoint
        if endpoint is None:
            settings = self._get_settings().for_rules()
            given = {
                parameter: settings[name]
                for parameter, name in self._service.built_ins.items()
                if name in settings
            }
            endpoint = self._endpoint = self._service.resolve(**given)
        return endpoint

    def _get_credentials(self) -> Credentials:
        """Return what to sign with at this moment."""
        self._notice_fork()
        keeper = self._keeper
        if keeper is None:
            from .credential_chain import choose_source
            from .credential_keeper import CredentialKeeper

            with self._lock:
                if self._keeper is None:
                    fetch = choose_source(self._arguments, self._get_settings)
                    self._keeper = CredentialKeeper(fetch, self._clock)
                keeper = self._keeper
        return keeper.get()

    def _get_transport(self) -> Transport:
        self._notice_fork()
        transport = self._transport
        if transport is not None:
            return transport
        from .transport import PooledTransport  # loads urllib3: not before the first call

        settings, arguments = self._get_settings(), self._arguments
        with self._lock:
            if self._transport is None:
                self._transport = PooledTransport(
                    connect_timeout=arguments["connect_timeout"],
                    read_timeout=arguments["read_timeout"],
                    max_pool_connections=arguments["max_pool_connections"],
                    max_response_bytes=arguments["max_response_bytes"],
                    verify=arguments["verify"],
                    ca_bundle=settings.ca_bundle,
                    proxies=arguments["proxies"],
                )
            return self._transport

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __getstate__(self) -> dict[str, Any]:
        return self._arguments

    def __setstate__(self, arguments: dict[str, Any]) -> None:
        self._arguments = arguments
        self._start()

    def __repr__(self) -> str:
        shown = {
            name: self._arguments[name]
            for name in ("region_name", "endpoint_url", "profile_name")
            if self._arguments[name] is not None
        }
        arguments = ", ".join(f"{name}={value!r}" for name, value in shown.items())
        return f"{self._service.package}.Client({arguments})"
