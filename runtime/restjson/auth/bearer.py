"""Bearer tokens as a scheme: whoever has the token is let in (RFC 6750 section 2.1)."""

from __future__ import annotations

from ..errors import ConfigError
from ..messages import host_header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..errors import Error
    from ..messages import Request
    from .protocol import Caller

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Bearer:
    """Puts a token into each attempt of a call.

    Args:
        caller: the client that sends; its token is asked for each attempt, since it may have been
            refreshed.
        operation_name: what is called, for messages.

    Attributes:
        secrets: the tokens that it has put into requests.
    """

    signs_body = False

    def __init__(self, caller: Caller, operation_name: str) -> None:
        self._caller = caller
        self._operation_name = operation_name
        self.secrets: set[str] = set()

    def sign(self, request: Request, seconds: float | None = None) -> Request:
        """Return `request` with the token of this moment.

        Args:
            request: what is to be sent.
            seconds: does not bound the function that returns the token.

        Raises:
            ConfigError: there is no token, or the connection would show it to others.
            Exception: whatever the function raised that returns the token.
        """
        if not _is_private(request.url):
            raise ConfigError(
                f"{self._operation_name}: a bearer token is sent over https:// alone, or to this "
                f"machine, and endpoint_url leads to http://{host_header(request.url)}"
            )
        token = self._caller.get_token()
        self.secrets.add(token)
        headers = {**request.headers, "Authorization": f"Bearer {token}"}
        return request.with_headers(headers)

    def correct(self, failure: Error, date: str, came: float) -> bool:
        """Mend nothing: a token that is refused stays refused."""
        return False


def _is_private(url: str) -> bool:
    if url.lower().startswith("https://"):
        return True
    host = host_header(url)
    return (host if host.endswith("]") else host.rpartition(":")[0] or host) in _LOOPBACK
