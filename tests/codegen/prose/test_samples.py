"""The least that an operation takes, and which operation anybody can call first."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.prose.samples import first_call, least_input
from tests.codegen.models import Json, operation, read, service, structure, taking

SHAPES: Json = {
    "Blob": {"type": "blob"},
    "Color": {"type": "string", "enum": ["red", "green"]},
    "Document": structure({}, document=True),
    "Long8": {"type": "string", "min": 8},
    "Many": {"type": "long", "min": 7},
    "Pairs": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Color"}, "min": 2},
    "Some": {"type": "list", "member": {"shape": "Long8"}, "min": 2},
    "Time": {"type": "timestamp"},
    "Tree": structure({"root": "Tree", "leaves": "Trees"}, required=["root", "leaves"]),
    "Trees": {"type": "list", "member": {"shape": "Tree"}, "min": 1},
    "Union": structure({"again": "Union", "text": "String", "number": "Long"}, union=True),
}


def called_first(model: Json) -> str | None:
    """Return the name of the operation that is called first, if any is."""
    found = first_call(read(model))
    return found[0].key if found else None


@pytest.mark.parametrize(
    ("shape", "least"),
    [
        ("String", "a"),
        ("Blob", "a"),
        ("Boolean", False),
        ("Long", 1),
        ("Double", 1),
        ("Time", 1),
        ("Document", {}),
        ("Color", "red"),
        ("Long8", "aaaaaaaa"),
        ("Many", 7),
        ("Strings", []),
        ("Some", ["aaaaaaaa", "aaaaaaaa"]),
        ("Pairs", {"key0": "red", "key1": "red"}),
        ("Tree", {"root": {}, "leaves": [{}]}),
        ("Union", {"text": "a"}),
    ],
)
def test_of_what_is_required_the_least_is_given(shape: str, least: Any) -> None:
    model = taking({"it": shape, "other": "String"}, required=["it"], **SHAPES)
    assert least_input(read(model).operations["Send"]) == {"it": least}


def test_an_operation_without_an_input_takes_nothing() -> None:
    assert least_input(read(service([operation("Ping")], {})).operations["Ping"]) == {}


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "string", "min": 1001},
        {"type": "list", "member": {"shape": "String"}, "min": 201},
        {"type": "list", "member": {"shape": "String"}, "min": 10**9},
        {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Long"}, "min": 10**9},
    ],
    ids=["a long string", "many items", "a long list", "a large map"],
)
def test_what_takes_more_than_anybody_writes_is_not_called_first(shape: Json) -> None:
    model = taking({"it": "Much"}, required=["it"], Much=shape)
    assert called_first(model) is None
    model["operations"]["Easy"] = operation("Easy", input={"shape": "Easy"})
    model["shapes"]["Easy"] = structure(["a", "b"], required=["a", "b"])
    assert called_first(model) == "Easy"


def test_what_takes_least_is_called_first_and_what_reads_before_what_writes() -> None:
    one = {"shape": "One"}
    operations = [
        operation("GetOne", input=one),
        operation("Delete"),
        operation("ListAll"),
    ]
    model = service(operations, {"One": structure(["a"], required=["a"])})
    assert called_first(model) == "ListAll"


def test_what_chooses_an_endpoint_is_not_made_up() -> None:
    bucket = {"shape": "String", "contextParam": {"name": "Bucket"}}
    assert called_first(taking({"bucket": bucket}, required=["bucket"])) is None
    assert called_first(taking({"bucket": bucket})) == "Send"
