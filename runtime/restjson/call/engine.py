"""What the calls of a client share: its arguments, and what is made of them when first needed."""

from __future__ import annotations

import os
import sys

from ..clock import SystemClock
from ..version import __version__
from .identifiers import uuid4
from .quota import RetryQuota

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from ..auth.credentials import Credentials
    from ..auth.keeper import CredentialKeeper
    from ..auth.tokens import TokenSource
    from ..clock import Clock
    from ..config.arguments import Arguments
    from ..config.settings import Settings
    from ..messages import Transport
    from ..wire.endpoints import Endpoint
    from ..wire.operation import Operation
    from ..wire.service import Service

    # What endpoint rules know of a call: the names of their parameters, each with its value.
    Context: TypeAlias = tuple[tuple[str, Any], ...]

_MOST_ENDPOINTS = 100

_PYTHON = ".".join(map(str, sys.version_info[:3]))


class Engine:
    """What the calls of a client share. Safe for threads; a fork renews it.

    There is no lock: two threads may make the same thing at the same time, and all use the one
    that is kept first.

    Args:
        service: the record of the service.
        arguments: the client's, checked.

    Attributes:
        clock_offset: the seconds by which the service's clock is ahead.
        quota: the tokens for retries.
    """

    def __init__(self, service: Service, arguments: Arguments) -> None:
        self.service = service
        self.arguments = arguments
        self.clock: Clock = arguments.clock or SystemClock()
        self.token_factory = arguments.token_factory or uuid4
        self.user_agent = _user_agent(service.package, arguments.user_agent_extra)
        self.clock_offset = 0.0
        self._settings: Settings | None = None
        self._endpoint: Endpoint | None = None
        self._endpoints: dict[Context, Endpoint] = {}
        self._transports: dict[str, Transport] = {}
        self._tokens: TokenSource | None = None
        self._keepers: dict[str, CredentialKeeper] = {}
        self._start_process()

    @property
    def settings(self) -> Settings:
        """The settings, read when they are first needed.

        Raises:
            ConfigError: they cannot be used.
        """
        settings = self._settings
        if settings is None:
            from ..config.settings import resolve_settings

            settings = resolve_settings(self.arguments, self.service.id)
            self._settings = settings
        return settings

    @property
    def endpoint(self) -> Endpoint:
        """Where requests go.

        Raises:
            ConfigError: the settings cannot be used.
            EndpointResolutionError: no endpoint follows from them.
        """
        endpoint = self._endpoint
        if endpoint is None:
            from ..endpoints.resolution import resolve

            endpoint = self._endpoint = resolve(self.service, self.settings)
        return endpoint

    def endpoint_for(self, operation: Operation, params: dict[str, Any]) -> Endpoint:
        """Return where the requests of a call go, by what endpoint rules know of it.

        Raises:
            ConfigError: the settings cannot be used.
            EndpointResolutionError: no endpoint follows from them.
        """
        if not operation.context and not operation.context_members:
            return self.endpoint
        given = {name: params.get(each) for name, each in operation.context_members.items()}
        known = {name: value for name, value in given.items() if value is not None}
        context = tuple(sorted({**known, **operation.context}.items()))
        endpoint = self._endpoints.get(context)
        if endpoint is None:
            from ..endpoints.resolution import resolve

            endpoint = resolve(self.service, self.settings, dict(context))
            # Inputs differ without end: what is kept does not grow with them.
            kept = self._endpoints if len(self._endpoints) < _MOST_ENDPOINTS else {}
            self._endpoints = {**kept, context: endpoint}
        return endpoint

    def get_credentials(self, seconds: float | None = None) -> Credentials:
        """Return what to sign with at this moment; see `CredentialKeeper.get`."""
        self._notice_fork()
        keeper = self._keepers.get("keeper")
        if keeper is None:
            keeper = self._keepers.setdefault("keeper", self._new_keeper())
        return keeper.get(seconds)

    @property
    def has_token(self) -> bool:
        """Whether there is a bearer token."""
        return self._token_source().is_there

    def get_token(self) -> str:
        """Return the bearer token of this moment; see `TokenSource.get`."""
        return self._token_source().get()

    def get_transport(self) -> Transport:
        """Return what sends requests: the client's argument, or a pool of connections."""
        self._notice_fork()
        if self.arguments.transport is not None:
            return self.arguments.transport
        transport = self._transports.get("transport")
        if transport is None:
            transport = self._transports.setdefault("transport", self._new_transport())
        return transport

    def stop_at(self) -> float | None:
        """Return when the time of a call that begins now is up, by the monotonic clock."""
        deadline = self.arguments.deadline
        return None if deadline is None else self.clock.monotonic() + deadline

    def close(self) -> None:
        """Close the idle connections. A later call opens new ones."""
        transport = self.arguments.transport
        if transport is None:
            transport = self._transports.pop("transport", None)
        if transport is not None and hasattr(transport, "close"):
            transport.close()

    def _notice_fork(self) -> None:
        if self._process != os.getpid():
            self._start_process()

    def _start_process(self) -> None:
        """Begin anew what has a lock: a thread of the parent may have held it at the fork."""
        self.quota = RetryQuota()
        for keeper in self._keepers.values():
            keeper.start_process()
        self._process = os.getpid()

    def _new_keeper(self) -> CredentialKeeper:
        from ..auth.chain import choose_source
        from ..auth.keeper import CredentialKeeper

        arguments = self.arguments
        fetch = choose_source(
            arguments.credentials, lambda: self.settings, arguments.profile_name is not None
        )
        return CredentialKeeper(fetch, self.clock)

    def _token_source(self) -> TokenSource:
        source = self._tokens
        if source is None:
            from ..auth.tokens import TokenSource

            given, keys = self.arguments.token, self.arguments.credentials
            source = TokenSource(given, self.service.signing_name, os.environ, keys is not None)
            self._tokens = source
        return source

    def _new_transport(self) -> Transport:
        from ..http.transport import PooledTransport  # loads urllib3: not before the first call

        arguments = self.arguments
        return PooledTransport(
            connect_timeout=arguments.connect_timeout,
            read_timeout=arguments.read_timeout,
            max_pool_connections=arguments.max_pool_connections,
            max_response_bytes=arguments.max_response_bytes,
            verify=arguments.verify,
            ca_bundle=self.settings.ca_bundle,
            proxies=arguments.proxies,
        )


def _user_agent(package: str, extra: str | None) -> str:
    return f"{package}/{__version__} python/{_PYTHON}" + (f" {extra}" if extra else "")
