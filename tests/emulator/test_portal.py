"""The access portal as botocore and the emitted client see it, and its responses on the wire."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

import ssoportal
from ssoemulator import Emulator
from tests.clock import FakeClock
from tests.emulator.applications import Application, Browser, assertion
from tests.emulator.clients import JWT_BEARER, Device, connect, request
from tests.emulator.clock import Clock
from tests.emulator.portal_clients import (
    BEARER_TOKEN,
    NAMELESS,
    PRODUCTION,
    ROLES,
    STAGING,
    ask,
    botocore_portal_client,
    error_code,
    sign_in,
)

HOUR = 60 * 60

SEED = {
    "accounts": [
        {
            "accountId": PRODUCTION,
            "roles": [
                {"roleName": "Admin", "users": ["root"]},
                {"roleName": "Auditor", "sessionDuration": 12 * HOUR, "users": ["root", "eve"]},
            ],
        },
        {"accountId": STAGING, "roles": [{"roleName": "Admin", "users": ["root"]}]},
        {"accountId": NAMELESS},
    ]
}


@pytest.fixture
def portal(idc: Emulator) -> Iterator[Any]:
    client = botocore_portal_client(idc.url)
    yield client
    client.close()


@pytest.fixture
def token(idc: Emulator) -> str:
    access_token: str = sign_in(idc)["accessToken"]
    return access_token


def test_the_built_in_accounts_are_listed_in_order(portal: Any, token: str) -> None:
    result = portal.list_accounts(accessToken=token)
    assert result["accountList"] == [
        {
            "accountId": PRODUCTION,
            "accountName": "Example Production",
            "emailAddress": "production@example.com",
        },
        {
            "accountId": STAGING,
            "accountName": "Example Staging",
            "emailAddress": "staging@example.com",
        },
        {"accountId": NAMELESS},
    ]
    assert "nextToken" not in result


def test_the_roles_of_an_account_are_listed_in_order(portal: Any, token: str) -> None:
    result = portal.list_account_roles(accessToken=token, accountId=PRODUCTION)
    assert result["roleList"] == [{"roleName": role, "accountId": PRODUCTION} for role in ROLES]
    assert "nextToken" not in result


def test_credentials_have_the_shapes_of_temporary_ones_and_end_in_an_hour(
    portal: Any, token: str, clock: Clock
) -> None:
    clock.advance(0.5)
    result = portal.get_role_credentials(accessToken=token, accountId=STAGING, roleName=ROLES[0])
    credentials = result["roleCredentials"]
    assert re.fullmatch(r"ASIA[A-Z2-7]{16}", credentials["accessKeyId"])
    assert re.fullmatch(r"[A-Za-z0-9+/]{40}", credentials["secretAccessKey"])
    assert re.fullmatch(r"IQoJ[A-Za-z0-9+/]{800}", credentials["sessionToken"])
    assert credentials["expiration"] == (int(clock.now) + HOUR) * 1000


def test_each_call_gives_credentials_of_its_own(portal: Any, token: str) -> None:
    results = [
        portal.get_role_credentials(accessToken=token, accountId=NAMELESS, roleName=ROLES[1])
        for _ in range(2)
    ]
    first, second = (result["roleCredentials"] for result in results)
    for secret in ("accessKeyId", "secretAccessKey", "sessionToken"):
        assert first[secret] != second[secret]


def test_a_person_sees_what_is_assigned_to_them_and_no_more(clock: Clock) -> None:
    with Emulator(clock=clock, seed=SEED) as idc:
        portal = botocore_portal_client(idc.url)
        seen = {}
        for user in ("root", "eve", "jane"):
            who = {"accessToken": sign_in(idc, user=user)["accessToken"]}
            accounts = [each["accountId"] for each in portal.list_accounts(**who)["accountList"]]
            seen[user] = {
                account: [
                    role["roleName"]
                    for role in portal.list_account_roles(**who, accountId=account)["roleList"]
                ]
                for account in accounts
            }
        portal.close()
    assert seen == {
        "root": {PRODUCTION: ["Admin", "Auditor"], STAGING: ["Admin"]},
        "eve": {PRODUCTION: ["Auditor"]},
        "jane": {},
    }


def test_credentials_live_as_long_as_the_role_says(clock: Clock) -> None:
    with Emulator(clock=clock, seed=SEED) as idc:
        token = sign_in(idc, user="eve")["accessToken"]
        response = ask(
            idc.url, "/federation/credentials", token, role_name="Auditor", account_id=PRODUCTION
        )
    assert response.json["roleCredentials"]["expiration"] == (clock.now + 12 * HOUR) * 1000


# Which access tokens are taken.


def token_of_a_refresh(idc: Emulator, client: Any) -> Any:
    device = Device(client)
    authorization = device.start()
    idc.approve(authorization["userCode"])
    return device.refresh(device.poll(authorization["deviceCode"])["refreshToken"])


def token_of_an_authorization_code(idc: Emulator, client: Any) -> Any:
    browser = Browser(client, idc)
    return browser.redeem(browser.sign_in())


def token_of_a_client_without_scopes(idc: Emulator, client: Any) -> Any:
    return sign_in(idc, scopes=[])


def token_with_the_scope_of_older_clients(idc: Emulator, client: Any) -> Any:
    return sign_in(idc, scopes=["sso-portal:*", "other"])


@pytest.mark.parametrize(
    "obtain",
    [
        token_of_a_refresh,
        token_of_an_authorization_code,
        token_of_a_client_without_scopes,
        token_with_the_scope_of_older_clients,
    ],
)
def test_access_tokens_of_every_sign_in_are_taken(
    idc: Emulator, client: Any, portal: Any, obtain: Any
) -> None:
    result = portal.list_accounts(accessToken=obtain(idc, client)["accessToken"])
    assert len(result["accountList"]) == 3


def test_a_token_for_something_else_opens_no_account(
    idc: Emulator, client: Any, portal: Any
) -> None:
    for_code = sign_in(idc, scopes=["codewhisperer:completions"])
    for_application = Application(client).create_token(JWT_BEARER, assertion=assertion("jane"))
    for tokens in (for_code, for_application):
        for path in ("/assignment/accounts", "/assignment/roles", "/federation/credentials"):
            response = ask(
                idc.url, path, tokens["accessToken"], account_id=PRODUCTION, role_name=ROLES[0]
            )
            assert (response.status, error_code(response)) == (403, "ForbiddenException")
        portal.logout(accessToken=tokens["accessToken"])


def test_an_access_token_is_good_until_it_expires(portal: Any, token: str, clock: Clock) -> None:
    clock.advance(HOUR - 1)
    portal.list_accounts(accessToken=token)
    clock.advance(1)
    with pytest.raises(portal.exceptions.UnauthorizedException) as caught:
        portal.list_accounts(accessToken=token)
    assert caught.value.response["Error"] == {
        "Code": "UnauthorizedException",
        "Message": "Session token not found or invalid",
    }


@pytest.mark.parametrize("unknown", ["", "aoa-unknown", "\xe9", "a,b"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/assignment/accounts"),
        ("GET", "/assignment/roles"),
        ("GET", "/federation/credentials"),
        ("POST", "/logout"),
    ],
)
def test_an_unknown_token_is_refused_as_observed(
    idc: Emulator, method: str, path: str, unknown: str
) -> None:
    response = ask(
        idc.url, path, unknown, method, account_id=PRODUCTION, role_name=ROLES[0], next_token="x"
    )
    assert response.status == 401
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["x-amzn-ErrorType"] is None
    assert response.headers["x-amzn-RequestId"]
    assert response.body == (
        b'{"message":"Session token not found or invalid",'
        b'"__type":"com.amazonaws.switchboard.portal#UnauthorizedException"}'
    )


def test_a_refresh_token_is_no_access_token(idc: Emulator, portal: Any) -> None:
    with pytest.raises(portal.exceptions.UnauthorizedException):
        portal.list_accounts(accessToken=sign_in(idc)["refreshToken"])


# What is refused otherwise.


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/federation/credentials", {"account_id": PRODUCTION, "role_name": "Unknown"}),
        ("/federation/credentials", {"account_id": PRODUCTION, "role_name": "Admin"}),
        ("/federation/credentials", {"account_id": PRODUCTION, "role_name": "auditor"}),
        ("/federation/credentials", {"account_id": STAGING, "role_name": "Admin"}),
        ("/federation/credentials", {"account_id": "0" * 12, "role_name": "Auditor"}),
        ("/assignment/roles", {"account_id": STAGING}),
        ("/assignment/roles", {"account_id": NAMELESS}),
    ],
)
def test_what_is_not_assigned_is_forbidden_as_observed(
    clock: Clock, path: str, query: dict[str, str]
) -> None:
    with Emulator(clock=clock, seed=SEED) as idc:
        response = ask(idc.url, path, sign_in(idc, user="eve")["accessToken"], **query)
    assert response.status == 403
    assert response.body == (
        b'{"message":"No access","__type":"com.amazonaws.switchboard.portal#ForbiddenException"}'
    )


def test_the_roles_of_an_account_that_there_is_not_are_not_found(portal: Any, token: str) -> None:
    with pytest.raises(portal.exceptions.ResourceNotFoundException) as caught:
        portal.list_account_roles(accessToken=token, accountId="0" * 12)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    assert caught.value.response["message"] == "Account not found"


@pytest.mark.parametrize(
    ("path", "query", "problem"),
    [
        ("/assignment/accounts", {"max_result": "0"}, "maxResults: does not satisfy minimum 1"),
        ("/assignment/accounts", {"max_result": "-1"}, "maxResults: does not satisfy minimum 1"),
        ("/assignment/accounts", {"max_result": "101"}, "maxResults: does not satisfy maximum 100"),
        ("/assignment/roles", {}, "accountId: is required"),
        ("/federation/credentials", {"account_id": "1" * 12}, "roleName: is required"),
        ("/federation/credentials", {}, "roleName: is required; accountId: is required"),
        ("/assignment/roles", {"account_id": "1" * 11}, "accountId: is not 12 digits"),
        ("/assignment/roles", {"account_id": "\u0661" * 12}, "accountId: is not 12 digits"),
        ("/assignment/roles", {"account_id": "1" * 12 + "\n"}, "accountId: is not 12 digits"),
        (
            "/federation/credentials",
            {"account_id": "", "role_name": ROLES[0]},
            "accountId: is not 12 digits",
        ),
        (
            "/assignment/accounts",
            {"next_token": ""},
            "nextToken: is not from a response to this request",
        ),
        *(
            ("/assignment/accounts", {"max_result": text}, "maxResults: is not of type integer")
            for text in ("", "ten", "1.0", "1e1", "+1", " 1", "\u0661", "1" * 5000)
        ),
    ],
)
def test_a_malformed_request_is_refused_with_what_is_wrong(
    idc: Emulator, token: str, path: str, query: dict[str, str], problem: str
) -> None:
    response = ask(idc.url, path, token, **query)
    assert response.status == 400
    assert response.json == {
        "message": problem,
        "__type": "com.amazonaws.switchboard.portal#InvalidRequestException",
    }


def test_the_header_of_the_token_is_required_and_has_an_underscore(
    idc: Emulator, token: str
) -> None:
    connection = connect(idc.url)
    for headers in ({}, {BEARER_TOKEN.replace("_", "-"): token}):
        response = request(connection, "/assignment/accounts", method="GET", **headers)
        assert response.status == 400
        assert response.json["message"] == "accessToken: is required"
    both = {BEARER_TOKEN.upper(): token, BEARER_TOKEN.replace("_", "-"): "other"}
    assert request(connection, "/assignment/accounts", method="GET", **both).status == 200
    connection.close()


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/assignment/accounts", "GET, HEAD"),
        ("DELETE", "/federation/credentials", "GET, HEAD"),
        ("GET", "/logout", "POST"),
    ],
)
def test_a_wrong_method_is_an_unknown_operation(
    idc: Emulator, token: str, method: str, path: str, allowed: str
) -> None:
    response = ask(idc.url, path, token, method)
    assert (response.status, response.headers["Allow"]) == (405, allowed)
    assert response.headers["x-amzn-ErrorType"] == "UnknownOperationException"


# Throttling.


def test_the_next_calls_can_be_throttled(idc: Emulator, portal: Any, token: str) -> None:
    idc.throttle(2)
    for _ in range(2):
        with pytest.raises(portal.exceptions.TooManyRequestsException) as caught:
            portal.list_accounts(accessToken=token)
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 429
        assert caught.value.response["Error"]["Message"] == "HTTP 429 Unknown Code"
    assert portal.list_accounts(accessToken=token)["accountList"]


def test_a_throttled_call_does_nothing(idc: Emulator, portal: Any, token: str) -> None:
    idc.throttle(1)
    with pytest.raises(portal.exceptions.TooManyRequestsException):
        portal.logout(accessToken=token)
    assert portal.list_accounts(accessToken=token)["accountList"]


def test_sso_oidc_is_not_throttled(idc: Emulator) -> None:
    idc.throttle(1)
    assert sign_in(idc)["accessToken"]
    assert ask(idc.url, "/assignment/accounts").status == 429


def test_a_later_count_replaces_what_is_left(idc: Emulator, token: str) -> None:
    idc.throttle(9)
    idc.throttle(1)
    assert ask(idc.url, "/assignment/accounts", token).status == 429
    assert ask(idc.url, "/assignment/accounts", token).status == 200
    idc.throttle(9)
    idc.throttle(0)
    assert ask(idc.url, "/assignment/accounts", token).status == 200


@pytest.mark.parametrize("count", [-1, 1.5, "1"])
def test_a_wrong_count_is_refused_and_changes_nothing(
    idc: Emulator, token: str, count: Any
) -> None:
    with pytest.raises(ValueError, match=r"^count: is not a whole number of 0 or more$"):
        idc.throttle(count)
    assert ask(idc.url, "/assignment/accounts", token).status == 200


def test_a_client_that_retries_gets_through(idc: Emulator, token: str) -> None:
    clock = FakeClock()
    with ssoportal.Client("us-east-1", endpoint_url=idc.url, clock=clock) as client:
        idc.throttle(2)
        result = client.list_accounts(accessToken=token)
        assert result["ResponseMetadata"]["RetryAttempts"] == len(clock.slept) == 2
        idc.throttle(3)
        with pytest.raises(client.exceptions.TooManyRequestsException):
            client.list_accounts(accessToken=token)


# Signing out.


def test_signing_out_has_an_empty_response(idc: Emulator, token: str) -> None:
    response = ask(idc.url, "/logout", token, "POST")
    assert (response.status, response.body) == (200, b"")
    assert response.headers["Content-Length"] == "0"
    assert response.headers["Content-Type"] is None
    assert response.headers["x-amzn-RequestId"]


def test_after_signing_out_neither_token_is_good(idc: Emulator, client: Any, portal: Any) -> None:
    device = Device(client)
    authorization = device.start()
    idc.approve(authorization["userCode"])
    tokens = device.poll(authorization["deviceCode"])
    refreshed = device.refresh(tokens["refreshToken"])
    portal.logout(accessToken=tokens["accessToken"])
    for each in (tokens, refreshed):
        with pytest.raises(portal.exceptions.UnauthorizedException):
            portal.list_accounts(accessToken=each["accessToken"])
        with pytest.raises(client.exceptions.InvalidGrantException) as caught:
            device.refresh(each["refreshToken"])
        assert caught.value.response["error_description"] == "Invalid refresh token provided"
    with pytest.raises(portal.exceptions.UnauthorizedException):
        portal.logout(accessToken=tokens["accessToken"])


def test_signing_out_leaves_other_sign_ins_of_the_same_person(
    idc: Emulator, portal: Any, token: str
) -> None:
    portal.logout(accessToken=sign_in(idc)["accessToken"])
    assert portal.list_accounts(accessToken=token)["accountList"]


# The emitted client, and what it must not see in a log.


def test_the_emitted_client_goes_through_all_four_operations(idc: Emulator, token: str) -> None:
    with ssoportal.Client("us-east-1", endpoint_url=idc.url, max_attempts=1) as client:
        (account, *_) = client.list_accounts(accessToken=token)["accountList"]
        account_id = account["accountId"]
        (role, *_) = client.list_account_roles(accessToken=token, accountId=account_id)["roleList"]
        result = client.get_role_credentials(
            accessToken=token, accountId=account_id, roleName=role["roleName"]
        )
        assert result["roleCredentials"]["accessKeyId"].startswith("ASIA")
        with pytest.raises(client.exceptions.ResourceNotFoundException):
            client.list_account_roles(accessToken=token, accountId="0" * 12)
        with pytest.raises(client.exceptions.InvalidRequestException):
            client.list_accounts(accessToken=token, nextToken="made-up")
        with pytest.raises(ssoportal.ClientError) as caught:
            client.get_role_credentials(accessToken=token, accountId=account_id, roleName="Unknown")
        assert (caught.value.code, caught.value.http_status) == ("ForbiddenException", 403)
        idc.throttle(1)
        with pytest.raises(client.exceptions.TooManyRequestsException):
            client.list_accounts(accessToken=token)
        client.logout(accessToken=token)
        with pytest.raises(client.exceptions.UnauthorizedException):
            client.logout(accessToken=token)


def test_neither_the_token_nor_credentials_are_logged_or_sent_back(
    idc: Emulator, token: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    given = ask(
        idc.url, "/federation/credentials", token, role_name=ROLES[0], account_id=PRODUCTION
    )
    credentials = given.json["roleCredentials"]
    misplaced = {"account_id": token, "max_result": token, "next_token": token}
    responses = [
        ask(idc.url, "/assignment/accounts", token, **misplaced),
        ask(idc.url, "/assignment/roles", token, **{**misplaced, "max_result": "1"}),
        ask(idc.url, "/assignment/accounts", token, next_token=token),
        ask(idc.url, "/logout", token, "POST"),
        ask(idc.url, "/logout", token, "POST"),
    ]
    assert [response.status for response in responses] == [400, 400, 400, 200, 401]
    printed = capfd.readouterr()
    shown = caplog.text + printed.out + printed.err
    assert "GetRoleCredentials: 200 OK" in shown
    assert "ListAccounts: 400 InvalidRequestException" in shown
    assert "Logout: 401 UnauthorizedException" in shown
    shown += "".join(response.body.decode() for response in responses)
    for secret in (token, credentials["secretAccessKey"], credentials["sessionToken"]):
        assert secret[:12] not in shown
