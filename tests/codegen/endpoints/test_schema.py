"""The schemas of rule sets and partitions, and how the files are read."""

from __future__ import annotations

import copy
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from codegen.load.model_files import MODEL_FOLDER
from codegen.load.problems import ModelError
from codegen.load.rule_files import load_rules
from tests.codegen.endpoint_rules import (
    PARTITIONS,
    SSO_OIDC,
    compile_endpoints,
    endpoint,
    loaded,
)
from tests.corpus import BOTOCORE
from tests.model.files import read

RULES = "endpoint-rule-set-1.json"

WELL_FORMED: Any = {
    "version": "1.0",
    "serviceId": "Tea",
    "parameters": {
        "Region": {"type": "String", "builtIn": "AWS::Region", "documentation": "The region."},
        "Hot": {"type": "boolean", "required": True, "default": False},
        "Old": {"type": "stringArray", "deprecated": {"message": "No.", "since": "2020"}},
    },
    "rules": [
        {
            "type": "tree",
            "documentation": "All.",
            "conditions": [{"fn": "isSet", "argv": [{"ref": "Region"}]}],
            "rules": [
                {
                    "type": "endpoint",
                    "conditions": [
                        {"fn": "booleanEquals", "argv": [{"ref": "Hot"}, True]},
                        {
                            "fn": "substring",
                            "argv": [{"ref": "Region"}, 0, 1, False],
                            "assign": "x",
                        },
                    ],
                    "endpoint": {
                        "url": "https://{x}",
                        "properties": {"authSchemes": [{"name": "sigv4"}]},
                        "headers": {"X-A": ["a", {"ref": "x"}]},
                    },
                },
                {
                    "type": "endpoint",
                    "conditions": [],
                    "endpoint": {"url": {"fn": "uriEncode", "argv": [{"ref": "Region"}]}},
                },
            ],
        },
        {"type": "error", "conditions": [], "error": "Nothing"},
    ],
}

# Where a value is set, to what, and the place and the words of the one complaint.
BROKEN: list[tuple[str, Any, str]] = [
    ("version", "2.0", "$.version: '2.0' does not match"),
    ("color", 1, "$: Additional properties are not allowed ('color' was unexpected)"),
    ("rules", {}, "$.rules: {} is not of type 'array'"),
    ("parameters/a-b", {"type": "string"}, "$.parameters: 'a-b' does not match"),
    ("parameters/a\n", {"type": "string"}, "$.parameters: 'a\\n' does not match"),
    ("parameters/ä", {"type": "string"}, "$.parameters: 'ä' does not match"),
    ("parameters/Region", {}, "$.parameters.Region: 'type' is a required property"),
    ("parameters/Region/type", "map", "$.parameters.Region.type: 'map' is not one of"),
    ("parameters/Region/builtin", "x", "$.parameters.Region: Additional properties are"),
    ("parameters/Region/builtIn", "x", "$.parameters.Region.builtIn: 'x' does not match"),
    ("parameters/Region/required", 1, "$.parameters.Region.required: 1 is not of type 'boolean'"),
    ("parameters/Region/default", {}, "$.parameters.Region.default: {} is not of type"),
    ("rules/0/type", "forest", "$.rules[0].type: 'forest' is not one of"),
    ("rules/0/type", "endpoint", "$.rules[0]: "),
    ("rules/0/color", 1, "$.rules[0]: Additional properties are not allowed ('color'"),
    ("rules/1/rules", [], "$.rules[1]: Additional properties are not allowed ('rules'"),
    ("rules/1/error", 5, "$.rules[1].error: 5 is not of type 'object', 'string'"),
    ("rules/1/error", {}, "$.rules[1].error: "),
    ("rules/1", "error", "$.rules[1]: 'error' is not of type 'object'"),
    ("rules/1", {"type": "error", "error": "a"}, "$.rules[1]: 'conditions' is a required"),
    ("rules/1", {"conditions": [], "error": "a"}, "$.rules[1]: 'type' is a required property"),
    ("rules/0/conditions/0/fn", 1, "$.rules[0].conditions[0].fn: 1 is not of type 'string'"),
    ("rules/0/conditions/0/argv", "a", "$.rules[0].conditions[0].argv: 'a' is not of type"),
    ("rules/0/conditions/0/assign", "a b", "$.rules[0].conditions[0].assign: 'a b' does not"),
    ("rules/0/conditions/0/asign", "a", "$.rules[0].conditions[0]: Additional properties"),
    ("rules/0/conditions/0", {"ref": "Hot"}, "$.rules[0].conditions[0]: "),
    ("rules/0/conditions/0/argv/0", None, "$.rules[0].conditions[0].argv[0]: None is not of"),
    ("rules/0/conditions/0/argv/0", ["a"], "$.rules[0].conditions[0].argv[0]: ['a'] is not of"),
    ("rules/0/conditions/0/argv/0", 1.5, "$.rules[0].conditions[0].argv[0]: 1.5 is not of"),
    ("rules/0/conditions/0/argv/0/ref", 1, "$.rules[0].conditions[0].argv[0].ref: 1 is not of"),
    ("rules/0/conditions/0/argv/0/fn", "a", "$.rules[0].conditions[0].argv[0]: Additional"),
    (
        "rules/0/conditions/0/argv/0",
        {"fn": "isSet", "argv": [], "assign": "x"},
        "$.rules[0].conditions[0].argv[0]: Additional properties are not allowed ('assign'",
    ),
    ("rules/0/rules/0/endpoint", {}, "$.rules[0].rules[0].endpoint: 'url' is a required"),
    ("rules/0/rules/0/endpoint/url", 1, "$.rules[0].rules[0].endpoint.url: 1 is not of type"),
    ("rules/0/rules/0/endpoint/color", 1, "$.rules[0].rules[0].endpoint: Additional properties"),
    ("rules/0/rules/0/endpoint/properties", [], "$.rules[0].rules[0].endpoint.properties: []"),
    ("rules/0/rules/0/endpoint/headers/X-A", "a", '$.rules[0].rules[0].endpoint.headers["X-A"]:'),
    ("rules/0/rules/0/endpoint/headers/a\r", [], "$.rules[0].rules[0].endpoint.headers: 'a\\r'"),
]

