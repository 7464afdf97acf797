"""The emulator as a context manager: a running server, and the user who signs in."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any

from werkzeug.serving import select_address_family

from . import codes, device
from .app import create_app
from .connection import Server
from .credentials import EXAMPLE_CREDENTIALS, Credentials
from .directory import DEFAULT_DIRECTORY
from .seed import read_seed
from .sessions import DEFAULT_USER
from .store import Store

# How often the server looks whether it should stop, in seconds.
_STOP_CHECK = 0.02

# A wildcard is an address to listen on, not one to connect to.
_LOOPBACK = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class Emulator:
    """A local IAM Identity Center: the services SSO OIDC and SSO, at one address.

    It serves from ``with`` on, in threads of this process, until the block ends. What it remembers
    outlives the block, so a second ``with`` is a restart, on another port if ``port`` is 0.

    Args:
        auto_approve: Whether each device authorization is approved from the start, so that the
            first poll gets tokens.
        clock: Gives the time in seconds since the epoch; every lifetime and polling interval goes
            by it, the time of signatures, and the ``Date`` of answers.
        credentials: What CreateTokenWithIAM may be signed with, for any region. By default the
            pair of AWS's documentation, ``AKIAIOSFODNN7EXAMPLE``.
        host: The name or address to listen on.
        port: The TCP port to listen on; 0 is any that is free.
        seed: The accounts and roles that there are: the path of a JSON file, or what such a file
            holds (``help("ssoemulator.seed")`` describes it). By default three made-up accounts,
            of which 111122223333 is the first.

    Attributes:
        credentials: As they were given: what a client has to sign with.

    Raises:
        SchemasNotFoundError: The emitted schemas are not installed.
        SeedError: The seed cannot be read or used. All problems are listed.
        OSError: On entering, when the address cannot be listened on.
    """

    def __init__(
        self,
        *,
        auto_approve: bool = False,
        clock: Callable[[], float] = time.time,
        credentials: Credentials = EXAMPLE_CREDENTIALS,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    ) -> None:
        self._host = host
        self._port = port
        self.credentials = credentials
        directory = DEFAULT_DIRECTORY if seed is None else read_seed(seed)
        self._store = Store(clock, credentials, directory)
        self._app = create_app(self._store, auto_approve=auto_approve)
        self._running: tuple[Server, threading.Thread] | None = None

    def __enter__(self) -> Emulator:
        if self._running:
            raise RuntimeError("the emulator is running already")
        # Bound here and not by Werkzeug, which ends the process when it cannot.
        family = select_address_family(self._host, self._port)
        with socket.create_server((self._host, self._port), family=family) as listener:
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
            RuntimeError: The emulator is not running.
        """
        if not self._running:
            raise RuntimeError("the emulator is not running: enter it with `with`")
        host = _LOOPBACK.get(self._host, self._host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self._running[0].port}"

    def approve(self, user_code: str, *, user: str = DEFAULT_USER) -> None:
        """Sign in and allow what a device asks for, as a user does in the browser.

        Args:
            user_code: The code from StartDeviceAuthorization; letter case and hyphen do not count
                (RFC 8628 section 6.1).
            user: The name of the user who signs in.

        Raises:
            ValueError: The code is unknown, has expired, or was approved or denied before.
        """
        with self._store.lock:
            device.approve(self._store, user_code, user=user)

    def deny(self, user_code: str) -> None:
        """Refuse what a device asks for; its polls get AccessDeniedException from now on.

        Args:
            user_code: As for ``approve``.

        Raises:
            ValueError: As for ``approve``.
        """
        with self._store.lock:
            device.deny(self._store, user_code)

    def throttle(self, count: int) -> None:
        """Refuse the next calls of the access portal with TooManyRequestsException (status 429).

        Each request counts, those that a client sends again by itself too.

        Args:
            count: How many requests to refuse from now on, 0 or more. It replaces what is left of
                an earlier count, so 0 ends it.

        Raises:
            ValueError: The count is negative, or no whole number.
        """
        if not isinstance(count, int) or count < 0:
            raise ValueError("count: is not a whole number of 0 or more")
        with self._store.lock:
            self._store.throttled = count

    def issue_code(
        self,
        client_id: str,
        redirect_uri: str,
        *,
        code_challenge: str | None = None,
        scopes: Sequence[str] | None = None,
        user: str = DEFAULT_USER,
    ) -> str:
        """Sign in and allow what a client asks for, as a user does at the authorization endpoint.

        The code, which the browser would take to the redirect URI, is good once and for ten
        minutes: for CreateToken if the client registered, for CreateTokenWithIAM if it is an
        application.

        Args:
            client_id: A client registered for ``authorization_code``, or the ARN of an application
                (any that is well-formed).
            redirect_uri: A redirect URI that the client registered, on a loopback address with any
                port (RFC 8252 section 7.3). For an application any absolute URI.
            code_challenge: The PKCE challenge of the method S256 (RFC 7636 section 4.2): the
                SHA-256 digest of the code verifier as base64url without padding. A client that
                registered must have one.
            scopes: What the client asks for, of the scopes that it registered; by default all of
                them. An application may ask for any; by default ``openid``, ``aws`` and
                ``sts:identity_context``.
            user: The name of the user who signs in.

        Returns:
            The authorization code.

        Raises:
            ValueError: The authorization endpoint would refuse this. All problems are listed.
        """
        with self._store.lock:
            return codes.issue_code(
                self._store,
                client_id,
                redirect_uri,
                code_challenge=code_challenge,
                scopes=scopes,
                user=user,
            )
