"""Status lines, headers and connections, read without any AWS library."""

import json
import uuid

import pytest

from ssoemulator import Emulator
from tests.emulator.clients import Response, connect, post, register, request, speak, tcp
from tests.emulator.clock import Clock

REGISTRATION = b'{"clientName": "test", "clientType": "public"}'


def assert_complete(response: Response) -> None:
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Length"] == str(len(response.body))
    assert response.headers["Cache-Control"] == "no-store"
    assert (
        str(uuid.UUID(response.headers["x-amzn-RequestId"])) == response.headers["x-amzn-RequestId"]
    )


def test_a_success_has_every_header_and_no_error_type(idc: Emulator) -> None:
    response = post(idc.url, "/client/register", {"clientName": "test", "clientType": "public"})
    assert response.status == 200
    assert_complete(response)
    assert "x-amzn-ErrorType" not in response.headers


def test_an_error_carries_its_class_in_the_observed_header(idc: Emulator) -> None:
    registration = register(idc.url)
    credentials = {name: registration[name] for name in ("clientId", "clientSecret")}
    start = {**credentials, "startUrl": "https://example.com/start"}
    code = post(idc.url, "/device_authorization", start).json["deviceCode"]
    poll = {
        **credentials,
        "grantType": "urn:ietf:params:oauth:grant-type:device_code",
        "deviceCode": code,
    }
    response = post(idc.url, "/token", poll)
    assert response.status == 400
    assert_complete(response)
    assert response.headers["x-amzn-ErrorType"] == (
        "AuthorizationPendingException:http://internal.amazon.com/coral/com.amazonaws.sso.oidc/"
    )
    assert response.json == {
        "error": "authorization_pending",
        "error_description": "Authorization is still pending",
    }


def test_each_response_has_the_date_of_the_emulators_clock(idc: Emulator, clock: Clock) -> None:
    clock.now = 1_800_000_000
    date = "Fri, 15 Jan 2027 08:00:00 GMT"
    for path in ("/client/register", "/token?aws_iam=t", "/unknown"):
        assert post(idc.url, path, {}).headers.get_all("Date") == [date]
    not_http = speak(idc, b"GET / HTTP/1.1\r\nContent-Length: -\r\n\r\n")
    assert f"\r\nDate: {date}\r\n".encode() in not_http


def test_each_response_has_a_request_id_of_its_own(idc: Emulator) -> None:
    ids = {post(idc.url, "/token", {}).headers["x-amzn-RequestId"] for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize(
    "path", ["/tokens", "/token/", "/client//register", "/client", "/%00", "/start"]
)
def test_an_unknown_path_is_an_unknown_operation(idc: Emulator, path: str) -> None:
    response = post(idc.url, path, {})
    assert response.status == 404
    assert_complete(response)
    assert response.headers["x-amzn-ErrorType"] == "UnknownOperationException"
    assert response.json["error_description"] == "No operation is served at this path"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "PATCH", "MADE-UP"])
def test_a_wrong_method_is_an_unknown_operation(idc: Emulator, method: str) -> None:
    connection = connect(idc.url)
    response = request(connection, "/token", b"{}", method)
    connection.close()
    assert response.status == 405
    assert_complete(response)
    assert response.headers["Allow"] == "POST"
    assert response.headers["x-amzn-ErrorType"] == "UnknownOperationException"


def test_a_head_request_gets_a_response_without_a_body(idc: Emulator) -> None:
    connection = connect(idc.url)
    assert request(connection, "/token", method="HEAD").body == b""
    assert request(connection, "/client/register", REGISTRATION).status == 200
    connection.close()


def test_a_connection_is_kept_for_the_next_request(idc: Emulator) -> None:
    connection = connect(idc.url)
    connection.connect()
    first_socket = connection.sock
    for _ in range(3):
        response = request(connection, "/client/register", REGISTRATION)
        assert response.status == 200
        assert response.headers["Connection"] == "keep-alive"
    assert connection.sock is first_socket
    connection.close()


@pytest.mark.parametrize("path", ["/unknown", "/token?aws_iam=t", "/token"])
def test_the_body_of_a_refused_request_is_not_taken_for_the_next_one(
    idc: Emulator, path: str
) -> None:
    connection = connect(idc.url)
    connection.connect()
    first_socket = connection.sock
    assert request(connection, path, b"POST / HTTP/1.1\r\n\r\n" * 100).status in {400, 403, 404}
    assert request(connection, "/client/register", REGISTRATION).status == 200
    assert connection.sock is first_socket
    connection.close()


