"""Each model says what AWS's says, but for its documentation and a list of additions."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.model.files import EACH_MODEL, FOLDERS, SSO, SSO_OIDC, ours, upstream

OAUTH_ERRORS = {
    "AccessDeniedException": "access_denied",
    "AuthorizationPendingException": "authorization_pending",
    "ExpiredTokenException": "expired_token",
    "InternalServerException": "server_error",
    "InvalidClientException": "invalid_client",
    "InvalidClientMetadataException": "invalid_client_metadata",
    "InvalidGrantException": "invalid_grant",
    "InvalidRedirectUriException": "invalid_redirect_uri",
    "InvalidRequestException": "invalid_request",
    "InvalidRequestRegionException": "invalid_request",
    "InvalidScopeException": "invalid_scope",
    "SlowDownException": "slow_down",
    "UnauthorizedClientException": "unauthorized_client",
    "UnsupportedGrantTypeException": "unsupported_grant_type",
}

ADDITIONS: dict[Path, dict[str, object]] = {
    SSO: {},
    SSO_OIDC: {
        "shapes.AuthCode.sensitive": True,
        "shapes.DeviceCode.sensitive": True,
        "shapes.IdentityContext.sensitive": True,
        "shapes.UserCode.sensitive": True,
        "shapes.StartDeviceAuthorizationResponse.members.verificationUriComplete.sensitive": True,
        "shapes.CreateTokenRequest.members.code.singleUse": True,
        "shapes.CreateTokenWithIAMRequest.members.code.singleUse": True,
        **{f"shapes.{name}.members.error.enum": [code] for name, code in OAUTH_ERRORS.items()},
    },
}


def without_additions(folder: Path) -> Any:
    model = copy.deepcopy(ours("service-2.json", folder))
    for path in ADDITIONS[folder]:
        *parents, trait = path.split(".")
        at(model, parents).pop(trait, None)
    return model


def at(model: Any, keys: list[str]) -> Any:
    for key in keys:
        model = model[key]
    return model


def differences(mine: Any, theirs: Any, path: str = "model") -> Iterator[str]:
    """What two models differ in, one line each; the order of names counts, prose does not."""
    if not (isinstance(mine, dict) and isinstance(theirs, dict)):
        if mine != theirs:
            yield f"{path}: ours {mine!r}, upstream {theirs!r}"
        return
    facts, expected = facts_of(mine), facts_of(theirs)
    yield from (f"{path}.{key}: only ours" for key in facts if key not in expected)
    yield from (f"{path}.{key}: only upstream" for key in expected if key not in facts)
    if sorted(facts) == sorted(expected) and facts != expected:
        yield f"{path}: order {facts}, upstream {expected}"
    for key in facts:
        if key in expected:
            yield from differences(mine[key], theirs[key], f"{path}.{key}")


def errors_of(model: Any) -> list[str]:
    return [name for name, shape in model["shapes"].items() if shape.get("exception")]


def facts_of(node: dict[str, Any]) -> list[str]:
    return [key for key in node if not (key == "documentation" and isinstance(node[key], str))]


@EACH_MODEL
def test_only_the_documentation_and_the_listed_additions_differ_from_upstream(folder: Path) -> None:
    found = list(differences(without_additions(folder), upstream(folder)))
    assert not found, "\n".join(["the model differs from botocore's:", *found])


@pytest.mark.parametrize(
    ("folder", "path", "value"),
    [
        pytest.param(folder, path, value, id=path)
        for folder in FOLDERS
        for path, value in ADDITIONS[folder].items()
    ],
)
def test_an_addition_is_in_our_model_and_not_yet_upstream(
    folder: Path, path: str, value: object
) -> None:
    *parents, trait = path.split(".")
    assert at(ours("service-2.json", folder), parents)[trait] == value
    theirs = at(upstream(folder), parents)
    assert trait not in theirs, f"upstream has {path} now: drop it from the list"


def test_a_difference_is_reported_by_its_path() -> None:
    mine = {"shapes": {"A": {"type": "string", "sensitive": True}}, "documentation": "Mine."}
    theirs = {"shapes": {"A": {"type": "long"}, "B": {"type": "blob"}}, "documentation": "Theirs."}
    assert list(differences(mine, theirs)) == [
        "model.shapes.B: only upstream",
        "model.shapes.A.sensitive: only ours",
        "model.shapes.A.type: ours 'string', upstream 'long'",
    ]


def test_members_in_another_order_are_a_difference() -> None:
    assert list(differences({"a": 1, "b": 2}, {"b": 2, "a": 1})) == [
        "model: order ['a', 'b'], upstream ['b', 'a']"
    ]


@pytest.mark.parametrize(
    ("folder", "operations", "shapes", "errors"),
    [pytest.param(SSO, 4, 28, 4, id="sso"), pytest.param(SSO_OIDC, 4, 55, 14, id="sso-oidc")],
)
def test_a_service_has_as_many_operations_shapes_and_errors_as_were_counted(
    folder: Path, operations: int, shapes: int, errors: int
) -> None:
    model = ours("service-2.json", folder)
    assert len(model["operations"]) == operations
    assert len(model["shapes"]) == shapes
    assert len(errors_of(model)) == errors


def test_every_error_of_sso_oidc_has_its_oauth_code_listed() -> None:
    assert errors_of(ours("service-2.json", SSO_OIDC)) == list(OAUTH_ERRORS)


def test_the_secrets_of_sso_are_marked_upstream_already() -> None:
    shapes = upstream(SSO)["shapes"]
    marked = [name for name, shape in shapes.items() if shape.get("sensitive")]
    assert marked == ["AccessTokenType", "SecretAccessKeyType", "SessionTokenType"]
