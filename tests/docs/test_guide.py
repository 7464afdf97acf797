"""A guide fits its schema and its model, says all that it should, and reads as the model does."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from codegen.load.model_files import load_model
from codegen.model.reader import read_service
from codegen.prose.allowed import allowed_values
from codegen.prose.guide import guide_problems
from tests.model.files import (
    EACH_MODEL,
    FOLDERS,
    MODEL,
    SSO,
    SSO_OIDC,
    ours,
    problems,
    read,
)

SCHEMA = "guide-1.schema.json"
SERVICES = {folder: ours("service-2.json", folder) for folder in FOLDERS}
GUIDES = {folder: ours("guide-1.json", folder) for folder in FOLDERS}
TAGS = {"p", "code", "a", "b"}

# Where a value is set, to what, and the place of the one complaint.
BROKEN = [
    ("color", "red", "$"),
    ("version", "2.0", "$.version"),
    ("always/Pot", [], "$.always.Pot"),
    ("always/Pot", "leaf", "$.always.Pot"),
    ("errors/Odd", {"when": "Now."}, "$.errors.Odd"),
    ("errors/Odd!", {"when": "Now.", "advice": "Wait."}, "$.errors"),
    ("errors/Odd", {"when": "<p>Now.</p>", "advice": "Wait."}, "$.errors.Odd.when"),
    ("notes", ["No paragraph."], "$.notes[0]"),
    ("operations/Brew/notes", "<p>One.</p>", "$.operations.Brew.notes"),
    ("operations/Brew/variants/noun", "two words", "$.operations.Brew.variants.noun"),
    ("operations/Brew/variants/cases", [], "$.operations.Brew.variants.cases"),
    ("operations/Brew/variants/cases", [{"title": "A"}], "$.operations.Brew.variants.cases[0]"),
    ("operations/Brew/values/leaf", [], "$.operations.Brew.values.leaf"),
    ("operations/Brew/seeAlso", [{"title": "A"}], "$.operations.Brew.seeAlso[0]"),
    (
        "operations/Brew/seeAlso",
        [{"title": "A", "href": "http://example.com"}],
        "$.operations.Brew.seeAlso[0].href",
    ),
    (
        "operations/Brew/seeAlso",
        [{"title": "A", "href": "https://example.com/a b"}],
        "$.operations.Brew.seeAlso[0].href",
    ),
]
WELL_FORMED: Any = {
    "version": "1.0",
    "always": {},
    "errors": {},
    "operations": {
        "Brew": {
            "variants": {
                "noun": "way",
                "member": "how",
                "cases": [{"title": "Cold", "value": "cold", "required": ["ice"]}],
            },
            "values": {"leaf": ["green"]},
        }
    },
}


def altered(path: str, value: object) -> Any:
    guide = copy.deepcopy(WELL_FORMED)
    *parents, key = path.split("/")
    node = guide
    for parent in parents:
        node = node[parent]
    node[key] = value
    return guide


def texts(node: Any) -> Iterator[str]:
    """Each string of the guide that is text."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, str) and key not in ("href", "value", "version"):
            yield value
        elif isinstance(value, dict | list):
            yield from texts(value)


@EACH_MODEL
def test_the_schema_admits_our_guide(folder: Path) -> None:
    assert not problems(SCHEMA, GUIDES[folder])


def test_the_schema_is_valid_and_admits_a_small_guide() -> None:
    Draft202012Validator.check_schema(read(MODEL / SCHEMA))
    assert not problems(SCHEMA, WELL_FORMED)


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_a_broken_guide_is_refused_at_the_place(path: str, value: object, place: str) -> None:
    (found,) = problems(SCHEMA, altered(path, value))
    assert found.startswith(f"{place}: ")


@EACH_MODEL
def test_every_operation_error_and_member_that_the_guide_names_is_in_the_model(
    folder: Path,
) -> None:
    assert not list(guide_problems(read_service(load_model(folder))))


@EACH_MODEL
def test_the_examples_have_values_that_the_model_its_prose_or_the_guide_allow(folder: Path) -> None:
    """AWS's own for CreateToken has one that the service refuses: a hyphen for an underscore."""
    service = read_service(load_model(folder))
    for name, examples in service.examples.items():
        operation = service.operations[name]
        said = service.advice_of(operation).values
        for example in examples:
            for shape, values in (
                (operation.input, example.input),
                (operation.output, example.output),
            ):
                for key, value in (values or {}).items():
                    assert shape is not None
                    allowed = allowed_values(shape.members[key]) or said.get(key, ())
                    given = value if isinstance(value, list) else [value]
                    assert not allowed or set(given) <= set(allowed), (name, key)


@EACH_MODEL
def test_every_operation_and_every_error_has_advice(folder: Path) -> None:
    guide, service = GUIDES[folder], SERVICES[folder]
    assert list(guide["operations"]) == list(service["operations"])
    errors = {name for name, shape in service["shapes"].items() if shape.get("exception")}
    assert set(guide["errors"]) == errors
    for advice in guide["operations"].values():
        assert advice["notes"]
        assert advice["seeAlso"]


def test_the_documented_grants_are_those_of_the_guide() -> None:
    shapes = SERVICES[SSO_OIDC]["shapes"]
    for name in ("CreateToken", "CreateTokenWithIAM"):
        documentation = shapes[f"{name}Request"]["members"]["grantType"]["documentation"]
        listed = re.findall(r"<li> <p><code>([^<]*)</code>", documentation)
        cases = GUIDES[SSO_OIDC]["operations"][name]["variants"]["cases"]
        assert sorted(case["value"] for case in cases) == sorted(listed)


@pytest.mark.parametrize(
    ("folder", "signed"),
    [
        pytest.param(SSO, [], id="sso"),
        pytest.param(SSO_OIDC, ["CreateTokenWithIAM"], id="sso-oidc"),
    ],
)
def test_only_a_signed_operation_asks_for_a_permission(folder: Path, signed: list[str]) -> None:
    operations = GUIDES[folder]["operations"]
    assert [name for name, advice in operations.items() if "permissions" in advice] == signed


@EACH_MODEL
def test_texts_use_few_tags_and_close_each(folder: Path) -> None:
    for text in texts(GUIDES[folder]):
        opened = re.findall(r"<([a-z]+)[ >]", text)
        assert set(opened) <= TAGS
        assert sorted(opened) == sorted(re.findall(r"</([a-z]+)>", text))
        assert re.sub(r"<[^>]*>", "", text).isascii()


@EACH_MODEL
def test_no_text_stands_twice_in_one_place(folder: Path) -> None:
    guide = GUIDES[folder]
    for name, advice in guide["operations"].items():
        for error, said in advice.get("errors", {}).items():
            assert said != guide["errors"][error], (name, error)
        assert len(set(advice["notes"])) == len(advice["notes"])
        assert len({json.dumps(link) for link in advice["seeAlso"]}) == len(advice["seeAlso"])
