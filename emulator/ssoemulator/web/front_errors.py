"""What AWS's front end responds before a service sees the request.

None of these is in a model, and their types stand without a service's namespace. Names and
statuses are those of AWS's list of common errors. Those about signatures have only ``message`` in
their body.
"""

from ..oidc.errors import OAuthError
from ..service_error import ServiceError


class UnknownOperationException(OAuthError):
    """No operation has this path and method."""

    namespace = ""
    status = 404
    error = "invalid_request"
    description = "No operation is served at this path"


class IncompleteSignatureException(ServiceError):
    """The Authorization header lacks something, or cannot be read."""

    status = 403
    description = "The request signature is incomplete"


class InvalidSignatureException(ServiceError):
    """The signature does not fit the request, or is not of this time."""

    status = 403
    description = (
        "The request signature we calculated does not match the signature you provided. "
        "Check your AWS Secret Access Key and signing method."
    )


class MissingAuthenticationTokenException(ServiceError):
    """The request is not signed (message observed)."""

    status = 403
    description = "Missing Authentication Token"


class UnrecognizedClientException(ServiceError):
    """The access key or the session token is unknown (message observed)."""

    status = 403
    description = "The security token included in the request is invalid."
