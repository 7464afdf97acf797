"""The examples fit the model, show each situation, and are right about OAuth and about time."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.model.files import BOTOCORE, MODEL, documented, ours, problems, read

SCHEMA = "examples-1.schema.json"
SERVICE = ours("service-2.json")
SHAPES = SERVICE["shapes"]
EXAMPLES = ours("examples-1.json")["examples"]
ALL = [
    pytest.param(operation, example, id=example["id"])
    for operation, examples in EXAMPLES.items()
    for example in examples
]
EACH = pytest.mark.parametrize(("operation", "example"), ALL)

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


def mismatches(shape_name: str, value: Any, path: str = "$") -> Iterator[str]:
    """Where a value does not fit a shape: its type, unknown, missing and misplaced members."""
    shape = SHAPES[shape_name]
    if not isinstance(value, PYTHON_TYPE[shape["type"]]):
        yield f"{path}: {value!r} is no {shape['type']}"
    elif shape["type"] == "list":
        for at, item in enumerate(value):
            yield from mismatches(shape["member"]["shape"], item, f"{path}[{at}]")
    elif shape["type"] == "structure":
        members = shape["members"]
        yield from (
            f"{path}.{name}: required" for name in shape.get("required", ()) if name not in value
        )
        if list(value) != [name for name in members if name in value]:
            yield f"{path}: {list(value)} are not members, or not in the model's order"
        for name in value.keys() & members.keys():
            yield from mismatches(members[name]["shape"], value[name], f"{path}.{name}")


def grants_of(example: Any) -> list[str]:
    given = example["input"]
    return [given["grantType"]] if "grantType" in given else given.get("grantTypes", [])


def secrets(shape_name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Each sensitive string in a value, with the name of its member."""
    for name, member in SHAPES[shape_name]["members"].items():
        sensitive = member.get("sensitive") or SHAPES[member["shape"]].get("sensitive")
        if name in value and sensitive:
            yield name, value[name]
        elif name in value and SHAPES[member["shape"]]["type"] == "structure":
            yield from secrets(member["shape"], value[name])


def test_the_examples_are_valid() -> None:
    Draft202012Validator.check_schema(read(MODEL / SCHEMA))
    assert not problems(SCHEMA, ours("examples-1.json"))


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


def test_each_operation_shows_its_grants() -> None:
    shown = {name: {g for e in some for g in grants_of(e)} for name, some in EXAMPLES.items()}
    assert shown == SITUATIONS
    assert list(EXAMPLES) == list(SERVICE["operations"])


def test_each_example_has_a_name_and_a_description_of_its_own() -> None:
    for key in ("id", "title", "description"):
        texts = [example[key] for examples in EXAMPLES.values() for example in examples]
        assert len({text for text in texts if text}) == len(ALL)


@EACH
def test_an_example_fits_the_model(operation: str, example: Any) -> None:
    modelled = SERVICE["operations"][operation]
    assert not list(mismatches(modelled["input"]["shape"], example["input"]))
    assert not list(mismatches(modelled["output"]["shape"], example["output"]))


@EACH
def test_the_grant_types_of_an_example_are_documented(operation: str, example: Any) -> None:
    documentation = dict(documented(SERVICE))
    request = f"shapes.{SERVICE['operations'][operation]['input']['shape']}.members"
    for member in {"grantType", "grantTypes"} & example["input"].keys():
        values = re.findall(r"<li> <p><code>([^<]*)</code>", documentation[f"{request}.{member}"])
        assert set(grants_of(example)) <= set(values)


@EACH
def test_the_secrets_of_an_example_are_recognizably_made_up(operation: str, example: Any) -> None:
    for side in ("input", "output"):
        shape = SERVICE["operations"][operation][side]["shape"]
        for name, secret in secrets(shape, example[side]):
            assert name in SHORT or "EXAMPLE" in secret


@EACH
def test_a_lifetime_is_in_seconds_and_no_time_of_day(operation: str, example: Any) -> None:
    assert 0 < example["output"].get("expiresIn", 1) <= 90 * DAY


def test_a_registration_lasts_90_days() -> None:
    for example in EXAMPLES["RegisterClient"]:
        output = example["output"]
        assert output["clientSecretExpiresAt"] - output["clientIdIssuedAt"] == 90 * DAY


def test_the_authorization_code_uses_pkce_and_the_registered_loopback_address() -> None:
    (registered,) = {
        uri for e in EXAMPLES["RegisterClient"] for uri in e["input"].get("redirectUris", ())
    }
    (redeemed,) = (e["input"] for e in EXAMPLES["CreateToken"] if "code" in e["input"])
    assert re.sub(r":\d+/", "/", redeemed["redirectUri"]) == registered
    assert re.fullmatch(r"[A-Za-z0-9\-._~]{43,128}", redeemed["codeVerifier"])  # RFC 7636, 4.1
