"""The errors of SSO OIDC: what each is called, its OAuth code and its HTTP status.

Names, statuses and ``error`` values are the service model's. Where a description was recorded
from the real service it is used as it is; the others are worded alike.
"""

from collections.abc import Mapping
from typing import ClassVar


class ServiceError(Exception):
    """An answer that says no. Clients go by the class name, wherever the service puts it.

    Args:
        description: What is wrong, for whoever develops the client. It goes over the wire and
            into logs, so it never holds the value of a request's member. Without one, the
            class's own.
        status: The HTTP status, where the protocol asks for another than the class has.
    """

    namespace: ClassVar[str] = ""
    status: int = 400
    description: str

    def __init__(self, description: str | None = None, *, status: int | None = None) -> None:
        self.description = description or self.description
        self.status = status or self.status
        super().__init__(self.description)

    @property
    def error_type(self) -> str:
        """The value of ``x-amzn-ErrorType``; clients cut it at the first colon (observed)."""
        return type(self).__name__ + self.namespace

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that an answer with this error has."""
        return {"x-amzn-ErrorType": self.error_type}

    @property
    def body(self) -> dict[str, str]:
        """The members of the answer, without the class, which is in the header alone."""
        return {"message": self.description}


class OAuthError(ServiceError):
    """An error of SSO OIDC, with the members of RFC 6749 section 5.2 (observed)."""

    namespace = ":http://internal.amazon.com/coral/com.amazonaws.sso.oidc/"
    error: ClassVar[str]

    @property
    def body(self) -> dict[str, str]:
        """The OAuth code and its description."""
        return {"error": self.error, "error_description": self.description}


class AccessDeniedException(OAuthError):
    """The user refused the authorization."""

    error = "access_denied"
    description = "Access denied"


class AuthorizationPendingException(OAuthError):
    """The user has not decided yet (description observed)."""

    error = "authorization_pending"
    description = "Authorization is still pending"


class ExpiredTokenException(OAuthError):
    """The device code has expired."""

    error = "expired_token"
    description = "Device code has expired"


class InternalServerException(OAuthError):
    """The emulator failed; the cause is in its log."""

    status = 500
    error = "server_error"
    description = "Internal server error"


class InvalidClientException(OAuthError):
    """The client is unknown, its secret is wrong, or its registration has expired.

    One description for all three, so that an answer does not tell which clients exist.
    """

    status = 401
    error = "invalid_client"
    description = "Invalid client provided"


class InvalidClientMetadataException(OAuthError):
    """A registration asks for something that no client can be."""

    error = "invalid_client_metadata"
    description = "Invalid client metadata provided"


class InvalidGrantException(OAuthError):
    """The code, token or assertion is unknown, used up, or another client's
    (description observed).
    """

    error = "invalid_grant"
    description = "Invalid grant provided"


class InvalidRedirectUriException(OAuthError):
    """A registration names a redirect URI that is none."""

    error = "invalid_redirect_uri"
    description = "Invalid redirect URI provided"


class InvalidRequestException(OAuthError):
    """The request is malformed (description observed)."""

    error = "invalid_request"
    description = "Invalid request"


class InvalidScopeException(OAuthError):
    """A scope is malformed, or does not go with the grant types."""

    error = "invalid_scope"
    description = "Invalid scope provided"


class SlowDownException(OAuthError):
    """The client polls faster than its interval (RFC 8628 section 3.5)."""

    error = "slow_down"
    description = "Polling too fast, wait longer between requests"


class UnauthorizedClientException(OAuthError):
    """The client is not registered for this grant."""

    error = "unauthorized_client"
    description = "Client is not registered for this grant type"


class UnsupportedGrantTypeException(OAuthError):
    """The grant type is none that is served."""

    error = "unsupported_grant_type"
    description = "Unsupported grant type"
