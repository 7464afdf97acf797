"""What a scheme of authentication is to the calls, and what the calls are to a scheme."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Protocol

    from ..clock import Clock
    from ..config.settings import Settings
    from ..errors import Error
    from ..messages import Request
    from ..wire.service import Service
    from .credentials import Credentials

    class Scheme(Protocol):
        """How the requests of one call prove who sends them."""

        @property
        def signs_body(self) -> bool:
            """Whether the body is a part of the proof, so that it is read before it is sent."""

        @property
        def secrets(self) -> Collection[str]:
            """What the scheme has put into requests and nobody may see."""

        def sign(self, request: Request, seconds: float | None = None) -> Request:
            """Return a request with its proof, made for this attempt.

            Args:
                request: what is to be sent.
                seconds: how long to wait for another thread that fetches the credentials.

            Raises:
                ConfigError: there are no credentials.
                DeadlineError: it took longer.
                Exception: whatever the function raised that fetches them.
            """

        def correct(self, failure: Error, date: str, came: float) -> bool:
            """Tell whether to sign and send again, since the cause of a refusal is now mended.

            Args:
                failure: what the call met.
                date: the Date header of the last response.
                came: when that response came, in seconds since the epoch.
            """

    class Caller(Protocol):
        """What a scheme asks of the client that sends."""

        clock_offset: float

        @property
        def clock(self) -> Clock: ...

        @property
        def service(self) -> Service: ...

        @property
        def settings(self) -> Settings: ...

        @property
        def has_token(self) -> bool: ...

        def get_credentials(self, seconds: float | None = None) -> Credentials: ...

        def get_token(self) -> str: ...