BROKEN_PARTITIONS: list[tuple[str, Any, str]] = [
    ("color", 1, "$: Additional properties are not allowed ('color' was unexpected)"),
    ("partitions", [], "$.partitions: [] "),
    ("partitions/0/id", "AWS", "$.partitions[0].id: 'AWS' does not match"),
    ("partitions/0/id", "a\n", "$.partitions[0].id: 'a\\n' does not match"),
    ("partitions/0/regionRegex", 1, "$.partitions[0].regionRegex: 1 is not of type 'string'"),
    ("partitions/0/regionRegex", "a" * 201, "$.partitions[0].regionRegex: 'aaa"),
    ("partitions/0/regions/A.B", {}, "$.partitions[0].regions: 'A.B' does not match"),
    (
        "partitions/0/regions/us-east-1/dnsSuffix",
        "a.b",
        '$.partitions[0].regions["us-east-1"]: Additional properties are not allowed',
    ),
    ("partitions/0/outputs/dnsSuffix", "a/b", "$.partitions[0].outputs.dnsSuffix: 'a/b' does"),
    ("partitions/0/outputs/dnsSuffix", "a@b", "$.partitions[0].outputs.dnsSuffix: 'a@b' does"),
    ("partitions/0/outputs/supportsFIPS", 1, "$.partitions[0].outputs.supportsFIPS: 1 is not"),
    ("partitions/0/outputs/supportsAll", True, "$.partitions[0].outputs: Additional properties"),
    ("partitions/0/outputs", {}, "$.partitions[0].outputs: 'dnsSuffix' is a required property"),
]


def altered(document: Any, path: str, value: object) -> Any:
    """Return a document with one value changed."""
    document = copy.deepcopy(document)
    *parents, key = path.split("/")
    node = document
    for parent in parents:
        node = node[int(parent) if isinstance(node, list) else parent]
    node[int(key) if isinstance(node, list) else key] = value
    return document


def write(folder: Path, rules: object, partitions: object = None) -> Path:
    (folder / RULES).write_text(json.dumps(rules), encoding="utf-8")
    if partitions is not None:
        (folder / "partitions.json").write_text(json.dumps(partitions), encoding="utf-8")
    return folder


def complaints(folder: Path) -> list[str]:
    with pytest.raises(ModelError) as refused:
        load_rules(folder)
    return [str(each).replace(f"{folder}/", "") for each in refused.value.problems]


