"""The emulator as a context manager: a running server, and what a test does to it."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Collection, Mapping
from types import TracebackType
from typing import Any

from werkzeug.serving import select_address_family

from .aws_config import write_config
from .control import Control
from .pending import Pending
from .seed import read_seed
from .state.credentials import EXAMPLE_CREDENTIALS, Credentials
from .state.directory import DEFAULT_DIRECTORY
from .state.store import Store
from .state.switches import Switches
from .web.app import create_app
from .web.server import Server

# How often the server looks whether it should stop, in seconds.
_STOP_CHECK = 0.02

# A wildcard is an address to listen on, not one to connect to.
_LOOPBACK = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class Emulator(Control):
    """A local IAM Identity Center: the services SSO OIDC and SSO and their pages, at one address.

    It serves from ``with`` on, in threads of this process, until the block ends. What it remembers
    outlives the block, so a second ``with`` is a restart, on another port if ``port`` is 0.

    Args:
        allowed_hosts: names under which clients may reach it, besides ``host``, ``localhost`` and
            any IP address. A request for another one is refused, because a page on the internet
            could have sent it.
        clock: gives the time in seconds since the epoch; every lifetime and polling interval goes
            by it, the time of signatures, and the ``Date`` of responses. ``advance`` moves on
            from it.
        credentials: what CreateTokenWithIAM may be signed with. By default the pair of AWS's
            documentation, ``AKIAIOSFODNN7EXAMPLE``.
        host: the name or address to listen on. Whoever can connect to it controls the emulator.
        on_pending: called with each device authorization (a ``Pending``) that waits for a
            decision, before the client gets its response. It may call ``approve`` or ``deny``.
        port: the TCP port to listen on; 0 is any that is free.
        public_url: where people reach the pages, if it is not where the clients reach the services.
        seed: the users, accounts and roles that there are: the path of a JSON file, or what such a
            file holds (``help("ssoemulator.seed")`` describes it). By default three made-up
            accounts, of which 111122223333 is the first.
        auto_approve, pending_after_denial, rotate_refresh_tokens, portal_rate_limit,
            session_ends_after, region: Habits of the service, see ``Switches``; ``switch`` changes
            them later.

    Attributes:
        credentials: as they were given: what a client has to sign with.

    Raises:
        SchemasNotFoundError: the emitted schemas are not installed.
        SeedError: the seed cannot be read or used. All problems are listed.
        ValueError: a value is not one that the switch can have.
        OSError: on entering, when the address cannot be listened on.
    """

    def __init__(
        self,
        *,
        allowed_hosts: Collection[str] = (),
        clock: Callable[[], float] = time.time,
        credentials: Credentials = EXAMPLE_CREDENTIALS,
        host: str = "127.0.0.1",
        on_pending: Callable[[Pending], object] | None = None,
        port: int = 0,
        public_url: str | None = None,
        seed: str | os.PathLike[str] | Mapping[str, Any] | None = None,
        auto_approve: bool | str = False,
        pending_after_denial: bool = False,
        rotate_refresh_tokens: bool = False,
        portal_rate_limit: int | None = None,
        session_ends_after: float | None = None,
        region: str | None = None,
    ) -> None:
        self._host = host
        self._port = port
        self.credentials = credentials
        directory = DEFAULT_DIRECTORY if seed is None else read_seed(seed)
        switches = Switches(
            auto_approve,
            pending_after_denial,
            rotate_refresh_tokens,
            portal_rate_limit,
            session_ends_after,
            region,
        )
        store = Store(clock, credentials, directory, switches)
        super().__init__(store, on_pending=on_pending)
        self._app = create_app(store, allowed_hosts=[host, *allowed_hosts], public_url=public_url)
        self._running: tuple[Server, threading.Thread] | None = None

    def __enter__(self) -> Emulator:
        if self._running:
            raise RuntimeError("the emulator is running already")
        # Bound here and not by Werkzeug, which ends the process when it cannot.
        family = select_address_family(self._host, self._port)
        with socket.create_server(
            (self._host, self._port), family=family, backlog=1024
        ) as listener:
            server = Server(self._app, listener, self._store.clock)
        thread = threading.Thread(
            target=server.serve_forever, args=(_STOP_CHECK,), name="ssoemulator", daemon=True
        )
        thread.start()
        self._running = server, thread
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._running:
            server, thread = self._running
            self._running = None
            server.stop()
            thread.join()

    @property
    def url(self) -> str:
        """The address to give to a client as its endpoint URL, without a slash at the end.

        Raises:
            RuntimeError: the emulator is not running.
        """
        if not self._running:
            raise RuntimeError("the emulator is not running: enter it with `with`")
        host = _LOOPBACK.get(self._host, self._host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self._running[0].port}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that point AWS's tools and this project's clients here.

        Raises:
            RuntimeError: the emulator is not running.
        """
        return {"AWS_ENDPOINT_URL_SSO": self.url, "AWS_ENDPOINT_URL_SSO_OIDC": self.url}

    def aws_config(self, path: str | os.PathLike[str]) -> None:
        """Write a config file that points AWS's tools here, for ``AWS_CONFIG_FILE``.

        It has a session named ``ssoemulator`` with its endpoints, a profile for each role in each
        account, named ``<role>-<account id>``, and the first of them as the default.

        Args:
            path: the file to write, or to replace.

        Raises:
            RuntimeError: the emulator is not running.
            OSError: the file cannot be written.
        """
        region = self.switches.region or "us-east-1"
        write_config(path, self.url, self._store.directory, region)
