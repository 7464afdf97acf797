"""The emitted JSON Schemas, as those find them who must not import the client."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.generated.services import EACH_SERVICE, OIDC, PORTAL, SERVICES, Service


def _schemas(service: Service) -> dict[str, Any]:
    package = importlib.util.find_spec(service.package.__name__)
    assert package is not None
    assert package.origin is not None
    found: dict[str, Any] = json.loads(Path(package.origin).with_name("schemas.json").read_bytes())
    return found


SCHEMAS = {service: _schemas(service) for service in SERVICES}


def _problems(service: Service, shape: str, value: Any) -> list[str]:
    schema = {"$ref": f"#/$defs/{shape}", "$defs": SCHEMAS[service]["$defs"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


EXAMPLES = [
    pytest.param(service, shape, example[member], id=f"{example['id']}-{member}")
    for service in SERVICES
    for operation, examples in service.model.examples.items()
    for example in examples
    for member, shape in (
        ("input", service.model.input(operation)),
        ("output", service.model.output(operation)),
    )
    if shape is not None
]
SHAPES = [
    pytest.param(service, shape, id=f"{service.name}-{shape}")
    for service in SERVICES
    for shape in sorted(service.model.shapes)
]


@pytest.mark.parametrize("service", EACH_SERVICE)
def test_the_schemas_are_valid(service: Service) -> None:
    schemas = SCHEMAS[service]
    Draft202012Validator.check_schema(schemas)
    for definition in schemas["$defs"].values():
        Draft202012Validator.check_schema(definition)


@pytest.mark.parametrize("service", EACH_SERVICE)
def test_every_shape_of_the_model_has_a_schema(service: Service) -> None:
    assert SCHEMAS[service]["$defs"].keys() == service.model.shapes.keys()


@pytest.mark.parametrize(("service", "shape", "value"), EXAMPLES)
def test_each_example_fits_its_schema(service: Service, shape: str, value: Any) -> None:
    assert _problems(service, shape, value) == []


@pytest.mark.parametrize(("service", "shape"), SHAPES)
def test_a_schema_knows_every_member_and_no_other(service: Service, shape: str) -> None:
    members = service.model.shapes[shape].get("members")
    if members is None:
        assert "properties" not in SCHEMAS[service]["$defs"][shape]
        return
    value = service.model.filled(shape)
    if "error" in members:
        del value["error"]  # one value each
        value.pop("reason", None)
    assert _problems(service, shape, value) == []
    assert _problems(service, shape, {**value, "unknown": 1}) != []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"clientName": 7}, "7 is not of type 'string'"),
        ({"scopes": "openid"}, "'openid' is not of type 'array'"),
        ({"scopes": [7]}, "7 is not of type 'string'"),
    ],
)
def test_a_wrong_type_is_a_problem(change: dict[str, Any], message: str) -> None:
    value = {**OIDC.model.filled("RegisterClientRequest"), **change}
    assert _problems(OIDC, "RegisterClientRequest", value) == [message]


def test_a_missing_member_is_a_problem() -> None:
    assert _problems(OIDC, "RegisterClientRequest", {"clientName": "a"}) == [
        "'clientType' is a required property"
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0, "0 is less than the minimum of 1"),
        (101, "101 is greater than the maximum of 100"),
        ("7", "'7' is not of type 'integer'"),
    ],
)
def test_a_number_has_its_bounds(value: Any, message: str) -> None:
    params = {"accessToken": "a", "maxResults": value}
    assert _problems(PORTAL, "ListAccountsRequest", params) == [message]
