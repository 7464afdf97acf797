"""How a planned failure comes about."""

from collections.abc import Mapping
from types import ModuleType

import flask
from werkzeug import Response

from ..oidc import errors as oidc_errors
from ..portal import errors as portal_errors
from ..service_error import ServiceError
from ..state.faults import OPERATIONS, Fault

# Under this key the server has a list, and finds in it what it is to do to the connection.
FAULTS = "ssoemulator.faults"

_BEFORE = frozenset({"close", "reset", "hang"})

_PAGE = "<html><head><title>{0} {1}</title></head><body><h1>{1}</h1></body></html>\n"

# Where the errors of a service are, and what they have in common.
_ERRORS: Mapping[str, tuple[ModuleType, type[ServiceError]]] = {
    "sso-oidc": (oidc_errors, oidc_errors.OAuthError),
    "sso": (portal_errors, portal_errors.PortalError),
}

# The class of an error of which the test says the status alone.
_BY_STATUS: Mapping[str, Mapping[int, str]] = {
    "sso-oidc": {
        401: "InvalidClientException",
        429: "TooManyRequestsException",
        500: "InternalServerException",
        503: "ServiceUnavailableException",
    },
    "sso": {
        401: "UnauthorizedException",
        403: "ForbiddenException",
        404: "ResourceNotFoundException",
        429: "TooManyRequestsException",
        500: "InternalServerException",
        503: "ServiceUnavailableException",
    },
}


def disturb(fault: Fault, operation: str) -> Response | None:
    """Let a request fail.

    Returns:
        The response in place of the operation's own; None if the operation is performed all the
        same, and what goes wrong is on its way back.

    Raises:
        ServiceError: the fault is one.
    """
    if fault.kind == "error":
        raise _error(fault, operation)
    if fault.kind == "html":
        response = Response(status=fault.status or 502, content_type="text/html")
        response.set_data(_PAGE.format(*response.status.split(" ", 1)))
        return response
    flask.g.fault = fault.kind
    flask.request.environ.get(FAULTS, []).append(fault.kind)
    flask.g.no_response = fault.kind in _BEFORE or fault.kind == "lose"
    return Response(status=503) if fault.kind in _BEFORE else None


def cut(response: Response) -> None:
    """Leave half of a body that is to be no JSON."""
    if flask.g.get("fault") == "not-json":
        body = response.get_data()
        response.set_data(body[: len(body) // 2])


def _error(fault: Fault, operation: str) -> ServiceError:
    service = next(name for name, names in OPERATIONS.items() if operation in names)
    code = fault.code or _BY_STATUS[service].get(fault.status or 500, "InvalidRequestException")
    module, base = _ERRORS[service]
    error_class = vars(module).get(code)
    if (
        not (isinstance(error_class, type) and issubclass(error_class, base))
        or code == base.__name__
    ):
        # What is in no model, such as a ThrottlingException of the front end, is made up.
        members = {"error": "server_error", "description": "Planned by a test"}
        error_class = type(code, (base,), members)
    error: ServiceError = error_class(status=fault.status)
    return error
