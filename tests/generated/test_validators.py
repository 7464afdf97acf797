"""The emitted validators, called by themselves."""

import copy
from typing import Any

import pytest
from botocore import xform_name

from ssooidc import grants, validators
from ssoportal import validators as portal_validators
from tests.generated.services import EACH_OPERATION, Service


def test_every_problem_is_listed_with_its_path() -> None:
    value = {
        "clientSecret": b"secret",
        "grantType": None,
        "scope": ["a", 1, None],
        "redirectUri": ["http://127.0.0.1"],
        "client_id": "id",
    }
    assert validators.validate_create_token_request(value) == [
        "clientId: required",
        "clientSecret: expected str, got bytes",
        "grantType: required",
        "scope[1]: expected str, got int",
        "scope[2]: expected str, got None",
        "redirectUri: expected str, got list",
        "client_id: unknown member, did you mean clientId?",
    ]


@pytest.mark.parametrize(("service", "operation"), EACH_OPERATION)
def test_what_fits_has_no_problems(service: Service, operation: str) -> None:
    function = _validator(service, operation)
    model = service.model
    assert function(model.filled(model.input(operation))) == []
    for example in model.examples[operation]:
        assert function(example["input"]) == []


@pytest.mark.parametrize(
    ("grant_type", "problems"),
    [
        (grants.DEVICE_CODE, [f"deviceCode: required with grantType {grants.DEVICE_CODE}"]),
        ("refresh_token", ["refreshToken: required with grantType refresh_token"]),
        ("device_code", [f'grantType "device_code": did you mean {grants.DEVICE_CODE}?']),
        ("Refresh-Token", ['grantType "Refresh-Token": did you mean refresh_token?']),
        (grants.JWT_BEARER, []),
        ("a-secret-in-the-wrong-place", []),
        ("", []),
    ],
)
def test_what_a_grant_lacks_is_a_problem_and_an_unknown_grant_is_none(
    grant_type: str, problems: list[str]
) -> None:
    given = {"clientId": "a", "clientSecret": "b", "grantType": grant_type}
    assert validators.validate_create_token_request(given) == problems


def test_each_member_that_a_grant_lacks_is_a_problem() -> None:
    given = {"clientId": "a", "clientSecret": "b", "grantType": "authorization_code"}
    for missing in ("code", "redirectUri", "codeVerifier"):
        problem = f"{missing}: required with grantType authorization_code"
        assert problem in validators.validate_create_token_request(given)
        given[missing] = "c"
    assert validators.validate_create_token_request(given) == []


@pytest.mark.parametrize("value", [None, [], "text", 7])
def test_what_is_no_structure_is_one_problem(value: Any) -> None:
    found = "None" if value is None else type(value).__name__
    assert validators.validate_register_client_request(value) == [
        f"input: expected dict, got {found}"
    ]
    assert validators.validate_register_client_request(value, "outer.inner") == [
        f"outer.inner: expected dict, got {found}"
    ]


def test_a_path_goes_in_front_of_each_problem() -> None:
    assert validators.validate_start_device_authorization_request({"x": 1}, "outer") == [
        "outer.clientId: required",
        "outer.clientSecret: required",
        "outer.startUrl: required",
        "outer.x: unknown member",
    ]


@pytest.mark.parametrize("value", [["a"], ("a",), [], ()])
def test_a_list_may_be_a_tuple_and_empty(value: Any) -> None:
    assert validators.validate_scopes(value, "scopes") == []


@pytest.mark.parametrize("value", ["a", {"a"}, {"a": 1}, iter("a"), 1])
def test_nothing_else_is_a_list(value: Any) -> None:
    [problem] = validators.validate_scopes(value, "scopes")
    assert problem == f"scopes: expected list, got {type(value).__name__}"


def test_unknown_names_are_shown_in_one_line_and_cut() -> None:
    [first, second, third] = validators.validate_register_client_request(
        {"clientName": "a", "clientType": "b", "a\nb": 1, "long" * 40: 2, 7: 3}
    )
    assert first == "7: unknown member"
    assert second == r"'a\nb': unknown member"
    assert third == f"{'long' * 15}...: unknown member"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (0, "maxResults: expected at least 1"),
        (-(10**30), "maxResults: expected at least 1"),
        ("1", "maxResults: expected int, got str"),
        (1.0, "maxResults: expected int, got float"),
        (True, "maxResults: expected int, got bool"),
    ],
)
def test_a_number_is_whole_and_not_below_its_minimum(value: Any, problem: str) -> None:
    assert portal_validators.validate_list_accounts_request(
        {"accessToken": "a", "maxResults": value}
    ) == [problem]


@pytest.mark.parametrize("value", [1, 100, 101, 10**30])
def test_the_maximum_is_left_to_the_service_as_botocore_leaves_it(value: int) -> None:
    params = {"accessToken": "a", "maxResults": value}
    assert portal_validators.validate_list_accounts_request(params) == []


def test_what_no_request_can_carry_is_a_problem_that_does_not_show_the_value() -> None:
    params = {"accessToken": "secret\r\nX: y", "accountId": "\ud800", "roleName": "日本"}
    problems = portal_validators.validate_get_role_credentials_request(params)
    assert [problem.partition(" text without ")[0] for problem in problems] == [
        "accountId: expected",
        "accessToken: expected",
    ]
    assert "secret" not in str(problems)


@pytest.mark.parametrize(("service", "operation"), EACH_OPERATION)
def test_a_validator_is_pure(service: Service, operation: str) -> None:
    function, model = _validator(service, operation), service.model
    value = {**model.filled(model.input(operation)), "unknown": [1], "scope": ["a", 1]}
    before = copy.deepcopy(value)
    assert function(value) == function(value) != []
    assert value == before


def _validator(service: Service, operation: str) -> Any:
    shape = xform_name(service.model.input(operation))
    return getattr(service.package.validators, f"validate_{shape}")
