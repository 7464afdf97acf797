"""The control API for other languages, against the document that describes it."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import ssoemulator
from ssoemulator import Emulator
from ssoemulator.state.faults import KINDS, OPERATIONS
from ssoemulator.state.switches import SWITCHES
from tests.emulator.clients import SCOPE, Device, Response, post, send
from tests.emulator.portal_clients import ask, sign_in

FILE = Path(ssoemulator.__file__).parent / "web" / "openapi.json"
DOCUMENT: dict[str, Any] = json.loads(FILE.read_text("utf-8"))


def control(idc: Emulator, name: str, body: object = None, method: str = "POST") -> Response:
    """Send a request to the control API, and hold the response to the document."""
    path = f"/_emulator/{name}"
    data = b"" if body is None else json.dumps(body).encode()
    response = send(idc.url, path, data, method, **{"Content-Type": "application/json"})
    described = DOCUMENT["paths"][path][method.lower()]["responses"][str(response.status)]
    if "$ref" in described:
        described = DOCUMENT["components"]["responses"][described["$ref"].rpartition("/")[2]]
    schema = described["content"]["application/json"]["schema"]
    Draft202012Validator({**DOCUMENT, **schema}).validate(response.json)
    assert response.headers["Cache-Control"] == "no-store"
    return response


def test_the_document_is_served_as_it_is_shipped(idc: Emulator) -> None:
    assert control(idc, "openapi.json", method="GET").json == DOCUMENT


def test_the_document_names_and_sums_up_each_operation_and_forbids_unknown_members() -> None:
    operations = [
        operation for methods in DOCUMENT["paths"].values() for operation in methods.values()
    ]
    assert len({each["operationId"] for each in operations}) == len(operations)
    for each in operations:
        assert each["summary"]
        for schema in each.get("requestBody", {}).get("content", {}).values():
            Draft202012Validator.check_schema(schema["schema"])
            assert schema["schema"]["additionalProperties"] is False


def test_the_document_lists_every_kind_of_failure_operation_and_switch() -> None:
    def members(path: str) -> dict[str, Any]:
        body = DOCUMENT["paths"][f"/_emulator/{path}"]["post"]["requestBody"]
        found: dict[str, Any] = body["content"]["application/json"]["schema"]["properties"]
        return found

    plan = members("fail-next")
    assert plan["kind"]["enum"] == list(KINDS)
    assert sorted(plan["operation"]["enum"]) == sorted(chain(*OPERATIONS.values()))
    assert len(members("switches")) == len(SWITCHES)


def test_a_person_approves_over_http(idc: Emulator, device: Device) -> None:
    started = device.start()
    [waiting] = control(idc, "pending", method="GET").json["pending"]
    assert waiting == {
        "userCode": started["userCode"],
        "clientId": device.registration["clientId"],
        "clientName": "test",
        "scopes": [SCOPE],
        "verificationUriComplete": started["verificationUriComplete"],
        "expiresAt": idc.now + 600,
        "waits": True,
    }
    body = {"userCode": started["userCode"], "user": "ann"}
    assert control(idc, "approve", body).json == {}
    assert control(idc, "pending", method="GET").json == {"pending": []}
    assert device.poll(started["deviceCode"])["accessToken"]


def test_a_person_denies_over_http(idc: Emulator, device: Device) -> None:
    started = device.start()
    assert control(idc, "deny", {"userCode": started["userCode"]}).status == 200
    with pytest.raises(device.client.exceptions.AccessDeniedException):
        device.poll(started["deviceCode"])


def test_time_passes_over_http(idc: Emulator, device: Device) -> None:
    started = device.start()
    assert control(idc, "advance", {"seconds": 600.5}).status == 200
    with pytest.raises(device.client.exceptions.ExpiredTokenException):
        device.poll(started["deviceCode"])


def test_requests_fail_over_http(idc: Emulator, device: Device) -> None:
    plan = {"count": 1, "kind": "error", "code": "SlowDownException", "operation": "CreateToken"}
    assert control(idc, "fail-next", plan).status == 200
    with pytest.raises(device.client.exceptions.SlowDownException):
        device.poll("any")
    assert control(idc, "fail-next").status == 200
    assert post(idc.url, "/token", {}).status == 500


def test_sessions_and_tokens_end_over_http(idc: Emulator) -> None:
    token = sign_in(idc, user="ann")["accessToken"]
    assert control(idc, "revoke", {"user": "bob"}).status == 200
    assert ask(idc.url, "/assignment/accounts", token).status == 200
    assert control(idc, "expire", {"accessToken": token}).status == 200
    assert ask(idc.url, "/assignment/accounts", token).status == 401


def test_requests_are_seen_over_http(idc: Emulator, device: Device) -> None:
    [seen] = control(idc, "requests", method="GET").json["requests"]
    assert (seen["operation"], seen["status"], seen["error"]) == ("RegisterClient", 200, None)
    assert seen["requestId"] == device.registration["ResponseMetadata"]["RequestId"]


def test_switches_are_seen_and_set_over_http(idc: Emulator) -> None:
    changes = {"autoApprove": "ann", "portalRateLimit": 20, "region": "eu-west-1"}
    assert control(idc, "switches", changes).status == 200
    assert control(idc, "switches", method="GET").json == {
        "autoApprove": "ann",
        "pendingAfterDenial": False,
        "rotateRefreshTokens": False,
        "portalRateLimit": 20,
        "sessionEndsAfter": None,
        "region": "eu-west-1",
    }
    assert control(idc, "switches", {"portalRateLimit": None}).status == 200
    assert idc.switches.portal_rate_limit is None


@pytest.mark.parametrize(
    ("name", "body", "problem"),
    [
        ("approve", {}, "userCode: is required"),
        ("approve", {"userCode": "BCDF-GHJK"}, "no device authorization has this user code"),
        ("approve", {"userCode": 7}, "userCode: is not of type string"),
        ("approve", {"usercode": "x", "userCode": "x"}, "usercode: is unknown; known are userCode"),
        ("deny", [], "the body: is not of type object"),
        ("advance", {"seconds": -1}, "seconds: does not satisfy minimum 0"),
        ("fail-next", {"kind": "explode"}, "kind: does not satisfy enum"),
        ("fail-next", {"code": "a b"}, "code: is not the name of an error"),
        ("expire", {}, "there is nothing of this name that could expire"),
        ("switches", {"portalRateLimit": 0}, "portal_rate_limit: is not a whole number of 1"),
    ],
)
def test_a_request_that_is_none_is_told_what_is_wrong(
    idc: Emulator, name: str, body: object, problem: str
) -> None:
    response = control(idc, name, body)
    assert response.status == 400
    assert response.json["message"].startswith(problem)


def test_a_body_that_is_no_json_is_told(idc: Emulator) -> None:
    for body in (b"{", b"\xff", b"[" * 100_000):
        response = send(idc.url, "/_emulator/approve", body)
        assert (response.status, response.json["message"]) == (
            400,
            "the body: is not JSON in UTF-8",
        )


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_other_origins_are_refused(
    idc: Emulator, device: Device, headers: dict[str, str]
) -> None:
    body = json.dumps({"userCode": device.start()["userCode"]}).encode()
    assert send(idc.url, "/_emulator/approve", body, **headers).status == 403
    assert send(idc.url, "/_emulator/pending", b"", "GET", **headers).status == 403
    assert len(idc.pending) == 1
    assert send(idc.url, "/_emulator/approve", body, Origin=idc.url).status == 200
