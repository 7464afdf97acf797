"""The errors of the access portal, which names them in the body and in no header (observed)."""

from collections.abc import Mapping
from typing import Any

from ..service_error import ServiceError


class PortalError(ServiceError):
    """An error of the SSO service, with its class in ``__type`` after a namespace (observed)."""

    @property
    def headers(self) -> Mapping[str, str]:
        """None: no response was seen that had ``x-amzn-ErrorType``."""
        return {}

    @property
    def body(self) -> dict[str, Any]:
        """The message and the class."""
        return {
            "message": self.description,
            "__type": f"com.amazonaws.switchboard.portal#{type(self).__name__}",
        }


class ForbiddenException(PortalError):
    """The account or the role is not assigned to the person. In no model (all observed)."""

    status = 403
    description = "No access"


class InvalidRequestException(PortalError):
    """Something in the request is missing, malformed or out of range."""

    description = "Invalid request"


class ResourceNotFoundException(PortalError):
    """There is no such account."""

    status = 404
    description = "Account not found"


class TooManyRequestsException(PortalError):
    """The calls come too fast (message observed)."""

    status = 429
    description = "HTTP 429 Unknown Code"


class UnauthorizedException(PortalError):
    """The access token is unknown, has expired or was revoked (message observed).

    One message for all three, so that a response does not tell which tokens there are.
    """

    status = 401
    description = "Session token not found or invalid"
