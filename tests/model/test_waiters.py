"""The schema of waiters knows all that AWS's rest-json services use, and no more."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests import corpus
from tests.model.files import FOLDERS, MODEL, problems, read

SCHEMA = "waiters-2.schema.json"
FILE = "waiters-2.json"

WELL_FORMED: dict[str, Any] = {
    "version": 2,
    "waiters": {
        "TeaReady": {
            "description": "Waits for tea.",
            "operation": "GetTea",
            "delay": 5,
            "maxAttempts": 40,
            "acceptors": [
                {"state": "success", "matcher": "path", "argument": "s", "expected": "READY"},
                {"state": "failure", "matcher": "pathAny", "argument": "p[].s", "expected": "X"},
                {"state": "success", "matcher": "pathAll", "argument": "p[].s", "expected": "Y"},
                {"state": "retry", "matcher": "status", "expected": 404},
                {"state": "retry", "matcher": "error", "expected": "Cold"},
                {"state": "success", "matcher": "error", "expected": False},
            ],
        }
    },
}

_TEA = "$.waiters.TeaReady"

# Where a value is set, to what, and the place and the words of the one complaint.
BROKEN = [
    ("version", 1, "$.version: 2 was expected"),
    ("color", "red", "$: Additional properties are not allowed ('color' was unexpected)"),
    ("waiters/Tea!", WELL_FORMED["waiters"]["TeaReady"], "$.waiters: 'Tea!' does not match"),
    ("waiters/TeaReady/color", 1, f"{_TEA}: Additional properties are not allowed ('color'"),
    ("waiters/TeaReady/delay", -1, f"{_TEA}.delay: -1 is less than the minimum"),
    ("waiters/TeaReady/delay", "5", f"{_TEA}.delay: '5' is not of type 'integer'"),
    ("waiters/TeaReady/maxAttempts", 0, f"{_TEA}.maxAttempts: 0 is less than the minimum"),
    ("waiters/TeaReady/operation", "Get Tea", f"{_TEA}.operation: 'Get Tea' does not match"),
    ("waiters/TeaReady/acceptors", [], f"{_TEA}.acceptors: []"),
    ("waiters/TeaReady/acceptors/0/state", "done", f"{_TEA}.acceptors[0].state: 'done' is not"),
    ("waiters/TeaReady/acceptors/0/expected", [], f"{_TEA}.acceptors[0].expected: [] is not of"),
    ("waiters/TeaReady/acceptors/1/expected", True, f"{_TEA}.acceptors[1].expected: True is not"),
    ("waiters/TeaReady/acceptors/3/expected", "4", f"{_TEA}.acceptors[3].expected: '4' is not"),
    (
        "waiters/TeaReady/acceptors/3/argument",
        "s",
        f"{_TEA}.acceptors[3]: 'argument' is not one of",
    ),
    ("waiters/TeaReady/acceptors/4/expected", 4, f"{_TEA}.acceptors[4].expected: 4 is not of"),
]


def altered(path: str, value: object) -> Any:
    waiters = copy.deepcopy(WELL_FORMED)
    *parents, key = path.split("/")
    node: Any = waiters
    for parent in parents:
        node = node[int(parent)] if isinstance(node, list) else node[parent]
    node[key] = value
    return waiters


def upstream() -> Iterator[tuple[Path, Any]]:
    """The waiters of each rest-json model that has any, with the model's folder."""
    for folder in corpus.folders():
        yield from ((folder, read(path)) for path in folder.glob(f"{FILE}*"))


def test_the_schema_is_itself_valid_and_admits_small_waiters() -> None:
    Draft202012Validator.check_schema(read(MODEL / SCHEMA))
    assert not problems(SCHEMA, WELL_FORMED)


def test_our_models_have_no_waiters_as_botocore_has_none() -> None:
    for folder in FOLDERS:
        assert not (folder / FILE).exists()
        assert not (corpus.BOTOCORE / folder.relative_to(MODEL) / FILE).exists()


def test_all_rest_json_waiters_of_botocore_are_valid_and_nothing_is_known_in_vain() -> None:
    schema = read(MODEL / SCHEMA)
    validator = Draft202012Validator(schema)
    found: list[str] = []
    keys: set[str] = set()
    matchers: set[str] = set()
    for folder, waiters in upstream():
        errors = validator.iter_errors(waiters)
        found += [f"{folder.parent.name} {error.json_path}: {error.message}" for error in errors]
        keys.update(*waiters["waiters"].values())
        matchers.update(
            acceptor["matcher"]
            for waiter in waiters["waiters"].values()
            for acceptor in waiter["acceptors"]
        )
    assert not found, "\n".join(found)
    assert keys == schema["$defs"]["waiter"]["properties"].keys()
    assert matchers == set(schema["$defs"]["acceptor"]["properties"]["matcher"]["enum"])


@pytest.mark.parametrize(
    ("path", "value", "complaint"), BROKEN, ids=[f"{row[0]}={row[1]}" for row in BROKEN]
)
def test_a_broken_waiter_is_refused_at_the_place(path: str, value: object, complaint: str) -> None:
    (found,) = problems(SCHEMA, altered(path, value))
    assert found.startswith(complaint)


@pytest.mark.parametrize("matcher", ["path", "pathAll", "pathAny"])
def test_what_looks_into_results_must_say_where(matcher: str) -> None:
    waiters = copy.deepcopy(WELL_FORMED)
    acceptor = {"state": "success", "matcher": matcher, "expected": "A"}
    waiters["waiters"]["TeaReady"]["acceptors"] = [acceptor]
    (found,) = problems(SCHEMA, waiters)
    assert found == f"{_TEA}.acceptors[0]: 'argument' is a required property"
