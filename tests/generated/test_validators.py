"""The emitted validators, called by themselves."""

import copy
from typing import Any

import pytest

from ssooidc import validators
from tests.generated import model
from tests.generated.peer import OPERATIONS


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


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_fits_has_no_problems(operation: str) -> None:
    function = _validator(operation)
    assert function(model.filled(f"{operation}Request")) == []
    for example in model.examples()[operation]:
        assert function(example["input"]) == []


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


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_validator_is_pure(operation: str) -> None:
    value = {**model.filled(f"{operation}Request"), "unknown": [1], "scope": ["a", 1]}
    before = copy.deepcopy(value)
    assert _validator(operation)(value) == _validator(operation)(value)
    assert value == before


def _validator(operation: str) -> Any:
    name = {
        "CreateToken": "create_token",
        "CreateTokenWithIAM": "create_token_with_iam",
        "RegisterClient": "register_client",
        "StartDeviceAuthorization": "start_device_authorization",
    }[operation]
    return getattr(validators, f"validate_{name}_request")
