"""The errors of the service: what each is called, its OAuth code and its HTTP status.

Names, statuses and ``error`` values are the service model's. Where a description was recorded
from the real service it is used as it is; the others are worded alike.
"""

from typing import ClassVar


class ServiceError(Exception):
    """An answer that says no. The class name is what goes into ``x-amzn-ErrorType``.

    Args:
        description: The ``error_description`` (RFC 6749 section 5.2). It goes over the wire and
            into logs, so it never holds the value of a request's member. Without one, the
            class's own.
        status: The HTTP status, where the protocol asks for another than the class has.
    """

    namespace: ClassVar[str] = ":http://internal.amazon.com/coral/com.amazonaws.sso.oidc/"
    status: int = 400
    error: ClassVar[str]
    description: str

    def __init__(self, description: str | None = None, *, status: int | None = None) -> None:
        self.description = description or self.description
        self.status = status or self.status
        super().__init__(self.description)

    @property
    def error_type(self) -> str:
        """The value of ``x-amzn-ErrorType``; clients cut it at the first colon (observed)."""
        return type(self).__name__ + self.namespace


class AccessDeniedException(ServiceError):
    """The user refused the authorization."""

    error = "access_denied"
    description = "Access denied"


class AuthorizationPendingException(ServiceError):
    """The user has not decided yet (description observed)."""

    error = "authorization_pending"
    description = "Authorization is still pending"


class ExpiredTokenException(ServiceError):
    """The device code has expired."""

    error = "expired_token"
    description = "Device code has expired"


class InternalServerException(ServiceError):
    """The emulator failed; the cause is in its log."""

    status = 500
    error = "server_error"
    description = "Internal server error"


class InvalidClientException(ServiceError):
    """The client is unknown, its secret is wrong, or its registration has expired.

    One description for all three, so that an answer does not tell which clients exist.
    """

    status = 401
    error = "invalid_client"
    description = "Invalid client provided"


class InvalidClientMetadataException(ServiceError):
    """A registration asks for something that no client can be."""

    error = "invalid_client_metadata"
    description = "Invalid client metadata provided"


class InvalidGrantException(ServiceError):
    """The code or the refresh token is unknown, used up, or another client's
    (description observed).
    """

    error = "invalid_grant"
    description = "Invalid grant provided"


class InvalidRequestException(ServiceError):
    """The request is malformed (description observed)."""

    error = "invalid_request"
    description = "Invalid request"


class InvalidScopeException(ServiceError):
    """A scope is malformed, or does not go with the grant types."""

    error = "invalid_scope"
    description = "Invalid scope provided"


class SlowDownException(ServiceError):
    """The client polls faster than its interval (RFC 8628 section 3.5)."""

    error = "slow_down"
    description = "Polling too fast, wait longer between requests"


class UnauthorizedClientException(ServiceError):
    """The client is not registered for this grant."""

    error = "unauthorized_client"
    description = "Client is not registered for this grant type"


class UnknownOperationException(ServiceError):
    """No operation has this path and method.

    AWS's front end answers this, not the service: the error is not in the model, and its type
    stands without the service's namespace.
    """

    namespace = ""
    status = 404
    error = "invalid_request"
    description = "No operation is served at this path"


class UnsupportedGrantTypeException(ServiceError):
    """The grant type is none that is served."""

    error = "unsupported_grant_type"
    description = "Unsupported grant type"
