"""No authentication: what the request says is all that the service wants."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..errors import Error
    from ..messages import Request


class Unsigned:
    """Sends requests as they are."""

    signs_body = False
    secrets: tuple[str, ...] = ()

    def sign(self, request: Request, seconds: float | None = None) -> Request:
        """Return `request`."""
        return request

    def correct(self, failure: Error, date: str, came: float) -> bool:
        """Mend nothing."""
        return False
