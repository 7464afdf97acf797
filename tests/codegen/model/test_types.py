"""The table of types is whole, and what it says of values is true."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from codegen.model.types import TYPES, TypeInfo
from restjson.wire import scalars
from restjson.wire.codecs import Structure

SCHEMA = Path(__file__).parents[3] / "model" / "service-2.schema.json"
VALUES: list[Any] = [True, 1, 1.5, "text", None, [], {}]
EMITTED = [pytest.param(row, id=name) for name, row in TYPES.items() if row.code]


def run(code: str, item: object) -> Any:
    return eval(code, {**vars(scalars), "item": item})  # noqa: S307 - the generator's own


def test_there_is_a_row_for_each_type_that_models_may_have() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert set(TYPES) == set(schema["$defs"]["shape"]["properties"]["type"]["enum"])


@pytest.mark.parametrize("row", EMITTED)
def test_what_validators_let_through_is_written_as_the_schema_has_it_and_read_back(
    row: TypeInfo,
) -> None:
    assert row.code is not None
    codec = Structure(("item", vars(builtins)[row.python]))
    let_through = [item for item in VALUES if not run(row.code.is_wrong, item)]
    assert let_through
    for item in let_through:
        written = codec.write({"item": item})
        Draft202012Validator(row.code.schema).validate(written["item"])
        assert codec.read(written, None, []) == {"item": item}
        assert isinstance(run(row.code.text.format("item"), item), str)


@pytest.mark.parametrize("row", EMITTED)
def test_what_validators_refuse_is_not_read_as_it_is(row: TypeInfo) -> None:
    assert row.code is not None
    codec = Structure(("item", vars(builtins)[row.python]))
    for item in (item for item in VALUES if run(row.code.is_wrong, item)):
        problems: list[str] = []
        assert codec.read({"item": item}, None, problems) == {}
        assert len(problems) == (item is not None)
