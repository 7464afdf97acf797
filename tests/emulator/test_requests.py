"""What is taken for a request, and how a bad one is refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoemulator import Emulator
from ssoemulator.oidc.errors import InvalidRequestException
from ssoemulator.web.validation import RequestShape, SchemasNotFoundError, load_schemas
from tests.emulator.clients import post

SECRET = "do-not-repeat-me"
CREATE_TOKEN = RequestShape(load_schemas("ssooidc"), "CreateTokenRequest")


def description(idc: Emulator, path: str, body: object) -> str:
    response = post(idc.url, path, body)
    assert response.status == 400
    assert response.error_type == "InvalidRequestException"
    assert response.json["error"] == "invalid_request"
    text: str = response.json["error_description"]
    return text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"clientName": NaN}',
        b"grant_type=refresh_token",
        b'{"clientName": "\xff"}',
        '{"clientName": "a"}'.encode("utf-16"),
        b"[" * 100_000,
        b'{"n": ' + b"1" * 5000 + b"}",
    ],
)
def test_a_body_that_is_not_json_is_refused(idc: Emulator, body: bytes) -> None:
    assert description(idc, "/client/register", body) == "the body: is not JSON in UTF-8"


@pytest.mark.parametrize("body", [None, [], "text", 1, True])
def test_a_body_that_is_not_an_object_is_refused(idc: Emulator, body: object) -> None:
    assert description(idc, "/token", body) == "the body: is not a JSON object"


@pytest.mark.parametrize(
    ("path", "members"),
    [
        ("/client/register", ["clientName", "clientType"]),
        ("/device_authorization", ["clientId", "clientSecret", "startUrl"]),
        ("/token", ["clientId", "clientSecret", "grantType"]),
    ],
)
def test_each_required_member_that_is_missing_is_named(
    idc: Emulator, path: str, members: list[str]
) -> None:
    assert description(idc, path, {}) == "; ".join(f"{name}: is required" for name in members)


def test_a_null_counts_as_absent(idc: Emulator) -> None:
    text = description(idc, "/client/register", {"clientName": None, "clientType": "public"})
    assert text == "clientName: is required"


def test_unknown_members_and_nulls_are_dropped(idc: Emulator) -> None:
    members = {
        "clientName": "test",
        "clientType": "public",
        "scopes": None,
        "grantTypes": None,
        "unknown": {"deep": [1]},
        "": None,
    }
    assert post(idc.url, "/client/register", members).status == 200


@pytest.mark.parametrize(
    ("member", "value", "problem"),
    [
        ("clientName", 7, "clientName: is not of type string"),
        ("clientName", [SECRET], "clientName: is not of type string"),
        ("scopes", SECRET, "scopes: is not of type array"),
        ("scopes", ["sso:account:access", {SECRET: SECRET}], "scopes[1]: is not of type string"),
        ("scopes", [None], "scopes[0]: is not of type string"),
        ("grantTypes", [True], "grantTypes[0]: is not of type string"),
    ],
)
def test_a_value_of_the_wrong_type_is_named_by_path_and_never_quoted(
    idc: Emulator, member: str, value: object, problem: str
) -> None:
    members = {"clientName": "test", "clientType": "public", member: value}
    assert description(idc, "/client/register", members) == problem


def test_several_problems_are_told_together(idc: Emulator) -> None:
    text = description(idc, "/token", {"clientId": 1, "clientSecret": SECRET})
    assert set(text.split("; ")) == {"clientId: is not of type string", "grantType: is required"}


def test_a_long_list_of_mistakes_is_cut(idc: Emulator) -> None:
    members = {"clientName": "test", "clientType": "public", "scopes": [1] * 100}
    assert description(idc, "/client/register", members).count(";") == 9


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=8,
)
member_names = st.sampled_from(["clientId", "clientSecret", "grantType", "scope"]) | st.text()


@given(st.dictionaries(member_names, json_values, max_size=6))
def test_a_request_is_either_taken_without_what_is_unknown_or_refused(body: Any) -> None:
    try:
        members = CREATE_TOKEN.parse(json.dumps(body).encode())
    except InvalidRequestException:
        return
    assert members.keys() <= body.keys()
    assert None not in members.values()
    assert {"clientId", "clientSecret", "grantType"} <= members.keys()


def test_missing_schemas_are_told_with_what_to_do() -> None:
    with pytest.raises(SchemasNotFoundError, match="python -m codegen"):
        load_schemas("ssoemulator")
    with pytest.raises(SchemasNotFoundError, match="install no_such_package"):
        load_schemas("no_such_package")