def test_pipelined_requests_get_responses_in_order(idc: Emulator) -> None:
    head = b"POST /client/register HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
    first = head % len(REGISTRATION) + REGISTRATION
    second = b"GET /token HTTP/1.1\r\nHost: localhost\r\n\r\n"
    responses = speak(idc, first + second)
    assert responses.count(b"HTTP/1.1 ") == 2
    assert responses.index(b"200 OK") < responses.index(b"405 Method Not Allowed")


def test_a_client_that_wants_to_close_is_let_go(idc: Emulator) -> None:
    connection = connect(idc.url)
    response = request(connection, "/client/register", REGISTRATION, Connection="close")
    assert response.headers["Connection"] == "close"
    assert connection.sock is None


def test_a_chunked_body_is_read(idc: Emulator) -> None:
    connection = connect(idc.url)
    for _ in range(2):
        connection.request(
            "POST",
            "/client/register",
            iter([REGISTRATION[:9], REGISTRATION[9:]]),
            {"Transfer-Encoding": "chunked"},
            encode_chunked=True,
        )
        with connection.getresponse() as response:
            response.read()
            assert response.status == 200
    connection.close()


def test_a_client_that_waits_for_continue_gets_it_once(idc: Emulator) -> None:
    head = b"POST /client/register HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
    with tcp(idc) as connection:
        connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(REGISTRATION))
        assert connection.recv(1024) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(REGISTRATION)
        assert connection.recv(1024).startswith(b"HTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize("size", [1024 * 1024 + 1, 3 * 1024 * 1024])
def test_an_oversize_body_is_read_and_refused(idc: Emulator, size: int) -> None:
    connection = connect(idc.url)
    response = request(connection, "/token", b" " * size)
    assert response.status == 413
    assert_complete(response)
    assert response.error_type == "InvalidRequestException"
    assert response.json["error"] == "invalid_request"
    assert request(connection, "/client/register", REGISTRATION).status == 200
    connection.close()


def test_an_oversize_chunked_body_is_refused(idc: Emulator) -> None:
    connection = connect(idc.url)
    connection.request("POST", "/token", iter([b" " * 65536] * 20), encode_chunked=True)
    with connection.getresponse() as response:
        assert response.status == 413
    connection.close()


def test_a_body_without_end_costs_the_connection(idc: Emulator) -> None:
    size = 8 * 1024 * 1024
    head = b"POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (10 * size)
    response = speak(idc, head, b" " * size)
    assert response.startswith(b"HTTP/1.1 413 ")
    assert b"\r\nConnection: close\r\n" in response


@pytest.mark.parametrize(
    "message",
    [
        b"secret-nonsense\r\n\r\n",
        b"POST /token HTTP/9.9\r\n\r\n",
        b"POST /token HTTP/1.1\r\nContent-Length: secret\r\n\r\n",
        b"POST /token HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /token HTTP/1.1\r\nContent-Length: 9\r\n\r\n{}",
        b"POST http://[secret/token HTTP/1.1\r\n\r\n",
        b"POST /token HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nsecret\r\n",
        b"POST /token HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ncut",
        b"POST /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_not_http_is_refused_without_being_quoted(idc: Emulator, message: bytes) -> None:
    response = speak(idc, message)
    assert b'{"error":"invalid_request","error_description":"not a valid HTTP request"}' in response
    assert b"secret" not in response


@pytest.mark.parametrize("host", ["[", "a b", "a/b", "\xff"])
def test_a_host_header_that_makes_no_sense_does_no_harm(idc: Emulator, host: str) -> None:
    registration = register(idc.url)
    members = {name: registration[name] for name in ("clientId", "clientSecret")}
    body = json.dumps({**members, "startUrl": "https://example.com/start"})
    connection = connect(idc.url)
    response = request(connection, "/device_authorization", body, Host=host)
    connection.close()
    assert response.status == 421
    assert_complete(response)


def test_the_address_of_the_page_is_the_one_that_the_client_used(idc: Emulator) -> None:
    registration = register(idc.url)
    members = {name: registration[name] for name in ("clientId", "clientSecret")}
    body = {**members, "startUrl": "https://example.com/start"}
    url = idc.url.replace("127.0.0.1", "localhost")
    response = post(url, "/device_authorization", body)
    assert response.json["verificationUri"] == f"{url}/start/#/device"
