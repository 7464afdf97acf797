"""Every error that the models of the eight operations list, and a real request that gets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ssoemulator import Emulator
from tests.emulator.applications import APPLICATION, APPLICATION_URI
from tests.emulator.clients import (
    AUTHORIZATION_CODE,
    DEVICE_CODE,
    JWT_BEARER,
    REFRESH_TOKEN,
    SCOPE,
    START_URL,
    Response,
    post,
    register,
    send,
    sign,
)
from tests.emulator.portal_clients import PRODUCTION, ask, sign_in

MODELS = Path(__file__).parents[2] / "model"

Send = Callable[[Emulator], Response]


def modelled() -> list[tuple[str, str]]:
    """Each operation with each of its errors, as the models have them."""
    found = []
    for service in ("sso-oidc", "sso"):
        model = json.loads((MODELS / service / "2019-06-10" / "service-2.json").read_text("utf-8"))
        found += [
            (name, error["shape"])
            for name, operation in model["operations"].items()
            for error in operation["errors"]
        ]
    return found


def _who(idc: Emulator, **registration: Any) -> dict[str, str]:
    registered = register(idc.url, **registration)
    return {name: registered[name] for name in ("clientId", "clientSecret")}


def _register(**members: Any) -> Send:
    defaults = {"clientName": "a", "clientType": "public"}
    return lambda idc: post(idc.url, "/client/register", {**defaults, **members})


def _start(registration: dict[str, Any] | None = None, **members: Any) -> Send:
    def send_it(idc: Emulator) -> Response:
        body = {**_who(idc, **registration or {}), "startUrl": START_URL, **members}
        return post(idc.url, "/device_authorization", body)

    return send_it


def _token(registration: dict[str, Any] | None = None, **members: Any) -> Send:
    def send_it(idc: Emulator) -> Response:
        body = {**_who(idc, **registration or {}), "grantType": DEVICE_CODE, **members}
        return post(idc.url, "/token", body)

    return send_it


def _poll(then: Callable[[Emulator, str], Any], times: int = 1) -> Send:
    """Start a device authorization, have something become of it, and poll."""

    def send_it(idc: Emulator) -> Response:
        who = _who(idc)
        started = post(idc.url, "/device_authorization", {**who, "startUrl": START_URL}).json
        then(idc, started["userCode"])
        grant = {"grantType": DEVICE_CODE, "deviceCode": started["deviceCode"]}
        return [post(idc.url, "/token", {**who, **grant}) for _ in range(times)][-1]

    return send_it


def _with_iam(region: str = "us-east-1", **members: Any) -> Send:
    def send_it(idc: Emulator) -> Response:
        path = "/token?aws_iam=t"
        members_ = {"clientId": APPLICATION, "grantType": JWT_BEARER, **members}
        body = json.dumps(members_).encode()
        headers = sign(idc.url + path, data=body, region=region)
        return send(idc.url, path, body, **headers)

    return send_it


def _portal(operation: str, token: str | None = None, **query: Any) -> Send:
    paths = {
        "ListAccounts": "/assignment/accounts",
        "ListAccountRoles": "/assignment/roles",
        "GetRoleCredentials": "/federation/credentials",
        "Logout": "/logout",
    }

    def send_it(idc: Emulator) -> Response:
        given = sign_in(idc)["accessToken"] if token is None else token
        method = "POST" if operation == "Logout" else "GET"
        return ask(idc.url, paths[operation], given or None, method, **query)

    return send_it


def _beyond_the_limit(operation: str, **query: Any) -> Send:
    def send_it(idc: Emulator) -> Response:
        idc.switch(portal_rate_limit=1)
        ask(idc.url, "/assignment/accounts", "any")
        return _portal(operation, "any", **query)(idc)

    return send_it


def _wrong_region(idc: Emulator) -> Response:
    idc.switch(region="eu-central-1")
    return _with_iam(assertion="e30.e30.e30")(idc)


def _scope_of_a_code(idc: Emulator) -> Response:
    code = idc.issue_code(APPLICATION, APPLICATION_URI)
    members = {"grantType": AUTHORIZATION_CODE, "code": code, "redirectUri": APPLICATION_URI}
    return _with_iam(**members, scope=["more"])(idc)


ROLE = {"account_id": PRODUCTION, "role_name": "ReadOnlyAccess"}
BOTH = [AUTHORIZATION_CODE, DEVICE_CODE]

# What a client does wrong, or a person decides. The pairs that are not here are errors that the
# model lists and that nobody has seen an operation give: a planned failure sends them.
NATURAL: dict[tuple[str, str], Send] = {
    ("RegisterClient", "InvalidRequestException"): _register(clientName=None),
    ("RegisterClient", "InvalidScopeException"): _register(scopes=["two words"]),
    ("RegisterClient", "InvalidClientMetadataException"): _register(clientType="confidential"),
    ("RegisterClient", "InvalidRedirectUriException"): _register(redirectUris=["/relative"]),
    ("RegisterClient", "UnsupportedGrantTypeException"): _register(grantTypes=["password"]),
    ("StartDeviceAuthorization", "InvalidRequestException"): _start(startUrl="none"),
    ("StartDeviceAuthorization", "InvalidClientException"): _start(clientSecret="wrong"),
    ("StartDeviceAuthorization", "UnauthorizedClientException"): _start(
        {"grantTypes": [AUTHORIZATION_CODE]}
    ),
    ("CreateToken", "InvalidRequestException"): _token(),
    ("CreateToken", "InvalidClientException"): _token(clientId="unknown", deviceCode="any"),
    ("CreateToken", "InvalidGrantException"): _token(deviceCode="unknown"),
    ("CreateToken", "UnauthorizedClientException"): _token(
        {"grantTypes": [AUTHORIZATION_CODE]}, deviceCode="any"
    ),
    ("CreateToken", "UnsupportedGrantTypeException"): _token(grantType="password"),
    ("CreateToken", "AuthorizationPendingException"): _poll(lambda idc, code: None),
    ("CreateToken", "SlowDownException"): _poll(lambda idc, code: None, times=2),
    ("CreateToken", "AccessDeniedException"): _poll(Emulator.deny),
    ("CreateToken", "ExpiredTokenException"): _poll(lambda idc, code: idc.expire(user_code=code)),
    ("CreateTokenWithIAM", "InvalidRequestException"): _with_iam(),
    ("CreateTokenWithIAM", "InvalidClientException"): _with_iam(clientId="no-arn"),
    ("CreateTokenWithIAM", "InvalidGrantException"): _with_iam(assertion="no JWT"),
    ("CreateTokenWithIAM", "UnsupportedGrantTypeException"): _with_iam(grantType="password"),
    ("CreateTokenWithIAM", "InvalidScopeException"): _scope_of_a_code,
    ("CreateTokenWithIAM", "InvalidRequestRegionException"): _wrong_region,
    ("ListAccounts", "InvalidRequestException"): _portal("ListAccounts", max_result=0),
    ("ListAccounts", "UnauthorizedException"): _portal("ListAccounts", "unknown"),
    ("ListAccounts", "TooManyRequestsException"): _beyond_the_limit("ListAccounts"),
    ("ListAccountRoles", "InvalidRequestException"): _portal("ListAccountRoles", account_id="1"),
    ("ListAccountRoles", "UnauthorizedException"): _portal("ListAccountRoles", "unknown", **ROLE),
    ("ListAccountRoles", "TooManyRequestsException"): _beyond_the_limit("ListAccountRoles"),
    ("ListAccountRoles", "ResourceNotFoundException"): _portal(
        "ListAccountRoles", account_id="999999999999"
    ),
    ("GetRoleCredentials", "InvalidRequestException"): _portal("GetRoleCredentials"),
    ("GetRoleCredentials", "UnauthorizedException"): _portal(
        "GetRoleCredentials", "unknown", **ROLE
    ),
    ("GetRoleCredentials", "TooManyRequestsException"): _beyond_the_limit(
        "GetRoleCredentials", **ROLE
    ),
    ("Logout", "InvalidRequestException"): _portal("Logout", ""),
    ("Logout", "UnauthorizedException"): _portal("Logout", "unknown"),
    ("Logout", "TooManyRequestsException"): _beyond_the_limit("Logout"),
}

# A well-formed request for each operation, for a planned failure to meet.
WELL_FORMED: dict[str, Send] = {
    "RegisterClient": _register(),
    "StartDeviceAuthorization": _start(),
    "CreateToken": _token(grantType=REFRESH_TOKEN, refreshToken="any"),
    "CreateTokenWithIAM": _with_iam(assertion="e30.e30.e30", scope=[SCOPE]),
    "ListAccounts": _portal("ListAccounts", "any"),
    "ListAccountRoles": _portal("ListAccountRoles", "any", account_id=PRODUCTION),
    "GetRoleCredentials": _portal("GetRoleCredentials", "any", **ROLE),
    "Logout": _portal("Logout", "any"),
}
