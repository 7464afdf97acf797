"""The model says what AWS's says, but for its documentation and a list of additions."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.model.files import ours, upstream

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

ADDITIONS: dict[str, object] = {
    "shapes.AuthCode.sensitive": True,
    "shapes.DeviceCode.sensitive": True,
    "shapes.IdentityContext.sensitive": True,
    "shapes.UserCode.sensitive": True,
    "shapes.StartDeviceAuthorizationResponse.members.verificationUriComplete.sensitive": True,
    "shapes.CreateTokenRequest.members.code.singleUse": True,
    "shapes.CreateTokenWithIAMRequest.members.code.singleUse": True,
    **{f"shapes.{name}.members.error.enum": [code] for name, code in OAUTH_ERRORS.items()},
}


def without_additions(model: Any) -> Any:
    model = copy.deepcopy(model)
    for path in ADDITIONS:
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


def facts_of(node: dict[str, Any]) -> list[str]:
    return [key for key in node if not (key == "documentation" and isinstance(node[key], str))]


def test_only_the_documentation_and_the_listed_additions_differ_from_upstream() -> None:
    found = list(differences(without_additions(ours("service-2.json")), upstream()))
    assert not found, "\n".join(["the model differs from botocore's:", *found])


@pytest.mark.parametrize(("path", "value"), ADDITIONS.items())
def test_an_addition_is_in_our_model_and_not_yet_upstream(path: str, value: object) -> None:
    *parents, trait = path.split(".")
    assert at(ours("service-2.json"), parents)[trait] == value
    assert trait not in at(upstream(), parents), f"upstream has {path} now: drop it from the list"


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


def test_the_service_has_4_operations_55_shapes_and_14_errors() -> None:
    model = ours("service-2.json")
    errors = [name for name, shape in model["shapes"].items() if shape.get("exception")]
    assert (len(model["operations"]), len(model["shapes"]), len(errors)) == (4, 55, 14)
    assert errors == list(OAUTH_ERRORS)
