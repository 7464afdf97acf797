"""What a test does to an emulator: the person at the page, time, failures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from .oidc import codes, device
from .pending import Pending
from .state import endings
from .state.faults import OPERATIONS, Fault, Kind
from .state.journal import SeenRequest
from .state.store import Store
from .state.switches import Switches

_THROTTLED = Fault(code="TooManyRequestsException", operations=frozenset(OPERATIONS["sso"]))


class Control:
    """Decides, moves time and lets requests fail. Every method may be called from any thread.

    Args:
        store: the state to work on.
        on_pending: called with each device authorization that waits for a decision, in the thread
            that serves the client and before the client gets its response. It may decide it. If it
            raises, the client gets InternalServerException, and the log says where.
    """

    def __init__(
        self, store: Store, *, on_pending: Callable[[Pending], object] | None = None
    ) -> None:
        self._store = store
        if on_pending is not None:
            self.listen(lambda started: started.waits and on_pending(started))

    def listen(self, listener: Callable[[Pending], object]) -> None:
        """Call a function with each device authorization that is started from now on.

        Args:
            listener: as ``on_pending``, but also called where a sign-in is approved at once.
        """
        self._store.listeners.append(lambda started: listener(Pending.of(started)))

    def approve(self, user_code: str, *, user: str | None = None) -> None:
        """Sign in and allow what a device asks for, as a person does on the page.

        Args:
            user_code: the code from StartDeviceAuthorization; letter case and hyphen do not count
                (RFC 8628 section 6.1).
            user: the name of the user who signs in; by default the first of the seed, otherwise
                ``jane.doe``.

        Raises:
            ValueError: the code is unknown, has expired, or was approved or denied before; or the
                seed lists its users, and this is not one of them.
        """
        with self._store.lock:
            device.approve(self._store, user_code, user=user)

    def deny(self, user_code: str) -> None:
        """Refuse what a device asks for; its polls get AccessDeniedException from now on.

        Args:
            user_code: as for ``approve``.

        Raises:
            ValueError: the code is unknown, has expired, or was approved or denied before.
        """
        with self._store.lock:
            device.deny(self._store, user_code)

    @property
    def pending(self) -> tuple[Pending, ...]:
        """The device authorizations that wait for a decision, oldest first."""
        with self._store.lock:
            now = self._store.clock()
            return tuple(
                Pending.of(each) for each in self._store.authorizations if each.awaits_decision(now)
            )

    @property
    def requests(self) -> tuple[SeenRequest, ...]:
        """The latest thousand requests for operations, oldest first, with secrets masked."""
        with self._store.lock:
            return tuple(self._store.journal)

    @property
    def switches(self) -> Switches:
        """The habits that are switched on."""
        return self._store.switches

    def switch(self, **changes: Any) -> None:
        """Change habits of the service from now on, by the names that ``Switches`` has.

        Raises:
            TypeError: there is no such switch.
            ValueError: a value is not one that the switch can have. All problems are listed.
        """
        with self._store.lock:
            self._store.switches = replace(self._store.switches, **changes)

    @property
    def now(self) -> float:
        """The emulator's time, in seconds since the epoch."""
        return self._store.clock()

    def advance(self, seconds: float) -> None:
        """Move the emulator's clock on: what is due until then expires.

        Args:
            seconds: how far, 0 or more; all together at most a hundred years.

        Raises:
            ValueError: this is not such a number.
        """
        with self._store.lock:
            self._store.clock.advance(seconds)

    def fail_next(
        self,
        count: int = 1,
        *,
        kind: Kind = "error",
        status: int | None = None,
        code: str | None = None,
        operation: str | None = None,
    ) -> None:
        """Let the next requests for operations fail; those that a client repeats count too.

        Args:
            count: how many, 0 or more. It takes the place of what is left of an equal call before,
                so 0 ends that.
            kind: what goes wrong. ``error``: an error of the service. ``html``: a page as a proxy
                sends it. ``close``, ``reset``, ``hang``: nothing is done, and there is no
                response. ``lose``: all is done, and there is no response. ``truncate``: all is
                done, and the response ends early. ``not-json``: all is done, and the body is cut.
            status: the HTTP status, 400 to 599, of an ``error`` (by default that of its code, or
                500) or an ``html`` (502).
            code: the class of an ``error``, such as ``SlowDownException``. By default the one that
                goes with the status.
            operation: the operation that fails, such as ``CreateToken``; by default each.

        Raises:
            ValueError: something of this is not valid. All problems are listed.
        """
        operations = None if operation is None else frozenset({operation})
        fault = Fault(kind, status, code, operations)
        with self._store.lock:
            self._store.faults.plan(fault, count)

    def throttle(self, count: int) -> None:
        """Refuse the next calls of the access portal with TooManyRequestsException (status 429).

        Args:
            count: how many, 0 or more. It takes the place of what is left of an earlier call.

        Raises:
            ValueError: the count is negative, or not a whole number.
        """
        with self._store.lock:
            self._store.faults.plan(_THROTTLED, count)

    def revoke(self, user: str | None = None) -> None:
        """End sessions: access tokens and refresh tokens are refused from now on.

        Args:
            user: whose; None is everybody's.
        """
        with self._store.lock:
            endings.revoke(self._store, user)

    def expire(
        self,
        *,
        user_code: str | None = None,
        client_id: str | None = None,
        access_token: str | None = None,
        user: str | None = None,
    ) -> None:
        """Let something expire now, and leave the clock alone.

        Args:
            user_code: a device authorization.
            client_id: a registration.
            access_token: an access token; its refresh token stays good.
            user: all access tokens of this person; the refresh tokens stay good.

        Raises:
            ValueError: there is no such thing.
        """
        with self._store.lock:
            store = self._store
            found: list[Any] = []
            if user_code is not None:
                found.append(device.find(store, user_code))
            if client_id is not None:
                found.append(store.registrations.get(client_id))
            if access_token is not None:
                found.append(store.access_tokens.get(access_token))
            if user is not None:
                found.extend(endings.access_tokens_of(store, user))
            endings.expire(found, store.clock())

    def issue_code(
        self,
        client_id: str,
        redirect_uri: str,
        *,
        code_challenge: str | None = None,
        scopes: Sequence[str] | None = None,
        user: str | None = None,
    ) -> str:
        """Sign in and allow what a client asks for, as a person does at ``/authorize``.

        The code, which the browser would take to the redirect URI, is good once and for ten
        minutes: for CreateToken if the client registered, for CreateTokenWithIAM if it is an
        application.

        Args:
            client_id: a client registered for ``authorization_code``, or the ARN of an application
                (any that is well-formed).
            redirect_uri: a redirect URI that the client registered, on a loopback address with any
                port (RFC 8252 section 7.3). For an application any absolute URI.
            code_challenge: the PKCE challenge of the method S256 (RFC 7636 section 4.2): the
                SHA-256 digest of the code verifier as base64url without padding. A client that
                registered must have one.
            scopes: what the client asks for, of the scopes that it registered; by default all of
                them. An application may ask for any; by default ``openid``, ``aws`` and
                ``sts:identity_context``.
            user: as for ``approve``.

        Returns:
            The authorization code.

        Raises:
            ValueError: the authorization endpoint would refuse this. All problems are listed.
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
