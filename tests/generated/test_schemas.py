"""The emitted JSON Schemas, as those find them who must not import the client."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.generated import model


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    package = importlib.util.find_spec("ssooidc")
    assert package is not None
    assert package.origin is not None
    found: dict[str, Any] = json.loads(Path(package.origin).with_name("schemas.json").read_bytes())
    return found


def _problems(schemas: dict[str, Any], shape: str, value: Any) -> list[str]:
    schema = {"$ref": f"#/$defs/{shape}", "$defs": schemas["$defs"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


EXAMPLES = [
    pytest.param(f"{operation}{kind}", example[member], id=f"{example['id']}-{member}")
    for operation, examples in model.examples().items()
    for example in examples
    for kind, member in (("Request", "input"), ("Response", "output"))
]


def test_the_schemas_are_valid(schemas: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schemas)
    for definition in schemas["$defs"].values():
        Draft202012Validator.check_schema(definition)


def test_every_shape_of_the_model_has_a_schema(schemas: dict[str, Any]) -> None:
    assert schemas["$defs"].keys() == model.SHAPES.keys()


@pytest.mark.parametrize(("shape", "value"), EXAMPLES)
def test_each_example_fits_its_schema(schemas: dict[str, Any], shape: str, value: Any) -> None:
    assert _problems(schemas, shape, value) == []


@pytest.mark.parametrize("shape", sorted(model.SHAPES))
def test_a_schema_knows_every_member_and_no_other(schemas: dict[str, Any], shape: str) -> None:
    members = model.SHAPES[shape].get("members")
    if members is None:
        assert "properties" not in schemas["$defs"][shape]
        return
    value = model.filled(shape)
    if "error" in members:
        del value["error"]  # one value each
        value.pop("reason", None)
    assert _problems(schemas, shape, value) == []
    assert _problems(schemas, shape, {**value, "unknown": 1}) != []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"clientName": 7}, "7 is not of type 'string'"),
        ({"scopes": "openid"}, "'openid' is not of type 'array'"),
        ({"scopes": [7]}, "7 is not of type 'string'"),
    ],
)
def test_a_wrong_type_is_a_problem(
    schemas: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    value = {**model.filled("RegisterClientRequest"), **change}
    assert _problems(schemas, "RegisterClientRequest", value) == [message]


def test_a_missing_member_is_a_problem(schemas: dict[str, Any]) -> None:
    assert _problems(schemas, "RegisterClientRequest", {"clientName": "a"}) == [
        "'clientType' is a required property"
    ]
