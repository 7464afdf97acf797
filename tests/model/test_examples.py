"""The examples fit their model, and those of SSO OIDC show each grant and are right about OAuth."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.corpus import BOTOCORE
from tests.model.files import (
    EACH_MODEL,
    FOLDERS,
    MODEL,
    SSO,
    SSO_OIDC,
    documented,
    ours,
    problems,
    read,
)

SCHEMA = "examples-1.schema.json"
PACKAGES = {name: MODEL / folder for name, folder in read(MODEL / "packages.json").items()}
SERVICES = {folder: ours("service-2.json", folder) for folder in FOLDERS}
EXAMPLES = {folder: ours("examples-1.json", folder)["examples"] for folder in FOLDERS}
OIDC = EXAMPLES[SSO_OIDC]


def parameters(folder: Path) -> list[Any]:
    """The folder, the operation and the example, of each example of a model."""
    return [
        pytest.param(folder, operation, example, id=example["id"])
        for operation, examples in EXAMPLES[folder].items()
        for example in examples
    ]


EACH = pytest.mark.parametrize(
    ("folder", "operation", "example"), [*parameters(SSO), *parameters(SSO_OIDC)]
)
EACH_OF_OIDC = pytest.mark.parametrize(("folder", "operation", "example"), parameters(SSO_OIDC))

GRANT = "urn:ietf:params:oauth:grant-type:"
SITUATIONS = {
    "CreateToken": {f"{GRANT}device_code", "authorization_code", "refresh_token"},
    "CreateTokenWithIAM": {
        "authorization_code",
        "refresh_token",
        f"{GRANT}jwt-bearer",
        f"{GRANT}token-exchange",
    },
    "RegisterClient": {f"{GRANT}device_code", "authorization_code", "refresh_token"},
    "StartDeviceAuthorization": set(),
}
DAY = 24 * 60 * 60
PYTHON_TYPE: dict[str, Any] = {
    "string": str,
    "integer": int,
    "long": int,
    "list": list,
    "structure": dict,
}
SHORT = {"userCode", "verificationUriComplete"}  # a user code has no room for EXAMPLE


def sides(folder: Path, operation: str, example: Any) -> Iterator[tuple[str, Any]]:
    """The shapes of an operation's input and output, with what an example has for them."""
    modelled = SERVICES[folder]["operations"][operation]
    assert ("output" in example) == ("output" in modelled)
    for side in ("input", "output"):
        if side in modelled:
            yield modelled[side]["shape"], example[side]


def mismatches(shapes: Any, shape_name: str, value: Any, path: str = "$") -> Iterator[str]:
    """Where a value does not fit a shape: its type, unknown, missing and misplaced members."""
    shape = shapes[shape_name]
    if not isinstance(value, PYTHON_TYPE[shape["type"]]):
        yield f"{path}: {value!r} is not of type {shape['type']}"
    elif shape["type"] == "list":
        for at, item in enumerate(value):
            yield from mismatches(shapes, shape["member"]["shape"], item, f"{path}[{at}]")
    elif shape["type"] == "structure":
        members = shape["members"]
        yield from (
            f"{path}.{name}: required" for name in shape.get("required", ()) if name not in value
        )
        if list(value) != [name for name in members if name in value]:
            yield f"{path}: {list(value)} are not members, or not in the model's order"
        for name in value.keys() & members.keys():
            yield from mismatches(shapes, members[name]["shape"], value[name], f"{path}.{name}")
    elif "min" in shape or "max" in shape:
        size = len(value) if isinstance(value, str) else value
        if not shape.get("min", size) <= size <= shape.get("max", size):
            yield f"{path}: {value!r} is out of range"


def grants_of(example: Any) -> list[str]:
    given = example["input"]
    return [given["grantType"]] if "grantType" in given else given.get("grantTypes", [])


