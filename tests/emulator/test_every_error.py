"""Every error that the models list, on the wire as the real services send it."""

from __future__ import annotations

import pytest

from ssoemulator import Emulator
from tests.emulator.clients import Response
from tests.emulator.errors_table import NATURAL, WELL_FORMED, modelled

# RFC 6749 section 5.2, and AWS's own. The statuses are those of the models.
OAUTH = {
    "AccessDeniedException": (400, "access_denied"),
    "AuthorizationPendingException": (400, "authorization_pending"),
    "ExpiredTokenException": (400, "expired_token"),
    "InternalServerException": (500, "server_error"),
    "InvalidClientException": (401, "invalid_client"),
    "InvalidClientMetadataException": (400, "invalid_client_metadata"),
    "InvalidGrantException": (400, "invalid_grant"),
    "InvalidRedirectUriException": (400, "invalid_redirect_uri"),
    "InvalidRequestException": (400, "invalid_request"),
    "InvalidRequestRegionException": (400, "invalid_request"),
    "InvalidScopeException": (400, "invalid_scope"),
    "SlowDownException": (400, "slow_down"),
    "UnauthorizedClientException": (400, "unauthorized_client"),
    "UnsupportedGrantTypeException": (400, "unsupported_grant_type"),
}
PORTAL = {
    "InvalidRequestException": 400,
    "ResourceNotFoundException": 404,
    "TooManyRequestsException": 429,
    "UnauthorizedException": 401,
}
OPERATIONS_OF_THE_PORTAL = {"GetRoleCredentials", "ListAccountRoles", "ListAccounts", "Logout"}


def assert_is(response: Response, operation: str, error: str) -> None:
    """The response is this error, with the body, headers and status of the real service."""
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["x-amzn-RequestId"]
    if operation in OPERATIONS_OF_THE_PORTAL:
        assert response.status == PORTAL[error]
        assert "x-amzn-ErrorType" not in response.headers
        assert response.json.keys() == {"message", "__type"}
        assert response.json["__type"] == f"com.amazonaws.switchboard.portal#{error}"
        return
    status, code = OAUTH[error]
    namespace = "http://internal.amazon.com/coral/com.amazonaws.sso.oidc/"
    assert response.headers["x-amzn-ErrorType"] == f"{error}:{namespace}"
    assert (response.status, response.json["error"]) == (status, code)
    more = {"endpoint", "region"} if error == "InvalidRequestRegionException" else set()
    assert response.json.keys() == {"error", "error_description"} | more


@pytest.mark.parametrize(("operation", "error"), NATURAL, ids="-".join)
def test_a_mistake_or_a_decision_gets_its_error(idc: Emulator, operation: str, error: str) -> None:
    response = NATURAL[operation, error](idc)
    assert_is(response, operation, error)
    seen = idc.requests[-1]
    assert (seen.operation, seen.error, seen.status) == (operation, error, response.status)


@pytest.mark.parametrize(("operation", "error"), modelled(), ids="-".join)
def test_every_modelled_error_can_be_planned(idc: Emulator, operation: str, error: str) -> None:
    idc.fail_next(code=error, operation=operation)
    assert_is(WELL_FORMED[operation](idc), operation, error)


def test_the_table_has_nothing_that_the_models_do_not_list() -> None:
    assert set(NATURAL) <= set(modelled())


def test_each_error_but_the_servers_own_fault_has_a_natural_cause() -> None:
    without = {error for _, error in modelled()} - {error for _, error in NATURAL}
    assert without == {"InternalServerException"}


def test_a_wrong_region_is_told_with_the_right_one(idc: Emulator) -> None:
    response = NATURAL["CreateTokenWithIAM", "InvalidRequestRegionException"](idc)
    assert response.json == {
        "error": "invalid_request",
        "error_description": "Request was sent to the wrong region",
        "endpoint": "https://oidc.eu-central-1.amazonaws.com",
        "region": "eu-central-1",
    }
