"""Paginators are AWS's, and their schema knows all that its rest-json services use, and no more."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests import corpus
from tests.corpus import BOTOCORE
from tests.model.files import (
    EACH_MODEL,
    FOLDERS,
    MODEL,
    ours,
    problems,
    read,
)

SCHEMA = "paginators-1.schema.json"
FILE = "paginators-1.json"

WELL_FORMED: dict[str, Any] = {
    "pagination": {
        "ListLeaves": {
            "input_token": "from",
            "output_token": "next",
            "limit_key": "limit",
            "result_key": ["leaves", "Garden.Shed.leaves"],
            "non_aggregate_keys": ["garden"],
        },
        "ListPots": {"input_token": "from", "output_token": "next", "result_key": "Kitchen.pots"},
    }
}

# Where a value is set, to what, and the place and the words of the one complaint.
BROKEN = [
    ("version", "1.0", "$: Additional properties are not allowed ('version' was unexpected)"),
    ("pagination", [], "$.pagination: [] is not of type 'object'"),
    ("pagination/List!", WELL_FORMED["pagination"]["ListPots"], "$.pagination: 'List!' does not"),
    ("pagination/ListPots\n", WELL_FORMED["pagination"]["ListPots"], "$.pagination: 'ListPots\\n'"),
    ("pagination/ListPots/limit", "x", "$.pagination.ListPots: Additional properties are not"),
    ("pagination/ListPots/more_results", "x", "$.pagination.ListPots: Additional properties are"),
    ("pagination/ListPots/limit_key", 5, "$.pagination.ListPots.limit_key: 5 is not of type"),
    ("pagination/ListPots/input_token", "a.b", "$.pagination.ListPots.input_token: 'a.b' does not"),
    ("pagination/ListPots/input_token", ["a"], "$.pagination.ListPots.input_token: ['a'] is not"),
    ("pagination/ListPots/output_token", "a[-1].b", "$.pagination.ListPots.output_token: 'a[-1]"),
    ("pagination/ListPots/output_token", "a || b", "$.pagination.ListPots.output_token: 'a || b'"),
    ("pagination/ListPots/result_key", {}, "$.pagination.ListPots.result_key: {} is not of type"),
    ("pagination/ListPots/result_key", "a.", "$.pagination.ListPots.result_key: 'a.' does not"),
    ("pagination/ListPots/result_key", [], "$.pagination.ListPots.result_key: [] "),
    ("pagination/ListPots/result_key", ["a", "a"], "$.pagination.ListPots.result_key: ['a', 'a']"),
    ("pagination/ListPots/result_key", ["a", "b c"], "$.pagination.ListPots.result_key[1]: 'b c'"),
    ("pagination/ListPots/non_aggregate_keys", "a", "$.pagination.ListPots.non_aggregate_keys: "),
]


def altered(path: str, value: object) -> Any:
    paginators = copy.deepcopy(WELL_FORMED)
    *parents, key = path.split("/")
    node = paginators
    for parent in parents:
        node = node[parent]
    node[key] = value
    return paginators


def upstream() -> Iterator[tuple[Path, Any]]:
    """The paginators of each rest-json model that has any, with the model's folder."""
    for folder in corpus.folders():
        yield from ((folder, read(path)) for path in folder.glob(f"{FILE}*"))


def test_the_schema_is_itself_valid_and_admits_small_paginators() -> None:
    Draft202012Validator.check_schema(read(MODEL / SCHEMA))
    assert not problems(SCHEMA, WELL_FORMED)


@EACH_MODEL
def test_ours_are_those_of_botocore_and_absent_where_it_has_none(folder: Path) -> None:
    theirs = read(BOTOCORE / folder.relative_to(MODEL) / FILE)["pagination"]
    mine = ours(FILE, folder) if (folder / FILE).exists() else {}
    assert mine == ({"pagination": theirs} if theirs else {})
    assert not mine or not problems(SCHEMA, mine)


def test_one_of_our_models_has_paginators() -> None:
    assert [folder.parent.name for folder in FOLDERS if (folder / FILE).exists()] == ["sso"]


def test_all_rest_json_paginators_of_botocore_are_valid_and_no_key_is_in_vain() -> None:
    schema = read(MODEL / SCHEMA)
    validator = Draft202012Validator(schema)
    found: list[str] = []
    used: set[str] = set()
    files = 0
    for folder, paginators in upstream():
        files += 1
        errors = validator.iter_errors(paginators)
        found += [f"{folder.parent.name} {error.json_path}: {error.message}" for error in errors]
        used.update(*paginators["pagination"].values())
    assert not found, "\n".join(found)
    assert files > 200
    assert used == schema["$defs"]["paginator"]["properties"].keys()


@pytest.mark.parametrize(
    ("path", "value", "complaint"), BROKEN, ids=[f"{row[0]}={row[1]}" for row in BROKEN]
)
def test_a_broken_paginator_is_refused_at_the_place(
    path: str, value: object, complaint: str
) -> None:
    (found,) = problems(SCHEMA, altered(path, value))
    assert found.startswith(complaint)


@pytest.mark.parametrize("key", ["input_token", "output_token", "result_key"])
def test_a_paginator_without_a_key_it_needs_is_refused(key: str) -> None:
    paginators = copy.deepcopy(WELL_FORMED)
    del paginators["pagination"]["ListPots"][key]
    (found,) = problems(SCHEMA, paginators)
    assert found == f"$.pagination.ListPots: '{key}' is a required property"
