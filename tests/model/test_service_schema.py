"""The schema of service models knows every trait that AWS's rest-json models use, and no other."""

import copy
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests import corpus
from tests.model.files import EACH_MODEL, MODEL, ours, problems, read

SCHEMA = "service-2.schema.json"

WELL_FORMED: dict[str, Any] = {
    "metadata": {
        "apiVersion": "2020-01-01",
        "endpointPrefix": "tea",
        "protocol": "rest-json",
        "serviceFullName": "Tea",
        "serviceId": "Tea",
        "signatureVersion": "v4",
    },
    "operations": {
        "Brew": {
            "name": "Brew",
            "http": {"method": "POST", "requestUri": "/brew"},
            "input": {"shape": "Pot"},
            "errors": [{"shape": "Cold"}],
        }
    },
    "shapes": {
        "Cold": {
            "type": "structure",
            "members": {},
            "error": {"httpStatusCode": 400},
            "exception": True,
        },
        "Leaf": {"type": "string"},
        "Leaves": {"type": "list", "member": {"shape": "Leaf"}},
        "Minutes": {"type": "integer", "max": 5},
        "Pot": {"type": "structure", "members": {"leaves": {"shape": "Leaves"}}},
        "Prices": {"type": "map", "key": {"shape": "Leaf"}, "value": {"shape": "Minutes"}},
    },
}

# Where a value is set, to what, and the place and the words of the one complaint.
BROKEN = [
    ("color", "red", "$: Additional properties are not allowed ('color' was unexpected)"),
    ("metadata/color", 1, "$.metadata: Additional properties are not allowed ('color'"),
    ("metadata/protocol", "query", "$.metadata.protocol: 'rest-json' was expected"),
    ("metadata/serviceId", None, "$.metadata.serviceId: None is not of type 'string'"),
    ("operations/Brew/color", 1, "$.operations.Brew: Additional properties are not allowed"),
    ("operations/Brew/http/method", "BREW", "$.operations.Brew.http.method: 'BREW' is not one of"),
    ("operations/Brew/http/requestUri", "/a b", "$.operations.Brew.http.requestUri: '/a b' does"),
    ("operations/Brew/http/requestUri", "/a#b", "$.operations.Brew.http.requestUri: '/a#b' does"),
    ("metadata/endpointPrefix", "a.b/", "$.metadata.endpointPrefix: 'a.b/' does"),
    ("operations/Brew/http/requestUri", "brew", "$.operations.Brew.http.requestUri: 'brew' does"),
    ("operations/Brew/input", {}, "$.operations.Brew.input: 'shape' is a required property"),
    ("operations/Brew/output", {"shape": "Pot", "x": 1}, "$.operations.Brew.output: Additional"),
    ("operations/Brew/errors", [{"x": 1, "shape": "Cold"}], "$.operations.Brew.errors[0]: Addit"),
    ("operations/Brew!", WELL_FORMED["operations"]["Brew"], "$.operations: 'Brew!' does not match"),
    ("shapes/Leaf\n", {"type": "string"}, "$.shapes: 'Leaf\\n' does not match"),
    ("shapes/com.example", {"type": "string"}, "$.shapes: 'com.example' does not match"),
    ("shapes/Leaf", {}, "$.shapes.Leaf: 'type' is a required property"),
    ("shapes/Leaf", "string", "$.shapes.Leaf: 'string' is not of type 'object'"),
    ("shapes/Leaf/type", "strnig", "$.shapes.Leaf.type: 'strnig' is not one of"),
    ("shapes/Leaf/members", {}, "$.shapes.Leaf: Additional properties are not allowed ('members'"),
    ("shapes/Leaf/sensitive", "yes", "$.shapes.Leaf.sensitive: True was expected"),
    ("shapes/Leaf/max", "9", "$.shapes.Leaf.max: '9' is not of type 'integer'"),
    ("shapes/Leaf/enum", "green", "$.shapes.Leaf.enum: 'green' is not of type 'array'"),
    ("shapes/Minutes/pattern", "[0-9]", "$.shapes.Minutes: Additional properties are not allowed"),
    ("shapes/Leaves/member", {"shape": "Leaf", "type": "string"}, "$.shapes.Leaves.member: Addit"),
    ("shapes/Prices/key/shape", 1, "$.shapes.Prices.key.shape: 1 is not of type 'string'"),
    ("shapes/Cold/error/status", 1, "$.shapes.Cold.error: Additional properties are not allowed"),
    ("shapes/Cold/error/httpStatusCode", 200, "$.shapes.Cold.error.httpStatusCode: 200 is less"),
    ("shapes/Cold/retryable", True, "$.shapes.Cold.retryable: True is not of type 'object'"),
    ("shapes/Pot/members", [], "$.shapes.Pot.members: [] is not of type 'object'"),
    ("shapes/Pot/members/leaves", "Leaves", "$.shapes.Pot.members.leaves: 'Leaves' is not of"),
    ("shapes/Pot/members/leaves/color", 1, "$.shapes.Pot.members.leaves: Additional properties"),
    ("shapes/Pot/members/leaves/location", "body", "$.shapes.Pot.members.leaves.location: 'body'"),
    ("shapes/Pot/members/tea-leaves", {"shape": "Leaf"}, "$.shapes.Pot.members: 'tea-leaves'"),
]


