"""Requests that fail because a test planned it."""

from __future__ import annotations

import http.client
import socket
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError

from ssoemulator import Emulator
from tests.emulator.clients import Device, botocore_client, connect, post, request
from tests.emulator.portal_clients import ask, botocore_portal_client, error_code, sign_in

REGISTRATION = b'{"clientName": "test", "clientType": "public"}'


def test_the_next_requests_fail_and_those_after_them_do_not(idc: Emulator) -> None:
    idc.fail_next(2)
    responses = [post(idc.url, "/client/register", {"clientName": "a"}) for _ in range(3)]
    assert [response.status for response in responses] == [500, 500, 400]
    assert responses[0].error_type == "InternalServerException"
    assert responses[0].json["error"] == "server_error"


def test_a_failure_may_concern_one_operation(idc: Emulator, device: Device) -> None:
    idc.fail_next(code="SlowDownException", operation="CreateToken")
    started = device.start()
    with pytest.raises(device.client.exceptions.SlowDownException):
        device.poll(started["deviceCode"])
    with pytest.raises(device.client.exceptions.AuthorizationPendingException):
        device.poll(started["deviceCode"])


def test_failures_come_in_the_order_in_which_they_were_planned(idc: Emulator) -> None:
    idc.fail_next(status=503)
    idc.fail_next(code="ThrottlingException", status=429)
    responses = [post(idc.url, "/client/register", {}) for _ in range(2)]
    assert [(each.status, each.error_type) for each in responses] == [
        (503, "ServiceUnavailableException"),
        (429, "ThrottlingException"),
    ]


@pytest.mark.parametrize("code", ["OAuthError", "ServiceError", "Any", "UnknownOperationException"])
def test_any_name_may_be_the_code_of_an_error(idc: Emulator, code: str) -> None:
    idc.fail_next(code=code)
    response = post(idc.url, "/token", {})
    assert (response.status, response.error_type) == (400, code)


def test_the_portal_names_its_errors_its_own_way(idc: Emulator) -> None:
    idc.fail_next(2, status=429)
    response = ask(idc.url, "/assignment/accounts", "any")
    assert (response.status, error_code(response)) == (429, "TooManyRequestsException")
    assert "x-amzn-ErrorType" not in response.headers
    client = botocore_portal_client(idc.url)
    with pytest.raises(client.exceptions.TooManyRequestsException):
        client.list_accounts(accessToken="any")
    client.close()


def test_a_plan_is_replaced_by_an_equal_one_and_ended_by_none(idc: Emulator) -> None:
    idc.fail_next(5, status=503)
    idc.fail_next(1, status=503)
    assert post(idc.url, "/token", {}).status == 503
    assert post(idc.url, "/token", {}).status == 400
    idc.fail_next(5, kind="close")
    idc.fail_next(0, kind="close")
    assert post(idc.url, "/token", {}).status == 400


def test_a_page_of_a_proxy_comes_instead_of_the_service(idc: Emulator) -> None:
    idc.fail_next(kind="html")
    response = post(idc.url, "/token", {})
    assert response.status == 502
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.body.startswith(b"<html>")
    idc.fail_next(kind="html", status=503)
    assert post(idc.url, "/token", {}).status == 503


def test_a_success_may_be_cut_off_within_its_json(idc: Emulator) -> None:
    idc.fail_next(kind="not-json")
    response = post(idc.url, "/client/register", {"clientName": "a", "clientType": "public"})
    assert response.status == 200
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        _ = response.json


def test_a_response_may_end_early(idc: Emulator) -> None:
    idc.fail_next(kind="truncate")
    with pytest.raises(http.client.IncompleteRead):
        post(idc.url, "/client/register", {"clientName": "a", "clientType": "public"})
    assert idc.requests[-1].status == 200


@pytest.mark.parametrize("kind", ["close", "reset", "lose"])
def test_there_may_be_no_response(idc: Emulator, kind: Any) -> None:
    idc.fail_next(kind=kind)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)) as caught:
        post(idc.url, "/client/register", {"clientName": "a", "clientType": "public"})
    assert (caught.type is ConnectionResetError) == (kind == "reset")
    assert idc.requests[-1].status == 0
    assert post(idc.url, "/token", {}).status == 400


def test_what_is_lost_was_done_and_what_is_closed_was_not(idc: Emulator, device: Device) -> None:
    started = device.start()
    idc.approve(started["userCode"])
    idc.fail_next(kind="close", operation="CreateToken")
    with pytest.raises(ConnectionClosedError):
        device.poll(started["deviceCode"])
    idc.fail_next(kind="lose", operation="CreateToken")
    with pytest.raises(ConnectionClosedError):
        device.poll(started["deviceCode"])
    with pytest.raises(device.client.exceptions.InvalidGrantException):
        device.poll(started["deviceCode"])


def test_a_request_may_hang_until_the_client_has_enough(idc: Emulator) -> None:
    idc.fail_next(kind="hang")
    connection = connect(idc.url)
    connection.timeout = 0.05
    with pytest.raises(socket.timeout):
        request(connection, "/client/register", REGISTRATION)
    connection.close()
    assert post(idc.url, "/token", {}).status == 400


def test_a_request_that_hangs_does_not_keep_the_emulator_from_ending() -> None:
    with Emulator() as idc:
        idc.fail_next(kind="hang", operation="RegisterClient")
        connection = connect(idc.url)
        connection.request("POST", "/client/register", REGISTRATION)
        assert post(idc.url, "/token", {}).status == 400  # others are served meanwhile
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        connection.getresponse()
    connection.close()


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        ({"count": -1}, "count: is not a whole number of 0 or more"),
        ({"count": True}, "count: is not a whole number of 0 or more"),
        ({"kind": "explode"}, "kind: is not one of error, html, "),
        ({"status": 500.0}, "status: is not a number from 400 to 599"),
        ({"status": 200}, "status: is not a number from 400 to 599"),
        ({"status": 500, "kind": "close"}, "status: goes with the kinds error and html alone"),
        ({"code": "A", "kind": "html"}, "code: goes with the kind error alone"),
        ({"code": "two words"}, "code: is not the name of an error"),
        ({"operation": "Create"}, "operation: is not one of CreateToken, "),
    ],
)
def test_a_plan_that_is_none_is_refused(idc: Emulator, plan: Any, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{problem}"):
        idc.fail_next(**plan)
    assert post(idc.url, "/token", {}).status == 400


def test_a_client_that_repeats_gets_through(idc: Emulator) -> None:
    token = sign_in(idc)["accessToken"]
    idc.fail_next(2, kind="html", operation="ListAccounts")
    statuses = [ask(idc.url, "/assignment/accounts", token).status for _ in range(3)]
    assert statuses == [502, 502, 200]


def test_botocore_takes_a_planned_error_for_what_it_is() -> None:
    with Emulator() as idc:
        client = botocore_client(idc.url)
        idc.fail_next(code="ExpiredTokenException")
        with pytest.raises(client.exceptions.ExpiredTokenException):
            client.register_client(clientName="a", clientType="public")
        client.close()