@pytest.mark.parametrize("name", ["endpoint-rule-set-1", "partitions"])
def test_a_schema_is_valid_and_closed(name: str) -> None:
    schema = read(MODEL_FOLDER / f"{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for each in schemas(schema):
        closed = "additionalProperties" in each or "if" in each
        assert closed or "properties" not in each, each


def schemas(node: Any) -> Iterator[Any]:
    """Yield a schema and those within it, but for conditions, which close nothing."""
    if not isinstance(node, dict):
        return
    yield node
    for key in ("then", "else", "items", "additionalProperties"):
        yield from schemas(node.get(key))
    for key in ("$defs", "properties"):
        for each in node.get(key, {}).values():
            yield from schemas(each)


def test_a_well_formed_rule_set_is_read_and_compiled(tmp_path: Path) -> None:
    rules = load_rules(write(tmp_path, WELL_FORMED))
    assert rules is not None
    assert rules.rule_set == WELL_FORMED
    assert "def resolve(" in compile_endpoints(rules, "")


@pytest.mark.parametrize(("path", "value", "complaint"), BROKEN)
def test_a_broken_rule_set_is_refused_at_its_path(
    tmp_path: Path, path: str, value: object, complaint: str
) -> None:
    found = complaints(write(tmp_path, altered(WELL_FORMED, path, value)))
    shown = complaint.replace("\\n", "\\\\n").replace("\\r", "\\\\r")
    assert any(each.startswith((f"{RULES}: {complaint}", f"{RULES}: {shown}")) for each in found)


@pytest.mark.parametrize(("path", "value", "complaint"), BROKEN_PARTITIONS)
def test_broken_partitions_are_refused_at_their_path(
    tmp_path: Path, path: str, value: object, complaint: str
) -> None:
    broken = altered(read(MODEL_FOLDER / "partitions.json"), path, value)
    found = complaints(write(tmp_path, WELL_FORMED, broken))
    assert any(each.startswith(f"partitions.json: {complaint}") for each in found), found


def test_botocores_partitions_and_each_of_its_rule_sets_fit_the_schemas() -> None:
    rules = Draft202012Validator(read(MODEL_FOLDER / "endpoint-rule-set-1.schema.json"))
    partitions = Draft202012Validator(read(MODEL_FOLDER / "partitions.schema.json"))
    assert list(partitions.iter_errors(PARTITIONS)) == []
    # The rest-json ones are read by the tests that compile them.
    for path in BOTOCORE.glob("s3*/*/endpoint-rule-set-1.json*"):
        assert list(rules.iter_errors(read(path))) == []


def test_a_folder_without_rules_has_none(tmp_path: Path) -> None:
    assert load_rules(tmp_path) is None


def test_compressed_rules_are_read(tmp_path: Path) -> None:
    (tmp_path / f"{RULES}.gz").write_bytes(gzip.compress((SSO_OIDC / RULES).read_bytes()))
    assert loaded(tmp_path).partition("\n")[2] == loaded(SSO_OIDC).partition("\n")[2]


def test_partitions_beside_the_rules_stand_in_for_ours(tmp_path: Path) -> None:
    shutil.copy(SSO_OIDC / RULES, tmp_path)
    partitions = read(MODEL_FOLDER / "partitions.json")
    partitions["partitions"][0]["outputs"]["dnsSuffix"] = "example.com"
    write(tmp_path, read(SSO_OIDC / RULES), partitions)
    assert 'dns_suffix="example.com"' in loaded(tmp_path)


def test_both_files_are_checked_at_once(tmp_path: Path) -> None:
    found = complaints(write(tmp_path, {}, {}))
    assert {each.partition(":")[0] for each in found} == {RULES, "partitions.json"}


@pytest.mark.parametrize("depth", [200, 50_000])
def test_rules_nested_without_end_are_refused(tmp_path: Path, depth: int) -> None:
    opening = '{"type": "tree", "conditions": [], "rules": ['
    rule = json.dumps(endpoint("https://a"))
    nested = opening * depth + rule + "]}" * depth
    (tmp_path / RULES).write_text(f'{{"version": "1.0", "parameters": {{}}, "rules": [{nested}]}}')
    (problem,) = complaints(tmp_path)
    assert problem.startswith(f"{RULES}: is ")
    assert "nested too deeply" in problem