# Traits of which none of AWS's models has need: ours do, AWS's tests of the protocol, or a model
# that a newer botocore has (AWS Abuse Signal).
KINDS = ("structure", "string", "list", "map", "integer", "float", "boolean", "timestamp", "blob")
OURS = {
    *("member eventheader", "member sensitive", "member singleUse", "member timestampFormat"),
    "metadata targetPrefix",
    *("operation httpChecksumRequired", "operation requestcompression"),
    *("message payload", "message locationName"),
    *(f"{kind} {trait}" for kind in KINDS for trait in ("location", "locationName")),
}

# Types of shape that the schema treats alike.
SAME = {"long": "integer", "double": "float", "character": "string"}


def traits_of(model: Any) -> Iterator[str]:
    """Each trait that a model uses, with what bears it: `member location`."""
    yield from (f"metadata {trait}" for trait in model["metadata"])
    for operation in model["operations"].values():
        yield from (f"operation {trait}" for trait in operation)
        messages = [operation[side] for side in ("input", "output") if side in operation]
        yield from (f"message {trait}" for message in messages for trait in message)
    for shape in model["shapes"].values():
        kind = SAME.get(shape["type"], shape["type"])
        yield from (f"{kind} {trait}" for trait in shape)
        for member in shape.get("members", {}).values():
            yield from (f"member {trait}" for trait in member)


def traits_known_to(schema: Any) -> Iterator[str]:
    kinds = schema["$defs"]
    members = kinds["structure"]["properties"]["members"]["additionalProperties"]
    yield from (f"member {trait}" for trait in members["properties"])
    for kind in kinds.keys() - {"auth", "location", "reference", "shape", "timestampFormat"}:
        yield from (f"{kind} {trait}" for trait in kinds[kind]["properties"])


def altered(path: str, value: object) -> Any:
    model = copy.deepcopy(WELL_FORMED)
    *parents, key = path.split("/")
    node = model
    for parent in parents:
        node = node[parent]
    node[key] = value
    return model


def test_the_schema_is_itself_valid_and_has_no_branches_that_hide_the_cause() -> None:
    schema = read(MODEL / SCHEMA)
    Draft202012Validator.check_schema(schema)
    assert '"oneOf"' not in json.dumps(schema)
    assert '"anyOf"' not in json.dumps(schema)


@EACH_MODEL
def test_our_model_is_valid(folder: Path) -> None:
    assert not problems(SCHEMA, ours("service-2.json", folder))


def used_by(folders: Iterable[Path]) -> set[str]:
    models = (read(folder / "service-2.json.gz") for folder in folders)
    return {trait for model in models for trait in traits_of(model)}


# That each model is valid is shown where each is emitted or refused.
@pytest.mark.corpus
def test_no_trait_is_known_in_vain() -> None:
    assert set(traits_known_to(read(MODEL / SCHEMA))) - used_by(corpus.folders()) == OURS


def test_the_few_models_that_are_always_taken_have_every_trait_that_any_has() -> None:
    few = [folder for folder in corpus.folders() if folder.parent.name in corpus.FEW]
    assert len(few) == len(corpus.FEW)
    assert set(traits_known_to(read(MODEL / SCHEMA))) - used_by(few) == OURS


def test_a_small_model_is_valid() -> None:
    assert not problems(SCHEMA, WELL_FORMED)


@pytest.mark.parametrize(("path", "value", "complaint"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_broken_model_is_refused_at_the_place(path: str, value: object, complaint: str) -> None:
    (found,) = problems(SCHEMA, altered(path, value))
    assert found.startswith(complaint)
