"""Types of shapes: what a value of each is in Python, in JSON, on pages and in R.

A row a type. What is emitted for a value without parts is in its `code`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ScalarCode:
    """What emitted code does with a scalar; expressions stand on `item`.

    Args:
        kind: what emitted tables of codecs call it.
        is_wrong: the condition under which a value is not of the type, or nothing.
        text: the text in a path, a query or a header, with a place for the value; empty where no
            such text is defined.
        schema: what JSON Schema says of it.
        validator: what gives the problems of a value, where a condition is not enough.
    """

    kind: str
    is_wrong: str
    text: str
    schema: Mapping[str, Any]
    validator: str = ""


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """A type of shapes.

    Args:
        name: as models have it.
        python: the Python type of a value; of a structure, that of its TypedDict.
        json: what a value is in JSON; where it may be several things, the simplest.
        placeholder: what stands for a value on pages that speak Python.
        r: what stands for a value on pages that speak R.
        code: what is emitted for a scalar.
        unit: what the length of a value counts; a number has none.
        least: the condition under which a value is below its least, with places for both; empty
            where that is left to the service.
        bounds: what JSON Schema calls the least and the most.
        accepts: the Python types of what callers may give for a value, where there are more.
    """

    name: str
    python: str
    json: type
    placeholder: str = ""
    r: str = ""
    code: ScalarCode | None = None
    unit: str = ""
    least: str = ""
    bounds: tuple[str, ...] = ()
    accepts: str = ""


# To Python, bool is a subclass of int, but true is not a number on the wire.
_BOOLEAN = ScalarCode(
    kind="bool",
    is_wrong="not isinstance(item, bool)",
    text='"true" if {} else "false"',
    schema={"type": "boolean"},
)
_FLOAT = ScalarCode(
    kind="float",
    is_wrong="not isinstance(item, (int, float)) or isinstance(item, bool)",
    text="str(float_to_json({}))",
    # JSON has no number for these; AWS writes them as strings.
    schema={"anyOf": [{"type": "number"}, {"enum": ["NaN", "Infinity", "-Infinity"]}]},
)
_INTEGER = ScalarCode(
    kind="int",
    is_wrong="not isinstance(item, int) or isinstance(item, bool)",
    text='format({}, "d")',
    schema={"type": "integer"},
)
_STRING = ScalarCode(
    kind="str",
    is_wrong="not isinstance(item, str)",
    text="{}",
    schema={"type": "string"},
)
_BLOB = ScalarCode(
    kind="BLOB",
    is_wrong="",
    text="",
    schema={"type": "string", "contentEncoding": "base64"},
    validator="blob_problems",
)
_DOCUMENT = ScalarCode(
    kind="DOCUMENT",
    is_wrong="",
    text="",
    schema={},
    validator="document_problems",
)


def _timestamp(kind: str, text: str, schema: Mapping[str, Any]) -> ScalarCode:
    return ScalarCode(kind, "", text, schema, "timestamp_problems")


# The forms of timestamps, as models call them. Which one a value has depends on where it goes, too.
TIMESTAMP_FORMATS = {
    "iso8601": _timestamp("ISO_8601", "iso_8601({})", {"type": "string", "format": "date-time"}),
    "rfc822": _timestamp("HTTP_DATE", "http_date({})", {"type": "string"}),
    "unixTimestamp": _timestamp("EPOCH_SECONDS", "str(epoch_seconds({}))", {"type": "number"}),
}


def _number(name: str, python: str, shown: str, code: ScalarCode) -> TypeInfo:
    least, bounds = "{} < {}", ("minimum", "maximum")
    return TypeInfo(name, python, int, shown, shown, code, least=least, bounds=bounds)


_ROWS = (
    TypeInfo(
        "blob",
        "bytes",
        str,
        'b"bytes"',
        "raw",
        _BLOB,
        unit="byte",
        accepts="bytes | bytearray | memoryview | str",
    ),
    TypeInfo("boolean", "bool", bool, "True | False", "TRUE|FALSE", _BOOLEAN),
    _number("double", "float", "123.0", _FLOAT),
    _number("float", "float", "123.0", _FLOAT),
    _number("integer", "int", "123", _INTEGER),
    _number("long", "int", "123", _INTEGER),
    TypeInfo(
        "string",
        "str",
        str,
        '"string"',
        '"string"',
        _STRING,
        unit="character",
        least="len({}) < {}",
        bounds=("minLength", "maxLength"),
    ),
    TypeInfo(
        "timestamp",
        "datetime",
        int,
        "datetime(2015, 1, 1)",
        'as.POSIXct("2015-01-01")',
        TIMESTAMP_FORMATS["unixTimestamp"],
        accepts="datetime | float | str",
    ),
    TypeInfo(
        "list",
        "list",
        list,
        unit="item",
        least="len({}) < {}",
        bounds=("minItems", "maxItems"),
    ),
    TypeInfo("map", "dict", dict, unit="entry", bounds=("minProperties", "maxProperties")),
    TypeInfo("structure", "dict", dict),
    # What models call a structure that is a document.
    TypeInfo(
        "document",
        "Any",
        dict,
        '{...} | [...] | "string" | 123.0 | True | False',
        "list()",
        _DOCUMENT,
    ),
)

TYPES = {row.name: row for row in _ROWS}
