"""What a client goes by: its arguments, and what is made of them when it is first needed."""

from __future__ import annotations

import os
import sys

from .. import __version__
from ..endpoints.regions import warn_if_unlike
from ..errors import EndpointResolutionError
from .identifiers import uuid4
from .retries import RetryQuota, SystemClock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, ClassVar

    from ..auth.credentials import Credentials
    from ..auth.keeper import CredentialKeeper
    from ..config.settings import Settings
    from ..messages import Transport
    from ..wire.endpoints import Endpoint
    from ..wire.records import Service
    from .retries import Clock

_NO_REGION = (
    "set region_name, AWS_REGION, AWS_DEFAULT_REGION or region in the profile, or endpoint_url"
)

_PYTHON = ".".join(map(str, sys.version_info[:3]))


class ClientState:
    """The part of a client that nobody calls: safe for threads, renewed by fork and pickle."""

    _service: ClassVar[Service]
    _arguments: dict[str, Any]

    def _start(self) -> None:
        # The transport and the keeper of credentials. No lock: two threads may make one each at
        # the same time, and the first to be put here is everybody's.
        self._made: dict[str, Any] = {}
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
        """Begin anew what has a lock: a thread of the parent may have held it at the fork."""
        self._quota = RetryQuota()
        if "keeper" in self._made:
            self._made["keeper"].start_process()
        self._pid = os.getpid()

    def _notice_fork(self) -> None:
        if self._pid != os.getpid():
            self._start_process()

    def _get_settings(self) -> Settings:
        settings = self._settings
        if settings is None:
            from ..config.settings import resolve_settings  # reads files: not before the first use

            settings = self._settings = resolve_settings(self._arguments, self._service.id)
        return settings

    def _resolve_endpoint(self) -> Endpoint:
        endpoint = self._endpoint
        if endpoint is None:
            self._doubt_region()
            settings = self._get_settings().for_rules()
            given = {
                parameter: settings[name]
                for parameter, name in self._service.built_ins.items()
                if name in settings
            }
            endpoint = self._endpoint = self._resolved(given)
        return endpoint

    def _doubt_region(self) -> None:
        settings = self._get_settings()
        if settings.region_name is not None and settings.endpoint_url is None:
            warn_if_unlike(settings.region_name, self._service.regions)

    def _resolved(self, given: dict[str, Any]) -> Endpoint:
        """Return what the rules give; their own words for a missing region tell no remedy."""
        try:
            return self._service.resolve(**given)
        except EndpointResolutionError as error:
            settings = self._get_settings()
            if settings.region_name or settings.endpoint_url:
                raise
            unreachable = "".join(f"; {each}" for each in settings.sources.unreachable)
            raise EndpointResolutionError(f"{error}: {_NO_REGION}{unreachable}") from None

    def _get_credentials(self, seconds: float | None = None) -> Credentials:
        """Return what to sign with at this moment; see `CredentialKeeper.get`."""
        self._notice_fork()
        keeper: CredentialKeeper | None = self._made.get("keeper")
        if keeper is None:
            from ..auth.chain import choose_source
            from ..auth.keeper import CredentialKeeper

            fetch = choose_source(self._arguments, self._get_settings)
            keeper = self._made.setdefault("keeper", CredentialKeeper(fetch, self._clock))
        return keeper.get(seconds)

    def _get_transport(self) -> Transport:
        self._notice_fork()
        transport: Transport | None = self._arguments["transport"]
        if transport is None:
            transport = self._made.get("transport")
        if transport is None:
            transport = self._made.setdefault("transport", self._new_transport())
        return transport

    def _new_transport(self) -> Transport:
        from ..http.transport import PooledTransport  # loads urllib3: not before the first call

        arguments = self._arguments
        return PooledTransport(
            connect_timeout=arguments["connect_timeout"],
            read_timeout=arguments["read_timeout"],
            max_pool_connections=arguments["max_pool_connections"],
            max_response_bytes=arguments["max_response_bytes"],
            verify=arguments["verify"],
            ca_bundle=self._get_settings().ca_bundle,
            proxies=arguments["proxies"],
        )

    def __getstate__(self) -> dict[str, Any]:
        return self._arguments

    def __setstate__(self, arguments: dict[str, Any]) -> None:
        self._arguments = arguments
        self._start()
