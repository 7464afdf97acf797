"""The emulator as a context manager: a running server, and the user who signs in."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType

from werkzeug.serving import select_address_family

from . import device
from .app import create_app
from .connection import Server
from .store import Store

# How often the server looks whether it should stop, in seconds.
_STOP_CHECK = 0.02

# A wildcard is an address to listen on, not one to connect to.
_LOOPBACK = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class Emulator:
    """A local AWS SSO OIDC service.

    It serves from ``with`` on, in threads of this process, until the block ends. What it remembers
    outlives the block, so a second ``with`` is a restart, on another port if ``port`` is 0.

    Args:
        auto_approve: Whether each device authorization is approved from the start, so that the
            first poll gets tokens.
        clock: Gives the time in seconds since the epoch; every lifetime and polling interval goes
            by it.
        host: The name or address to listen on.
        port: The TCP port to listen on; 0 is any that is free.

    Raises:
        SchemasNotFoundError: The emitted schemas are not installed.
        OSError: On entering, when the address cannot be listened on.
    """

    def __init__(
        self,
        *,
        auto_approve: bool = False,
        clock: Callable[[], float] = time.time,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self._host = host
        self._port = port
        self._store = Store(clock)
        self._app = create_app(self._store, auto_approve=auto_approve)
        self._running: tuple[Server, threading.Thread] | None = None

    def __enter__(self) -> Emulator:
        if self._running:
            raise RuntimeError("the emulator is running already")
        # Bound here and not by Werkzeug, which ends the process when it cannot.
        family = select_address_family(self._host, self._port)
        with socket.create_server((self._host, self._port), family=family) as listener:
            server = Server(self._app, listener)
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
            RuntimeError: The emulator is not running.
        """
        if not self._running:
            raise RuntimeError("the emulator is not running: enter it with `with`")
        host = _LOOPBACK.get(self._host, self._host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self._running[0].port}"

    def approve(self, user_code: str) -> None:
        """Sign in and allow what a device asks for, as a user does in the browser.

        Args:
            user_code: The code from StartDeviceAuthorization; letter case and hyphen do not count
                (RFC 8628 section 6.1).

        Raises:
            ValueError: The code is unknown, has expired, or was approved or denied before.
        """
        with self._store.lock:
            device.approve(self._store, user_code)

    def deny(self, user_code: str) -> None:
        """Refuse what a device asks for; its polls get AccessDeniedException from now on.

        Args:
            user_code: As for ``approve``.

        Raises:
            ValueError: As for ``approve``.
        """
        with self._store.lock:
            device.deny(self._store, user_code)
