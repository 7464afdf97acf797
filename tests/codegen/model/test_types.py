"""The table of types is whole, and what it says of values is true."""

from __future__ import annotations

import builtins
import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from codegen.model.types import TIMESTAMP_FORMATS, TYPES, ScalarCode
from restjson.wire import blobs, documents, scalars, timestamps
from restjson.wire.codecs import Structure

SCHEMA = Path(__file__).parents[3] / "model" / "service-2.schema.json"
NOON = datetime(2030, 1, 31, 12, tzinfo=timezone.utc)
JSON: list[Any] = [True, 1, 1.5, "text", None, [], {}, [{"a": [1]}]]
VALUES: list[Any] = [*JSON, NOON, b"\xff\x00", bytearray(b""), memoryview(b"a")]
CODES = {name: row.code for name, row in TYPES.items()} | TIMESTAMP_FORMATS
EMITTED = [pytest.param(code, id=name) for name, code in CODES.items() if code]
ROOMS = (builtins, blobs, documents, scalars, timestamps)
RUNTIME = {name: each for module in ROOMS for name, each in vars(module).items()}


def run(code: str, item: object) -> Any:
    return eval(code, {**RUNTIME, "item": item})  # noqa: S307 - the generator's own


def is_refused(code: ScalarCode, item: object) -> bool:
    return bool(run(f"{code.validator}(item, '')" if code.validator else code.is_wrong, item))


def test_there_is_a_row_for_each_type_that_models_may_have() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    # Documents are structures that have a trait, characters are strings.
    known = set(schema["$defs"]["shape"]["properties"]["type"]["enum"]) - {"character"}
    assert set(TYPES) - {"document"} == known


@pytest.mark.parametrize("code", EMITTED)
def test_what_validators_let_through_is_written_as_the_schema_has_it_and_read_back(
    code: ScalarCode,
) -> None:
    codec = Structure(("item", RUNTIME[code.kind]))
    let_through = [item for item in VALUES if item is not None and not is_refused(code, item)]
    assert let_through
    for item in let_through:
        written = codec.write({"item": item})
        Draft202012Validator(code.schema).validate(written["item"])
        back = codec.read(written, None, [])["item"]
        assert codec.write({"item": back}) == written
        assert not code.text or isinstance(run(code.text.format("item"), item), str)


@pytest.mark.parametrize("code", EMITTED)
def test_what_validators_refuse_is_not_read_as_it_is(code: ScalarCode) -> None:
    codec = Structure(("item", RUNTIME[code.kind]))
    for item in (item for item in JSON if is_refused(code, item)):
        problems: list[str] = []
        result = codec.read({"item": item}, None, problems)
        # Some stand for what validators let through, as numbers do for text.
        assert not any(is_refused(code, each) for each in result.values())
        assert len(problems) == (item is not None and not result)
