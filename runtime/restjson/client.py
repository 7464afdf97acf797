"""The client: settings, one transport, and the way to every operation."""

from __future__ import annotations

import sys
from _thread import allocate_lock

from . import __version__
from .endpoints import url_problem
from .errors import ConfigError, ParamValidationError
from .operation import invoke

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, ClassVar, TypeVar

    from .endpoints import Endpoint
    from .messages import Transport
    from .operation import Service

    # typing.Self comes with Python 3.11.
    Self = TypeVar("Self", bound="Client")

_PYTHON = ".".join(map(str, sys.version_info[:3]))


class Client:
    """The base of every emitted client, which documents the arguments.

    A client is cheap, thread-safe, a context manager, and can be pickled if its arguments
    can. It opens no file and no connection before the first call.
    """

    _service: ClassVar[Service]

    def __init__(
        self,
        region_name: str | None = None,
        *,
        endpoint_url: str | None = None,
        connect_timeout: float = 60,
        read_timeout: float = 60,
        max_pool_connections: int = 10,
        max_response_bytes: int = 8 * 1024 * 1024,
        user_agent_extra: str | None = None,
        transport: Transport | None = None,
    ) -> None:
        self._settings: dict[str, Any] = {
            "region_name": region_name,
            "endpoint_url": endpoint_url,
            "connect_timeout": connect_timeout,
            "read_timeout": read_timeout,
            "max_pool_connections": max_pool_connections,
            "max_response_bytes": max_response_bytes,
            "user_agent_extra": user_agent_extra,
            "transport": transport,
        }
        _check(self._settings)
        self._start()

    def _start(self) -> None:
        self._lock = allocate_lock()
        self._transport: Transport | None = self._settings["transport"]
        self._endpoint: Endpoint | None = None
        extra = self._settings["user_agent_extra"]
        self._user_agent = f"{self._service.package}/{__version__} python/{_PYTHON}" + (
            f" {extra}" if extra else ""
        )

    @property
    def region_name(self) -> str | None:
        """The region that the client was made for."""
        region: str | None = self._settings["region_name"]
        return region

    @property
    def endpoint_url(self) -> str:
        """The URL that requests go to.

        Raises:
            EndpointResolutionError: none follows from the settings.
        """
        return self._resolve_endpoint().url

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

    def close(self) -> None:
        """Close the idle connections. A later call opens new ones."""
        with self._lock:
            transport, self._transport = self._transport, self._settings["transport"]
        if transport is not None and hasattr(transport, "close"):
            transport.close()

    def _resolve_endpoint(self) -> Endpoint:
        endpoint = self._endpoint
        if endpoint is None:
            endpoint = self._endpoint = self._service.resolve(
                Region=self._settings["region_name"], Endpoint=self._settings["endpoint_url"]
            )
        return endpoint

    def _get_transport(self) -> Transport:
        transport = self._transport
        if transport is not None:
            return transport
        from .transport import PooledTransport  # loads urllib3: not before the first call

        with self._lock:
            if self._transport is None:
                self._transport = PooledTransport(
                    connect_timeout=self._settings["connect_timeout"],
                    read_timeout=self._settings["read_timeout"],
                    max_pool_connections=self._settings["max_pool_connections"],
                    max_response_bytes=self._settings["max_response_bytes"],
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
        return self._settings

    def __setstate__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._start()

    def __repr__(self) -> str:
        shown = {
            name: self._settings[name]
            for name in ("region_name", "endpoint_url")
            if self._settings[name] is not None
        }
        arguments = ", ".join(f"{name}={value!r}" for name, value in shown.items())
        return f"{self._service.package}.Client({arguments})"


def _check(settings: dict[str, Any]) -> None:
    """Refuse settings that no call could use, all at once."""
    region, extra = settings["region_name"], settings["user_agent_extra"]
    problems = []
    if region is not None and not isinstance(region, str):
        problems.append(f"region_name: expected str, got {type(region).__name__}")
    if settings["endpoint_url"] is not None and (wrong := url_problem(settings["endpoint_url"])):
        problems.append(f"endpoint_url: {wrong}")
    for name in ("connect_timeout", "read_timeout"):
        if not _is_positive(settings[name], (int, float)):
            problems.append(f"{name}: expected a positive number of seconds")
    for name in ("max_pool_connections", "max_response_bytes"):
        if not _is_positive(settings[name], (int,)):
            problems.append(f"{name}: expected a whole number of at least 1")
    if extra is not None and not (isinstance(extra, str) and _is_header_text(extra)):
        problems.append("user_agent_extra: expected printable ASCII text")
    if settings["transport"] is not None and not hasattr(settings["transport"], "send"):
        problems.append("transport: expected an object with a method send(request)")
    if problems:
        raise ConfigError("; ".join(problems))


def _is_positive(value: Any, types: tuple[type, ...]) -> bool:
    is_number = isinstance(value, types) and not isinstance(value, bool)
    return is_number and 0 < value < float("inf")


def _is_header_text(text: str) -> bool:
    return text.isascii() and text.isprintable()