def secrets(shapes: Any, shape_name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Each sensitive string in a value, with the name of its member."""
    for name, member in shapes[shape_name]["members"].items():
        sensitive = member.get("sensitive") or shapes[member["shape"]].get("sensitive")
        if name in value and sensitive:
            yield name, value[name]
        elif name in value and shapes[member["shape"]]["type"] == "structure":
            yield from secrets(shapes, member["shape"], value[name])


@EACH_MODEL
def test_the_examples_are_valid(folder: Path) -> None:
    Draft202012Validator.check_schema(read(MODEL / SCHEMA))
    assert not problems(SCHEMA, ours("examples-1.json", folder))


def test_all_examples_of_botocore_are_valid() -> None:
    validator = Draft202012Validator(read(MODEL / SCHEMA))
    paths = sorted(BOTOCORE.glob("*/*/examples-1.json*"))
    found = [
        f"{path.parent.parent.name} {error.json_path}: {error.message}"
        for path in paths
        for error in validator.iter_errors(read(path))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"outptu": {}}, "$.examples.Brew[0]: Additional properties are not allowed ('outptu'"),
        ({"input": []}, "$.examples.Brew[0].input: [] is not of type 'object'"),
        ({"comments": {"inputs": {}}}, "$.examples.Brew[0].comments: Additional properties"),
    ],
)
def test_a_broken_example_is_refused_at_the_place(change: dict[str, Any], complaint: str) -> None:
    example = {"id": "a", "title": "A", "description": "", "input": {}, "comments": {}, **change}
    (found,) = problems(SCHEMA, {"version": "1.0", "examples": {"Brew": [example]}})
    assert found.startswith(complaint)


@EACH_MODEL
def test_every_operation_has_an_example_in_the_order_of_the_model(folder: Path) -> None:
    assert list(EXAMPLES[folder]) == list(SERVICES[folder]["operations"])
    assert all(EXAMPLES[folder].values())


def test_each_operation_shows_its_grants() -> None:
    shown = {name: {g for e in some for g in grants_of(e)} for name, some in OIDC.items()}
    assert shown == SITUATIONS


@EACH_MODEL
def test_each_example_has_a_name_and_a_description_of_its_own(folder: Path) -> None:
    listed = [example for examples in EXAMPLES[folder].values() for example in examples]
    for key in ("id", "title", "description"):
        texts = [example[key] for example in listed]
        assert len({text for text in texts if text}) == len(listed)


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ({}, "$.accessToken: required"),
        ({"accessToken": 7}, "$.accessToken: 7 is not of type string"),
        ({"maxResults": "2", "accessToken": "a"}, "$.maxResults: '2' is not of type integer"),
        ({"maxResults": 0, "accessToken": "a"}, "$.maxResults: 0 is out of range"),
        ({"accessToken": "a", "maxResults": 2}, "$: ['accessToken', 'maxResults'] are not members"),
        ({"accessToken": "a", "pageSize": 2}, "$: ['accessToken', 'pageSize'] are not members"),
    ],
)
def test_a_value_that_does_not_fit_is_noticed(value: dict[str, Any], complaint: str) -> None:
    (found,) = mismatches(SERVICES[SSO]["shapes"], "ListAccountsRequest", value)
    assert found.startswith(complaint)


@EACH
def test_an_example_fits_the_model(folder: Path, operation: str, example: Any) -> None:
    shapes = SERVICES[folder]["shapes"]
    for shape, value in sides(folder, operation, example):
        assert not list(mismatches(shapes, shape, value))


@pytest.mark.parametrize(("package", "folder"), PACKAGES.items())
def test_the_examples_fit_the_emitted_schemas(package: str, folder: Path) -> None:
    definitions = read(MODEL.parent / "generated" / package / "schemas.json")["$defs"]
    for operation, examples in EXAMPLES[folder].items():
        for example in examples:
            for shape, value in sides(folder, operation, example):
                schema = {"$ref": f"#/$defs/{shape}", "$defs": definitions}
                Draft202012Validator(schema).validate(value)


@EACH_OF_OIDC
def test_the_grant_types_of_an_example_are_documented(
    folder: Path, operation: str, example: Any
) -> None:
    documentation = dict(documented(SERVICES[folder]))
    request = f"shapes.{SERVICES[folder]['operations'][operation]['input']['shape']}.members"
    for member in {"grantType", "grantTypes"} & example["input"].keys():
        values = re.findall(r"<li> <p><code>([^<]*)</code>", documentation[f"{request}.{member}"])
        assert set(grants_of(example)) <= set(values)


@EACH
def test_the_secrets_of_an_example_are_recognizably_made_up(
    folder: Path, operation: str, example: Any
) -> None:
    shapes = SERVICES[folder]["shapes"]
    for shape, value in sides(folder, operation, example):
        for name, secret in secrets(shapes, shape, value):
            assert name in SHORT or "EXAMPLE" in secret


@EACH_OF_OIDC
def test_a_lifetime_is_in_seconds_and_no_time_of_day(
    folder: Path, operation: str, example: Any
) -> None:
    assert 0 < example["output"].get("expiresIn", 1) <= 90 * DAY


def test_a_registration_lasts_90_days() -> None:
    for example in OIDC["RegisterClient"]:
        output = example["output"]
        assert output["clientSecretExpiresAt"] - output["clientIdIssuedAt"] == 90 * DAY


def test_the_authorization_code_uses_pkce_and_the_registered_loopback_address() -> None:
    (registered,) = {
        uri for e in OIDC["RegisterClient"] for uri in e["input"].get("redirectUris", ())
    }
    (redeemed,) = (e["input"] for e in OIDC["CreateToken"] if "code" in e["input"])
    assert re.sub(r":\d+/", "/", redeemed["redirectUri"]) == registered
    assert re.fullmatch(r"[A-Za-z0-9\-._~]{43,128}", redeemed["codeVerifier"])  # RFC 7636, 4.1
