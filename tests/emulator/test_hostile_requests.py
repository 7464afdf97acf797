"""Requests that nobody means well: each gets a response, and none makes the emulator fail."""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoemulator import Emulator
from ssoemulator.state.credentials import EXAMPLE_CREDENTIALS
from tests.effort import examples
from tests.emulator.applications import APPLICATION, APPLICATION_URI, assertion
from tests.emulator.clients import (
    AUTHORIZATION_CODE,
    DEVICE_CODE,
    JWT_BEARER,
    REFRESH_TOKEN,
    START_URL,
    TOKEN_EXCHANGE,
    Response,
    post,
    register,
    send,
    sign,
    speak,
)
from tests.emulator.portal_clients import BEARER_TOKEN, PRODUCTION, ROLES, sign_in

some, many = (settings(max_examples=examples(number)) for number in (40, 120))


@dataclass(frozen=True)
class Issued:
    """In place of what only a running emulator can give out."""

    member: str


@dataclass(frozen=True)
class Running:
    idc: Emulator
    issued: Mapping[str, str]

    def filled(self, members: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: self.issued[value.member] if isinstance(value, Issued) else value
            for name, value in members.items()
        }


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with Emulator() as idc:
        client = register(idc.url)
        who = {name: client[name] for name in ("clientId", "clientSecret")}
        device = post(idc.url, "/device_authorization", {**who, "startUrl": START_URL}).json
        code = idc.issue_code(APPLICATION, APPLICATION_URI)
        yield Running(idc, {**sign_in(idc), **who, **device, "code": code})


def assert_is_response(response: Response) -> None:
    """It is a response of the services, and not that the emulator failed (500)."""
    assert response.status in {200, 400, 401, 403, 404, 405, 413, 429}
    assert isinstance(response.json, dict)


# What a grant needs, so that one wrong member meets all that is done with it.
WHO = {name: Issued(name) for name in ("clientId", "clientSecret")}
CODE = {"code": Issued("code"), "redirectUri": APPLICATION_URI, "codeVerifier": "v" * 43}
REFRESH = {"refreshToken": Issued("refreshToken")}
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"
EXCHANGE = {
    "subjectToken": Issued("accessToken"),
    "subjectTokenType": ACCESS_TOKEN,
    "requestedTokenType": ACCESS_TOKEN,
    "scope": ["openid"],
}
SIGNED = "/token?aws_iam=t"
REQUESTS: dict[str, tuple[str, Mapping[str, Any]]] = {
    "register": (
        "/client/register",
        {
            "clientName": "test",
            "clientType": "public",
            "scopes": ["openid"],
            "grantTypes": [AUTHORIZATION_CODE],
            "redirectUris": [APPLICATION_URI],
        },
    ),
    "start": ("/device_authorization", {**WHO, "startUrl": START_URL}),
    "poll": ("/token", {**WHO, "grantType": DEVICE_CODE, "deviceCode": Issued("deviceCode")}),
    "redeem": ("/token", {**WHO, "grantType": AUTHORIZATION_CODE, **CODE}),
    "refresh": ("/token", {**WHO, "grantType": REFRESH_TOKEN, **REFRESH}),
    "exchange": (SIGNED, {"clientId": APPLICATION, "grantType": TOKEN_EXCHANGE, **EXCHANGE}),
    "assert": (SIGNED, {"clientId": APPLICATION, "grantType": JWT_BEARER, "assertion": "a.b.c"}),
    "redeem, signed": (SIGNED, {"clientId": APPLICATION, "grantType": AUTHORIZATION_CODE, **CODE}),
    "refresh, signed": (SIGNED, {"clientId": APPLICATION, "grantType": REFRESH_TOKEN, **REFRESH}),
}

odd_texts = (
    st.sampled_from(["", "\ud800", "\0", "http://[", "x://[::1/", "IA.IA.IA", "A" * 43])
    | st.text(st.characters(), max_size=20)
    | st.binary(max_size=20).map(lambda payload: f"e30.{urlsafe_b64encode(payload).decode()}.e30")
    | st.text(st.characters(), max_size=5).map(assertion)
)
odd_values = (
    odd_texts
    | st.lists(odd_texts, max_size=3)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | odd_texts,
        lambda values: st.lists(values, max_size=3) | st.dictionaries(odd_texts, values),
        max_leaves=5,
    )
)


