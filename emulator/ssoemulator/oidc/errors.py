"""The errors of SSO OIDC: what each is called, its OAuth code and its HTTP status.

Names, statuses and ``error`` values are the service model's. Where a description was recorded
from the real service it is used as it is; the others are worded alike.
"""

from typing import Any, ClassVar

from ..service_error import ServiceError


class OAuthError(ServiceError):
    """An error of SSO OIDC, with the members of RFC 6749 section 5.2 (observed)."""

    namespace = ":http://internal.amazon.com/coral/com.amazonaws.sso.oidc/"
    error: ClassVar[str]

    @property
    def body(self) -> dict[str, Any]:
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

    One description for all three, so that a response does not tell which clients exist.
    """

    status = 401
    error = "invalid_client"
    description = "Invalid client provided"


class InvalidClientMetadataException(OAuthError):
    """A registration asks for something that no client can be."""

    error = "invalid_client_metadata"
    description = "Invalid client metadata provided"


class InvalidGrantException(OAuthError):
    """The code, token or assertion is unknown, used up, or another client's.

    The description was observed.
    """

    error = "invalid_grant"
    description = "Invalid grant provided"


class InvalidRedirectUriException(OAuthError):
    """A registration names a redirect URI that cannot be one."""

    error = "invalid_redirect_uri"
    description = "Invalid redirect URI provided"


class InvalidRequestException(OAuthError):
    """The request is malformed (description observed)."""

    error = "invalid_request"
    description = "Invalid request"


class InvalidRequestRegionException(OAuthError):
    """The request was sent to the service in another region than the client's.

    Args:
        region: where the client is.
    """

    error = "invalid_request"
    description = "Request was sent to the wrong region"

    def __init__(self, region: str = "us-east-1", *, status: int | None = None) -> None:
        super().__init__(status=status)
        self.region = region

    @property
    def body(self) -> dict[str, Any]:
        """As of any error, and where to send the request instead."""
        endpoint = f"https://oidc.{self.region}.amazonaws.com"
        return {**super().body, "endpoint": endpoint, "region": self.region}


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
    """The grant type is not served."""

    error = "unsupported_grant_type"
    description = "Unsupported grant type"
