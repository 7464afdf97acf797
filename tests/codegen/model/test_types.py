"""The table of types is whole, and what it says of values is true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from codegen.model.types import TYPES, ScalarCode
from restjson import scalars

SCHEMA = Path(__file__).parents[3] / "model" / "service-2.schema.json"
VALUES: list[Any] = [True, 1, 1.5, "text", None, [], {}]
EMITTED = [pytest.param(row.code, id=name) for name, row in TYPES.items() if row.code]


def run(code: str, item: object) -> Any:
    return eval(code, {**vars(scalars), "item": item})  # noqa: S307 - the generator's own


def test_there_is_a_row_for_each_type_that_models_may_have() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert set(TYPES) == set(schema["$defs"]["shape"]["properties"]["type"]["enum"])


@pytest.mark.parametrize("code", EMITTED)
def test_a_value_is_either_right_or_wrong(code: ScalarCode) -> None:
    for item in VALUES:
        assert run(code.is_right, item) is not run(code.is_wrong, item)


@pytest.mark.parametrize("code", EMITTED)
def test_what_is_right_is_written_as_the_schema_has_it_and_read_back(code: ScalarCode) -> None:
    for item in VALUES:
        if run(code.is_right, item):
            written = run(code.write, item)
            Draft202012Validator(code.schema).validate(written)
            read = run((code.read or "{}").format("item"), written)
            assert run(code.is_right, read)
            assert isinstance(run(code.text.format("item"), item), str)