@some
@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
@given(data=st.data())
def test_any_value_of_a_member_gets_a_response(
    running: Running, request_: tuple[str, Mapping[str, Any]], data: st.DataObject
) -> None:
    path, members = request_
    wrong = {data.draw(st.sampled_from(sorted(members))): data.draw(odd_values)}
    body = json.dumps({**running.filled(members), **wrong}).encode()
    assert_is_response(send(running.idc.url, path, body, **sign(running.idc.url + path, data=body)))


header_values = st.text(
    st.characters(min_codepoint=1, max_codepoint=255, exclude_characters="\r\n"), max_size=20
)
SCOPE = [EXAMPLE_CREDENTIALS.access_key, "TODAY", "us-east-1", "sso-oauth", "aws4_request"]


@many
@given(
    scope=st.just(SCOPE)
    | header_values.map(lambda region: [*SCOPE[:2], region, *SCOPE[3:]])
    | st.lists(st.sampled_from(SCOPE) | header_values, max_size=6),
    names=st.just(["host", "x-amz-date"])
    | st.lists(st.sampled_from(["host", "x-amz-date", "authorization"]) | header_values),
    signature=st.just("0") | header_values,
    date=st.just("NOW") | st.from_regex(r"[0-9]{8}T[0-9]{6}Z", fullmatch=True) | header_values,
    query=st.just("") | st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20),
)
def test_any_signature_gets_a_response(
    running: Running, scope: list[str], names: list[str], signature: str, date: str, query: str
) -> None:
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    credential = "/".join(scope).replace("TODAY", now[:8])
    headers = {
        "Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, "
        f"SignedHeaders={';'.join(names)}, Signature={signature}",
        "X-Amz-Date": date.replace("NOW", now),
    }
    assert_is_response(send(running.idc.url, f"{SIGNED}&{query}", b"{}", **headers))


odd_arguments = st.text(st.characters(), max_size=10) | st.binary(max_size=30)


@many
@given(
    path=st.sampled_from(
        ["/assignment/accounts", "/assignment/roles", "/federation/credentials", "/logout"]
    ),
    query=st.fixed_dictionaries(
        {},
        optional={
            "account_id": st.just(PRODUCTION) | odd_arguments,
            "max_result": st.sampled_from(["1", "-1", "1.0", "9" * 5000]) | odd_arguments,
            "next_token": st.sampled_from(["AAAA", "A", "_" * 28]) | odd_arguments,
            "role_name": st.sampled_from(ROLES) | odd_arguments,
        },
    ),
    access_token=st.just(Issued("accessToken")) | st.none() | header_values,
)
def test_any_query_of_the_portal_gets_a_response(
    running: Running,
    path: str,
    query: dict[str, str | bytes],
    access_token: Issued | str | None,
) -> None:
    target = f"{path}?{urlencode(query, errors='surrogatepass')}"
    headers = {} if access_token is None else running.filled({BEARER_TOKEN: access_token})
    method = "POST" if path == "/logout" and access_token != Issued("accessToken") else "GET"
    assert_is_response(send(running.idc.url, target, method=method, **headers))


lines = st.sampled_from(
    [
        b"POST /token HTTP/1.1",
        b"GET /assignment/accounts?%ff=%00 HTTP/1.1",
        b"POST /token?aws_iam=t HTTP/1.0",
        b"GET //x:y@[::1/ HTTP/1.1",
        b"Host: [::1",
        b"Content-Length: 4",
        b"Content-Length: 99999999999999999999",
        b"Transfer-Encoding: chunked",
        b"Expect: 100-continue",
        b"Connection: close",
        b"Content-Type: multipart/form-data; boundary=\xff",
        b" folded",
        b"4\r\n{}\r\n\r\n0\r\n",
        b"-4",
        b"",
    ]
) | st.binary(max_size=20)


@many
@given(sent=st.lists(lines, max_size=8))
def test_any_bytes_get_a_response_or_are_let_go(running: Running, sent: list[bytes]) -> None:
    responses = speak(running.idc, b"\r\n".join([*sent, b"", b""]))
    assert b"HTTP/1.1 5" not in responses
    assert_is_response(send(running.idc.url, "/client/register", b"{}"))
